#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace socshift::test {

/// What came of a process. A process that a signal has ended has 128 and the signal as its code.
struct RunResult {
    int code = 0;
    std::string out;
    std::string err;
};

/// Runs a script by bash in @p folder, in which `socshift` is the program, with these variables
/// beside the usual ones; standard input is empty.
[[nodiscard]] RunResult run_script(const std::filesystem::path& folder, const std::string& script,
                                   const std::map<std::string, std::string>& variables = {});

/// Those that load the shim, which does something at the n-th system call: "KILL", "TERM", …
[[nodiscard]] std::map<std::string, std::string> with_shim(long at, const std::string& what,
                                                           bool plain = false);

/// Whether the shim can be loaded: not into a sanitized program.
[[nodiscard]] bool can_use_shim();

/// The names of system calls that the shim has counted in a run of @p script, in their order.
[[nodiscard]] std::vector<std::string> calls_of(const std::filesystem::path& folder,
                                                const std::string& script, bool plain = false);

/// Every file below @p folder but those on the way and journals, with its bytes.
[[nodiscard]] std::map<std::string, std::string> files_in(const std::filesystem::path& folder);

/// The names of files below @p folder that are on the way, or journals.
[[nodiscard]] std::vector<std::string> traces_in(const std::filesystem::path& folder);

}  // namespace socshift::test
