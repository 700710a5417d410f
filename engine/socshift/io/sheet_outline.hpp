#pragma once

// Internal: not installed. Where in a sheet its table is, without the cells.

#include "socshift/io/merged_cells.hpp"
#include "socshift/io/workbook.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What is known of a row that has a cell: columns, counted from 0, that hold more than blanks.
struct RowOutline {
    std::uint32_t number = 0;  // as Workbook::Row has it
    std::uint16_t filled = 0;  // how many there are
    std::uint16_t front = 0;   // the first cell, of blanks or not
    std::uint16_t first = 0;   // the first and the last of those that are filled, if any is
    std::uint16_t last = 0;
    std::uint32_t line_feeds = 0;  // in the texts of cells, but for blanks around them
};

[[nodiscard]] RowOutline outline_of(const Workbook::Row& row);

/// Whether a cell holds more than blanks.
[[nodiscard]] bool is_filled(const Workbook::Cell& cell);

/// Where a table is: its header, and the columns from first to last.
struct TablePlace {
    std::uint32_t header_row = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::size_t height = 0;  // rows from the header on

    [[nodiscard]] std::size_t width() const noexcept { return last - first + std::size_t{1}; }

    /// The names of columns, as as_table() has them, of the row that is the header.
    [[nodiscard]] std::vector<std::string> names(const Workbook::Row& header) const;

    /// The cells of a row below it; none if all are blank.
    [[nodiscard]] std::optional<std::vector<std::string>> cells(const Workbook::Row& row) const;

    /// The cells that are merged over several rows, one of them below the header at least. @p
    /// holds: whether the first cell of them holds something.
    [[nodiscard]] std::vector<MergedCells> merged(
        const std::vector<Workbook::Merged>& all,
        const std::function<bool(const Workbook::Merged&)>& holds) const;
    [[nodiscard]] bool is_concerned_by(const Workbook::Merged& merged) const;
};

/// The place of the table of @p sheet, whose rows are @p rows. @p header_row: none: found.
/// @throws FormatError as as_table().
[[nodiscard]] TablePlace table_place(const Workbook& book, const Workbook::Sheet& sheet,
                                     const std::vector<RowOutline>& rows,
                                     std::optional<std::uint32_t> header_row);

/// The number of the sheet that is chosen. @p is_empty: of each whether it has no rows.
/// @throws FormatError as as_table().
[[nodiscard]] std::size_t chosen_sheet(const Workbook& book, const std::vector<bool>& is_empty,
                                       const std::optional<std::string>& name);

}  // namespace socshift
