#include "socshift/base/error.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/table_header.hpp"
#include "socshift/io/workbook.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace socshift {

namespace {

const Workbook::Sheet& chosen(const Workbook& book, const SheetChoice& choice) {
    std::vector<const Workbook::Sheet*> found;
    std::string names;
    for (const auto& sheet : book.sheets) {
        names += fmt::format("{}'{}'", names.empty() ? "" : ", ", sheet.name);
        if (choice.sheet ? sheet.name == *choice.sheet : !sheet.hidden && !sheet.empty()) {
            found.push_back(&sheet);
        }
    }
    if (choice.sheet && found.empty()) {
        throw FormatError({book.file, 0, 0},
                          fmt::format("no sheet '{}'; the sheets are {}", *choice.sheet, names));
    }
    if (found.empty() || found.front()->empty()) {
        throw FormatError({book.file, 0, 0}, choice.sheet
                                                 ? fmt::format("sheet '{}' is empty", *choice.sheet)
                                                 : "an empty workbook; expected a table");
    }
    if (found.size() > 1) {
        throw ChoiceNeeded(
            ChoiceNeeded::Of::table, book.file,
            fmt::format("several sheets hold something: which one? The sheets are {}", names));
    }
    return *found.front();
}

bool is_filled(const Workbook::Cell& cell) {
    return !without_blanks_around(cell.text).empty();
}

std::size_t filled(const Workbook::Row& row) {
    return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), is_filled));
}

std::vector<Workbook::Row>::const_iterator header_row(const Workbook& book,
                                                      const Workbook::Sheet& sheet,
                                                      std::optional<std::uint32_t> wanted) {
    if (wanted) {
        const auto found =
            std::find_if(sheet.rows.begin(), sheet.rows.end(),
                         [&](const Workbook::Row& row) { return row.number == *wanted; });
        if (found == sheet.rows.end()) {
            throw FormatError(book.where(sheet, *wanted), "no header: the row is empty");
        }
        return found;
    }
    std::vector<std::size_t> counts;
    counts.reserve(sheet.rows.size());
    std::transform(sheet.rows.begin(), sheet.rows.end(), std::back_inserter(counts),
                   [](const Workbook::Row& row) { return filled(row); });
    return sheet.rows.begin() + static_cast<std::ptrdiff_t>(header_place(counts));
}

/// Whether the first cell of @p merged holds something.
bool holds_something(const Workbook::Sheet& sheet, const Workbook::Merged& merged) {
    const auto row = std::lower_bound(
        sheet.rows.begin(), sheet.rows.end(), merged.first_row,
        [](const Workbook::Row& one, std::uint32_t number) { return one.number < number; });
    return row != sheet.rows.end() && row->number == merged.first_row &&
           std::any_of(row->cells.begin(), row->cells.end(), [&](const Workbook::Cell& cell) {
               return cell.column == merged.first_column && is_filled(cell);
           });
}

/// The cells that are merged over several rows, one of them below @p header at least, of a table
/// from column @p first to @p last.
std::vector<MergedCells> merged_in(const Workbook::Sheet& sheet, std::uint32_t header,
                                   std::uint32_t first, std::uint32_t last) {
    std::vector<MergedCells> out;
    for (const auto& merged : sheet.merged) {
        if (merged.last_row > std::max(header, merged.first_row) && merged.first_column <= last &&
            merged.last_column >= first && holds_something(sheet, merged)) {
            out.push_back({merged.range, std::max(merged.first_column, first) - first,
                           std::min(merged.last_column, last) - first});
        }
    }
    return out;
}

}  // namespace

DelimitedTable as_table(const Workbook& book, const SheetChoice& choice,
                        const WorkbookLimits& limits) {
    const auto& sheet = chosen(book, choice);
    const auto header = header_row(book, sheet, choice.header_row);
    if (header == sheet.rows.end()) {
        throw FormatError(book.where(sheet, 0), "a sheet of blanks; expected a table");
    }
    std::uint32_t first = header->cells.front().column;
    std::uint32_t last = first;
    for (auto row = header; row != sheet.rows.end(); ++row) {
        for (const auto& cell : row->cells) {
            if (is_filled(cell)) {
                first = std::min(first, cell.column);
                last = std::max(last, cell.column);
            }
        }
    }
    const std::size_t width = last - first + 1;
    const auto height = static_cast<std::size_t>(sheet.rows.end() - header);
    if (height > limits.cells / width) {
        throw FormatError(book.where(sheet, 0),
                          fmt::format("a table of {} columns and {} rows is too large; save the "
                                      "sheet as delimited text",
                                      width, height));
    }
    DelimitedTable table{book.where(sheet, 0).file,
                         {},
                         {},
                         header->number,
                         sheet.name,
                         merged_in(sheet, header->number, first, last)};
    table.header.resize(width);
    for (const auto& cell : header->cells) {
        if (is_filled(cell)) {
            table.header[cell.column - first] = column_name(cell.text);
        }
    }
    for (std::size_t i = 0; i < width; ++i) {
        if (table.header[i].empty()) {
            table.header[i] = column_letters(first + static_cast<std::uint32_t>(i));
        }
    }
    for (auto row = header + 1; row != sheet.rows.end(); ++row) {
        if (filled(*row) != 0) {
            DelimitedTable::Row out{row->number, std::vector<std::string>(width)};
            for (const auto& cell : row->cells) {
                if (is_filled(cell)) {
                    out.cells[cell.column - first] = without_blanks_around(cell.text);
                }
            }
            table.rows.push_back(std::move(out));
        }
    }
    return table;
}

}  // namespace socshift
