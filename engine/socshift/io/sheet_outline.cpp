#include "socshift/io/sheet_outline.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/table_header.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace socshift {

bool is_filled(const Workbook::Cell& cell) {
    return !without_blanks_around(cell.text).empty();
}

RowOutline outline_of(const Workbook::Row& row) {
    RowOutline out;
    out.number = row.number;
    out.front = static_cast<std::uint16_t>(row.cells.front().column);
    for (const auto& cell : row.cells) {
        const auto text = without_blanks_around(cell.text);
        if (!text.empty()) {
            out.last = static_cast<std::uint16_t>(cell.column);
            out.first = out.filled == 0 ? out.last : out.first;
            ++out.filled;
            out.line_feeds +=
                static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
        }
    }
    return out;
}

std::vector<std::string> TablePlace::names(const Workbook::Row& header) const {
    std::vector<std::string> out(width());
    for (const auto& cell : header.cells) {
        if (is_filled(cell)) {
            out[cell.column - first] = column_name(cell.text);
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i].empty()) {
            out[i] = column_letters(first + static_cast<std::uint32_t>(i));
        }
    }
    return out;
}

std::optional<std::vector<std::string>> TablePlace::cells(const Workbook::Row& row) const {
    if (std::none_of(row.cells.begin(), row.cells.end(), is_filled)) {
        return std::nullopt;
    }
    std::vector<std::string> out(width());
    for (const auto& cell : row.cells) {
        if (is_filled(cell)) {
            out[cell.column - first] = without_blanks_around(cell.text);
        }
    }
    return out;
}

bool TablePlace::is_concerned_by(const Workbook::Merged& merged) const {
    return merged.last_row > std::max(header_row, merged.first_row) &&
           merged.first_column <= last && merged.last_column >= first;
}

std::vector<MergedCells> TablePlace::merged(
    const std::vector<Workbook::Merged>& all,
    const std::function<bool(const Workbook::Merged&)>& holds) const {
    std::vector<MergedCells> out;
    for (const auto& each : all) {
        if (is_concerned_by(each) && holds(each)) {
            out.push_back({each.range, std::max(each.first_column, first) - first,
                           std::min(each.last_column, last) - first});
        }
    }
    return out;
}

namespace {

/// Which of @p rows is the header; their number if all are blank.
std::size_t header_of(const Workbook& book, const Workbook::Sheet& sheet,
                      const std::vector<RowOutline>& rows, std::optional<std::uint32_t> wanted) {
    if (wanted) {
        const auto found = std::find_if(
            rows.begin(), rows.end(), [&](const RowOutline& row) { return row.number == *wanted; });
        if (found == rows.end()) {
            throw FormatError(book.where(sheet, *wanted), "no header: the row is empty");
        }
        return static_cast<std::size_t>(found - rows.begin());
    }
    std::vector<std::size_t> counts;
    counts.reserve(rows.size());
    std::transform(rows.begin(), rows.end(), std::back_inserter(counts),
                   [](const RowOutline& row) { return std::size_t{row.filled}; });
    return header_place(counts);
}

}  // namespace

TablePlace table_place(const Workbook& book, const Workbook::Sheet& sheet,
                       const std::vector<RowOutline>& rows,
                       std::optional<std::uint32_t> header_row) {
    const auto header = header_of(book, sheet, rows, header_row);
    if (header == rows.size()) {
        throw FormatError(book.where(sheet, 0), "a sheet of blanks; expected a table");
    }
    TablePlace out{rows[header].number, rows[header].front, rows[header].front,
                   rows.size() - header};
    for (auto at = header; at < rows.size(); ++at) {
        if (rows[at].filled > 0) {
            out.first = std::min<std::uint32_t>(out.first, rows[at].first);
            out.last = std::max<std::uint32_t>(out.last, rows[at].last);
        }
    }
    return out;
}

std::size_t chosen_sheet(const Workbook& book, const std::vector<bool>& is_empty,
                         const std::optional<std::string>& name) {
    std::vector<std::size_t> found;
    std::string names;
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
        const auto& sheet = book.sheets[i];
        names += fmt::format("{}'{}'", names.empty() ? "" : ", ", sheet.name);
        if (name ? sheet.name == *name : !sheet.hidden && !is_empty[i]) {
            found.push_back(i);
        }
    }
    if (name && found.empty()) {
        throw FormatError({book.file, 0, 0},
                          fmt::format("no sheet '{}'; the sheets are {}", *name, names));
    }
    if (found.empty() || is_empty[found.front()]) {
        throw FormatError({book.file, 0, 0}, name ? fmt::format("sheet '{}' is empty", *name)
                                                  : "an empty workbook; expected a table");
    }
    if (found.size() > 1) {
        throw ChoiceNeeded(
            ChoiceNeeded::Of::table, book.file,
            fmt::format("several sheets hold something: which one? The sheets are {}", names));
    }
    return found.front();
}

}  // namespace socshift
