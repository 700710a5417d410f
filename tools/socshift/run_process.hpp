#pragma once

#include <string>
#include <vector>

namespace socshift::cli {

/// The program as this process: run_program() on the process's own streams, with its environment,
/// its terminal and its signals. To be called once, before anything was read or written. Returns
/// the exit code. @p arguments do not have the program's name.
[[nodiscard]] int run_process(const std::vector<std::string>& arguments);

}  // namespace socshift::cli
