#include "run.hpp"

#include "support/temporary_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace socshift::test {

namespace fs = std::filesystem;

namespace {

std::string bytes_in(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<char*> to_pointers(std::vector<std::string>& strings) {
    std::vector<char*> out;
    for (auto& string : strings) {
        out.push_back(string.data());
    }
    out.push_back(nullptr);
    return out;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& variables) {
    const fs::path program{SOCSHIFT_PROGRAM};
    std::vector<std::string> out = {"PATH=" + program.parent_path().string() + ":/usr/bin:/bin",
                                    "HOME=/nonexistent", "LC_ALL=C.UTF-8", "COLUMNS=80"};
    for (const char* const name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
        if (const char* const value = std::getenv(name)) {
            out.push_back(std::string{name} + "=" + value);
        }
    }
    for (const auto& [name, value] : variables) {
        out.push_back(name + "=" + value);
    }
    return out;
}

bool is_trace(const std::string& name) {
    return name.ends_with(".socshift-part") || name.ends_with(".socshift-journal");
}

}  // namespace

RunResult run_script(const fs::path& folder, const std::string& script,
                     const std::map<std::string, std::string>& variables) {
    const TemporaryFolder said;  // outside of the folder that the script works in
    const auto out = said.path() / "out";
    const auto err = said.path() / "err";
    // The shim is for the program alone, not for the shell.
    std::vector<std::string> arguments = {
        "bash", "-c",
        (variables.count("SHIM_AT") == 0 ? ""
                                         : "socshift() { LD_PRELOAD='" SOCSHIFT_SHIM
                                           "' command socshift \"$@\"; }\n") +
            script};
    auto environment = environment_with(variables);
    const auto argument_pointers = to_pointers(arguments);
    const auto environment_pointers = to_pointers(environment);
    const pid_t child = fork();
    if (child == 0) {
        constexpr int mode = 0600;
        constexpr int failed = 127;
        const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND;
        if (chdir(folder.c_str()) == 0 && dup2(open("/dev/null", O_RDONLY), STDIN_FILENO) >= 0 &&
            dup2(open(out.c_str(), flags, mode), STDOUT_FILENO) >= 0 &&
            dup2(open(err.c_str(), flags, mode), STDERR_FILENO) >= 0) {
            execve("/bin/bash", argument_pointers.data(), environment_pointers.data());
        }
        _exit(failed);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    constexpr int signal_base = 128;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : signal_base + WTERMSIG(status), bytes_in(out),
            bytes_in(err)};
}

std::map<std::string, std::string> with_shim(long at, const std::string& what, bool plain) {
    std::map<std::string, std::string> out = {{"SHIM_AT", std::to_string(at)}, {"SHIM_DO", what}};
    if (plain) {
        out["SHIM_PLAIN"] = "1";
    }
    return out;
}

bool can_use_shim() {
    return !std::string_view{SOCSHIFT_SHIM}.empty();
}

std::vector<std::string> calls_of(const fs::path& folder, const std::string& script, bool plain) {
    const TemporaryFolder said;
    auto variables = with_shim(0, "", plain);
    variables["SHIM_REPORT"] = (said.path() / "calls").string();
    static_cast<void>(run_script(folder, script, variables));
    std::istringstream lines(bytes_in(said.path() / "calls"));
    std::vector<std::string> out;
    std::string number;
    std::string name;
    while (lines >> number >> name) {
        out.push_back(name);
    }
    return out;
}

std::map<std::string, std::string> files_in(const fs::path& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && !is_trace(entry.path().filename())) {
            out[entry.path().lexically_relative(folder)] = bytes_in(entry.path());
        }
    }
    return out;
}

std::vector<std::string> traces_in(const fs::path& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (is_trace(entry.path().filename())) {
            out.push_back(entry.path().lexically_relative(folder));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace socshift::test
