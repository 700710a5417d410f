#pragma once

#include "command.hpp"

#include <utility>
#include <vector>

namespace socshift::cli {

/// Adds a subcommand of `export` for each format of others; each with what runs it.
[[nodiscard]] std::vector<std::pair<const CLI::App*, Runner>> add_export_formats(CLI::App& verb);

}  // namespace socshift::cli
