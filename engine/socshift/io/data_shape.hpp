#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// Only rows that have one of `values` in `column`, or only those that have none of them. The empty
/// value is an empty cell.
struct RowFilter {
    std::string column;
    std::vector<std::string> values;
    bool keeps = true;  // false: rows with one of the values are left out
};

/// How a file of rows is to be read. Columns are named as in its header, or by place: "#2" is the
/// second; in a file without header also "2".
struct DataShape {
    std::string file;                    // for messages
    std::optional<char> delimiter = {};  // none: detected
    bool has_header = true;
    std::vector<RowFilter> where = {};      // all must hold
    std::string column = {};                // the one with the codes; empty: not said
    bool blanks = false;                    // columns are parted by any number of blanks
    std::optional<std::string> sheet = {};  // of a workbook; none: the only one that it can be
    std::optional<std::uint32_t> header_row = {};  // a line, or row of the sheet; none: found
    /// Only the start of the data is read, or a part: what it lacks may come later.
    bool is_part = false;
    /// The data has no lines of its own (columns, made a text with a header): where a line is
    /// named, it is the number of the row, counted from 1.
    bool counts_rows = false;
};

}  // namespace socshift
