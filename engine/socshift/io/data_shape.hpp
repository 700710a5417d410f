#pragma once

#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// Only rows that have one of `values` in `column`.
struct RowFilter {
    std::string column;
    std::vector<std::string> values;
};

/// How a file of delimited rows is to be read. Columns are named as in its header, or by place:
/// "#2" is the second; in a file without header also "2".
struct DataShape {
    std::string file;               // for messages
    std::optional<char> delimiter;  // none: detected
    bool has_header = true;
    std::vector<RowFilter> where;  // all must hold
};

}  // namespace socshift
