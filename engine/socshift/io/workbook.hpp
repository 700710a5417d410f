#pragma once

#include "socshift/base/source_location.hpp"
#include "socshift/io/delimited_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Bounds on what a workbook may unfold to, so that a small file cannot ask for all memory.
struct WorkbookLimits {
    std::size_t part = std::size_t{64} << 20U;       // bytes of what is held at once, unpacked
    std::size_t unpacked = std::size_t{256} << 20U;  // bytes of all parts that are held
    std::size_t streamed = std::size_t{8} << 30U;    // bytes of a part that is read in pieces
    std::size_t text = std::size_t{256} << 20U;      // bytes of the texts of cells that are held
    std::size_t cells = std::size_t{1} << 24U;       // that are held; of a table empty ones as well
};

/// A workbook (.xlsx; Office Open XML, ECMA-376) as it stands in the file: nothing is computed,
/// trimmed, and nothing formatted but dates and zeros in front.
struct Workbook {
    struct Cell {
        std::uint32_t column = 0;  // "A" is 0
        std::string text;
    };
    struct Row {
        std::uint32_t number = 0;  // as the program that shows it counts: from 1
        std::vector<Cell> cells;   // by column; none is empty
    };
    /// Cells that are shown as one. What they hold is in the first, above on the left.
    struct Merged {
        std::string range;  // "A2:B4"
        std::uint32_t first_row = 0;
        std::uint32_t last_row = 0;
        std::uint32_t first_column = 0;  // "A" is 0, as the next
        std::uint32_t last_column = 0;
    };
    struct Sheet {
        std::string name;
        bool hidden = false;
        std::vector<Row> rows;            // by number; empty rows are left out
        std::vector<Merged> merged = {};  // in the order of the file

        [[nodiscard]] bool empty() const noexcept { return rows.empty(); }
    };

    std::string file;
    std::vector<Sheet> sheets;  // in the order of their tabs

    /// A row of @p sheet for messages: "book.xlsx:9", or "book.xlsx[Sheet name]:9" if the workbook
    /// has several sheets. Row 0: the whole sheet.
    [[nodiscard]] SourceLocation where(const Sheet& sheet, std::uint32_t row) const;
};

/// Whether @p bytes start like a zip archive, as every workbook does and no text.
[[nodiscard]] bool is_workbook(std::string_view bytes) noexcept;

/// Reads a whole workbook; @p bytes are the file, @p file is its name for messages.
///
/// A text is the one stored: of rich text its runs put together, without phonetic guides; a
/// number digit by digit as it stands in the file, which is not always as the sheet shows it
/// ("9.9499999999999993"); "TRUE" or "FALSE"; an error by its name ("#N/A"); of a formula the last
/// result, or, where none is stored, the formula ("=A2+1"; "=" where it is a copy of another's
/// that is written but once). A number that is shown as a date is that date, "2031-11-01"; one that
/// is shown with zeros in front has them. Charts have no cells: a sheet of them is empty.
///
/// Errors   @throws FormatError, with sheet and row where they are known, if it is no workbook, is
///          encrypted or damaged, if cells are out of order or refer to texts that are not there,
///          or if it goes beyond @p limits. An old binary workbook (.xls) is not read.
/// Cost     memory is a multiple of the largest unpacked part.
[[nodiscard]] Workbook read_workbook(std::string_view bytes, std::string file,
                                     const WorkbookLimits& limits = {});

/// Which part of a workbook is a table.
struct SheetChoice {
    std::optional<std::string> sheet;         // none: the only visible one that is not empty
    std::optional<std::uint32_t> header_row;  // none: found
};

/// One sheet as a table, so that what takes delimited text takes workbooks as well. Publishers put
/// titles above the table, so the header is the first row that fills more than half as many cells
/// as the fullest row does; what stands above it is left out. The columns run from the first to
/// the last that is filled in the header or below. A cell of the header has each run of blanks and
/// line ends made one space; an empty one is called by its letters ("E"). Blanks around a cell,
/// which nobody sees in a workbook, are taken off. Rows keep their numbers as `line`; empty ones
/// are left out. Of merged cells, those that reach over several rows of the table are listed.
/// @throws FormatError, naming the sheets there are, if the sheet is not there or not the only
/// one; if the header's row is not there; or for more cells than @p limits allow.
[[nodiscard]] DelimitedTable as_table(const Workbook& book, const SheetChoice& choice = {},
                                      const WorkbookLimits& limits = {});

}  // namespace socshift
