#pragma once

#include "program.hpp"

#include <string>
#include <vector>

namespace socshift::test {

/// What a run of the program left: its exit code, its standard output and its messages.
struct ProgramRun {
    cli::ExitCode code;
    std::string out;
    std::string err;
};

/// The program run in this process with @p arguments, without its name, on an empty standard
/// input.
[[nodiscard]] ProgramRun run_program(const std::vector<std::string>& arguments,
                                     const cli::Surroundings& surroundings = {});

}  // namespace socshift::test
