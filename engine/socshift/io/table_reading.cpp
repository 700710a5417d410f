#include "socshift/io/table_reading.hpp"

#include "socshift/base/counted.hpp"

#include <fmt/core.h>

namespace socshift {

std::vector<std::string> notices(const TableReading& reading) {
    std::vector<std::string> out;
    if (!reading.sheet.empty()) {
        out.push_back(fmt::format("sheet '{}'", reading.sheet));
    }
    if (reading.header_line > 1) {
        out.push_back(fmt::format("the header is {} {}; what stands above it is left out",
                                  reading.sheet.empty() ? "line" : "row",
                                  grouped(reading.header_line)));
    }
    if (const auto& merged = reading.merged; !merged.empty()) {
        out.push_back(fmt::format(
            "{} merged over several rows, {}{}: what stands there is read in the first row alone",
            merged.size() == 1 ? "cells are" : fmt::format("{} ranges of cells are", merged.size()),
            merged.size() == 1 ? "" : "the first ", merged.front().range));
    }
    if (reading.is_utf16) {
        out.emplace_back("UTF-16, read and written as UTF-8");
    }
    if (reading.has_blanks) {
        out.emplace_back("columns are parted by blanks, and written with one between them");
    }
    if (reading.has_row_names) {
        out.emplace_back(
            fmt::format("the header is one name short: the first column has row names{}",
                        reading.names_row_names
                            ? ", and an empty name in the result, where rows that are split repeat"
                            : ""));
    }
    if (reading.has_end_marks) {
        out.emplace_back("each row ends with a delimiter: the last column is empty");
    }
    return out;
}

}  // namespace socshift
