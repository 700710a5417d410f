#pragma once

#include "socshift/io/merged_cells.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// What had to be known of a file before its rows were rows.
struct TableReading {
    std::uint64_t header_line = 1;  // the line, or row of a sheet, that names the columns
    std::string sheet;              // of a workbook; empty: the file is text
    std::vector<MergedCells> merged =
        {};                      // of a sheet: those over several rows that hold something
    bool is_utf16 = false;       // it was decoded
    bool has_blanks = false;     // columns are parted by any number of blanks: one stands for them
    bool has_row_names = false;  // the header is a name short: the first column has none
    bool names_row_names = false;  // it has an empty one in the result, where rows repeat
    bool has_end_marks = false;    // the header is a name short: each row ends with a delimiter

    friend bool operator==(const TableReading&, const TableReading&) = default;
};

/// A sentence for each thing that a reader of the result has to know: what was left out, decoded or
/// taken for granted. None for a plain file.
[[nodiscard]] std::vector<std::string> notices(const TableReading& reading);

}  // namespace socshift
