#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// Cells of a sheet that are merged over several rows of a table. What they hold is in the first of
/// them alone; the others are empty, whatever is meant.
struct MergedCells {
    std::string range;             // as the sheet names it, "A2:A4"
    std::size_t first_column = 0;  // of the table, from 0; as the next
    std::size_t last_column = 0;

    friend bool operator==(const MergedCells&, const MergedCells&) = default;
};

/// A column of a table that somebody looks at.
struct UsedColumn {
    std::size_t place = 0;
    std::string name;  // for messages
};

/// @throws FormatError if one of @p columns has some of @p merged, cells of @p sheet of @p file.
void check_merged(const std::vector<MergedCells>& merged, const std::string& sheet,
                  const std::vector<UsedColumn>& columns, const std::string& file);

}  // namespace socshift
