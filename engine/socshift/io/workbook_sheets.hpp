#pragma once

// Internal: not installed. The sheets of a workbook row by row, in memory that a row needs.

#include "socshift/io/workbook.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A workbook of which one sheet after another is read, or one several times. Cells are those of
/// read_workbook(); texts that cells share are held, rows are not.
///
///     WorkbookSheets sheets(bytes, "book.xlsx", limits);
///     sheets.begin(0);
///     for (Workbook::Row row; sheets.next(row);) { … }
///     const auto merged = sheets.merged();
///
/// Errors   as read_workbook(), of a sheet while it is read.
/// Cost     a sheet is unpacked piece by piece. One that is not in UTF-8 is held whole.
class WorkbookSheets {
public:
    /// @p bytes must outlive this. @p cell_bytes: of the texts of all cells that are read.
    WorkbookSheets(std::string_view bytes, std::string file, const WorkbookLimits& limits,
                   std::size_t cell_bytes);
    ~WorkbookSheets();
    WorkbookSheets(const WorkbookSheets&) = delete;
    WorkbookSheets& operator=(const WorkbookSheets&) = delete;

    /// The sheets, without rows.
    [[nodiscard]] const Workbook& book() const noexcept;

    /// Goes to the start of a sheet of book().
    void begin(std::size_t sheet);

    /// The next row that has a cell; false behind the last.
    [[nodiscard]] bool next(Workbook::Row& row);

    /// The merged cells of the sheet. Needs its end: next() was false.
    [[nodiscard]] const std::vector<Workbook::Merged>& merged() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace socshift
