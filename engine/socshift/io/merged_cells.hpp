#pragma once

#include <cstddef>
#include <string>

namespace socshift {

/// Cells of a sheet that are merged over several rows of a table. What they hold is in the first of
/// them alone; the others are empty, whatever is meant.
struct MergedCells {
    std::string range;             // as the sheet names it, "A2:A4"
    std::size_t first_column = 0;  // of the table, from 0; as the next
    std::size_t last_column = 0;

    friend bool operator==(const MergedCells&, const MergedCells&) = default;
};

}  // namespace socshift
