#include "socshift/base/error.hpp"
#include "socshift/io/sheet_outline.hpp"
#include "socshift/io/workbook.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace socshift {

namespace {

std::vector<Workbook::Row>::const_iterator row_of(const Workbook::Sheet& sheet,
                                                  std::uint32_t number) {
    return std::lower_bound(
        sheet.rows.begin(), sheet.rows.end(), number,
        [](const Workbook::Row& one, std::uint32_t wanted) { return one.number < wanted; });
}

/// Whether the first cell of @p merged holds something.
bool holds_something(const Workbook::Sheet& sheet, const Workbook::Merged& merged) {
    const auto row = row_of(sheet, merged.first_row);
    return row != sheet.rows.end() && row->number == merged.first_row &&
           std::any_of(row->cells.begin(), row->cells.end(), [&](const Workbook::Cell& cell) {
               return cell.column == merged.first_column && is_filled(cell);
           });
}

}  // namespace

DelimitedTable as_table(const Workbook& book, const SheetChoice& choice,
                        const WorkbookLimits& limits) {
    std::vector<bool> is_empty;
    for (const auto& sheet : book.sheets) {
        is_empty.push_back(sheet.empty());
    }
    const auto& sheet = book.sheets[chosen_sheet(book, is_empty, choice.sheet)];
    std::vector<RowOutline> rows;
    rows.reserve(sheet.rows.size());
    std::transform(sheet.rows.begin(), sheet.rows.end(), std::back_inserter(rows), outline_of);
    const auto place = table_place(book, sheet, rows, choice.header_row);
    if (place.height > limits.cells / place.width()) {
        throw FormatError(book.where(sheet, 0),
                          fmt::format("a table of {} columns and {} rows is too large; save the "
                                      "sheet as delimited text",
                                      place.width(), place.height));
    }
    const auto header = row_of(sheet, place.header_row);
    DelimitedTable table{book.where(sheet, 0).file,
                         place.names(*header),
                         {},
                         header->number,
                         sheet.name,
                         place.merged(sheet.merged, [&](const Workbook::Merged& merged) {
                             return holds_something(sheet, merged);
                         })};
    for (auto row = header + 1; row != sheet.rows.end(); ++row) {
        if (auto cells = place.cells(*row)) {
            table.rows.push_back({row->number, std::move(*cells)});
        }
    }
    return table;
}

}  // namespace socshift
