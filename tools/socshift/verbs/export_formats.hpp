#pragma once

#include "command.hpp"

#include <utility>
#include <vector>

namespace socshift::cli {

/// Adds a subcommand of `export` for each format of others; each with what runs it.
[[nodiscard]] std::vector<std::pair<const CLI::App*, Runner>> add_export_formats(CLI::App& verb);

/// Adds `export parquet`: the same tables as those of `csvw`, a file each.
[[nodiscard]] std::pair<const CLI::App*, Runner> add_export_parquet(CLI::App& verb);

}  // namespace socshift::cli
