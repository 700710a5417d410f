#include "socshift/io/workbook.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/workbook_sheets.hpp"

#include <fmt/core.h>

#include <utility>

namespace socshift {

SourceLocation Workbook::where(const Sheet& sheet, std::uint32_t row) const {
    return {sheets.size() == 1 ? file : fmt::format("{}[{}]", file, sheet.name), row, 0};
}

bool is_workbook(std::string_view bytes) noexcept {
    return bytes.substr(0, 4) == "PK\x03\x04";
}

Workbook read_workbook(std::string_view bytes, std::string file, const WorkbookLimits& limits) {
    WorkbookSheets sheets(bytes, std::move(file), limits, limits.text);
    auto book = sheets.book();
    auto left = limits.cells;
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
        auto& sheet = book.sheets[i];
        sheets.begin(i);
        for (Workbook::Row row; sheets.next(row);) {
            if (row.cells.size() > left) {
                throw FormatError(book.where(sheet, row.number),
                                  "too many cells for a workbook that is held whole; save the "
                                  "sheet as delimited text");
            }
            left -= row.cells.size();
            sheet.rows.push_back(std::move(row));
        }
        sheet.merged = sheets.merged();
    }
    return book;
}

}  // namespace socshift
