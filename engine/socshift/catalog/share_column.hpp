#pragma once

// Internal: not installed. Columns of shares in a publisher's table.

#include "socshift/io/delimited_table.hpp"

#include <cstddef>
#include <optional>
#include <set>

namespace socshift {

/// The first column that is meant to hold shares: its name has one of the words share, proportion,
/// fraction or probability, and more than half of its cells that are not empty are numbers; or
/// weight, rate or factor, and they are numbers from 0 to 1 or percentages. That a cell is written
/// as a share nobody has looked at here: 90% and 0,9 are not. Those of @p taken hold something
/// else. Cost: linear in the cells of columns so named.
[[nodiscard]] std::optional<std::size_t> find_share_column(const DelimitedTable& table,
                                                           const std::set<std::size_t>& taken);

}  // namespace socshift
