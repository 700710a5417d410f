#include "socshift/io/merged_cells.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

namespace socshift {

void check_merged(const std::vector<MergedCells>& merged, const std::string& sheet,
                  const std::vector<UsedColumn>& columns, const std::string& file) {
    for (const auto& [place, name] : columns) {
        for (const auto& cells : merged) {
            if (cells.first_column <= place && place <= cells.last_column) {
                throw FormatError(
                    {file, 0, 0},
                    fmt::format("sheet '{}': the cells {} of column '{}' are merged, so that what "
                                "stands there is in the first row alone; expected it in each row",
                                sheet, cells.range, name));
            }
        }
    }
}

}  // namespace socshift
