#pragma once

// Internal: not installed. Columns of shares in a publisher's table.

#include "socshift/io/delimited_table.hpp"

#include <cstddef>
#include <optional>
#include <set>

namespace socshift {

/// The first column that holds shares: its name has one of the words share, weight, proportion,
/// fraction, probability, rate or factor, and more than half of its cells that are not empty are
/// numbers from 0 to 1. Those of @p taken hold something else. Cost: linear in the cells of columns
/// so named.
[[nodiscard]] std::optional<std::size_t> find_share_column(const DelimitedTable& table,
                                                           const std::set<std::size_t>& taken);

}  // namespace socshift
