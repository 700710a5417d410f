#pragma once

// Internal: not installed. The levels of a structure table that nobody has said anything of.

#include "socshift/catalog/import.hpp"
#include "socshift/io/delimited_table.hpp"

#include <string>
#include <vector>

namespace socshift {

/// The levels that @p table has, coarsest first: those of its column of levels, or else, where each
/// code begins with one of the next shorter length, and each that is not of the longest has some
/// that begin with it, by length, which @p columns then asks for. None of a
/// table that shows none. Without a column of parents
/// it asks for those by beginning. What was so found out goes to @p notes.
/// @throws FormatError for a table with parents and without levels.
[[nodiscard]] std::vector<std::string> levels_in(const DelimitedTable& table,
                                                 StructureColumns& columns,
                                                 std::vector<std::string>& notes);

}  // namespace socshift
