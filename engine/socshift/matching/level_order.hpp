#pragma once

// Internal: not installed.

#include "socshift/catalog/structure_columns.hpp"
#include "socshift/io/delimited_table.hpp"

#include <string>
#include <vector>

namespace socshift {

/// The levels that a table of items names in its column of levels, coarsest first: by their numbers
/// if all are numbers; else so that the level of a parent stands before those of its children; what
/// neither settles, as it comes. Empty without the column.
[[nodiscard]] std::vector<std::string> levels_of(const DelimitedTable& table,
                                                 const StructureColumns& columns);

}  // namespace socshift
