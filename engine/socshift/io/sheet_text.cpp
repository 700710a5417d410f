#include "socshift/io/sheet_text.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/sheet_outline.hpp"
#include "socshift/io/table_header.hpp"
#include "socshift/io/workbook_sheets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace socshift {

namespace {

constexpr std::size_t most_rows_above = 100;  // rows above a header that is looked for by its names
constexpr std::size_t most_lines = std::size_t{1} << 26U;
constexpr std::size_t most_passes = 8;  // over the sheets of a workbook

/// A workbook, and what was seen of its sheets.
class SheetFinder {
public:
    SheetFinder(std::string bytes, const DataShape& shape, const WorkbookLimits& limits)
        : shape_(shape),
          limits_(limits),
          bytes_(std::move(bytes)),
          sheets_(bytes_, shape.file, limits, most_passes * limits.streamed),
          outlines_(book().sheets.size()) {}
    SheetFinder(const SheetFinder&) = delete;
    SheetFinder& operator=(const SheetFinder&) = delete;

    /// Finds the sheet and its table.
    void find() {
        auto name = shape_.sheet;
        const bool by_name = !shape_.column.empty() && !place_after_sign(shape_.column);
        if (by_name && !name) {
            name = sheet_with_column();
        }
        std::vector<bool> is_empty;
        for (std::size_t i = 0; i < outlines_.size(); ++i) {
            const auto& sheet = book().sheets[i];
            const bool is_asked = name ? sheet.name == *name : !sheet.hidden;
            is_empty.push_back(!is_asked || outline(i).rows.empty());
        }
        sheet_ = chosen_sheet(book(), is_empty, name);
        place_ = place_in(sheet_, shape_.header_row);
        if (by_name && !shape_.header_row && !has_column(place_.names(header()))) {
            if (const auto row = row_with_column()) {
                place_ = place_in(sheet_, row);
            }
        }
        if (place_.height > limits_.streamed / place_.width()) {
            throw FormatError(book().where(chosen(), 0),
                              fmt::format("a table of {} columns and {} rows is too large; save "
                                          "the sheet as delimited text",
                                          place_.width(), place_.height));
        }
    }

    /// Of each line of the text the row of the sheet.
    [[nodiscard]] std::vector<std::uint32_t> rows_of_lines() {
        std::vector<std::uint32_t> out;
        for (const auto& row : outline(sheet_).rows) {
            if (row.number < place_.header_row || (row.filled == 0 && !is_header(row.number))) {
                continue;
            }
            const auto lines = is_header(row.number) ? 1 : std::size_t{1} + row.line_feeds;
            if (lines > most_lines - out.size()) {
                throw FormatError(book().where(chosen(), row.number),
                                  "too many lines within cells; save the sheet as delimited text");
            }
            out.insert(out.end(), lines, row.number);
        }
        return out;
    }

    [[nodiscard]] TableReading reading() {
        TableReading out;
        out.header_line = place_.header_row;
        out.sheet = chosen().name;
        const auto& all = outline(sheet_).merged;
        std::set<std::pair<std::uint32_t, std::uint32_t>> empty;  // rows and columns
        for (const auto& merged : all) {
            if (place_.is_concerned_by(merged)) {
                empty.emplace(merged.first_row, merged.first_column);
            }
        }
        const auto wanted = empty;
        sheets_.begin(sheet_);
        for (Workbook::Row row; !empty.empty() && sheets_.next(row);) {
            if (row.number > wanted.rbegin()->first) {
                break;
            }
            for (const auto& cell : row.cells) {
                if (is_filled(cell)) {
                    empty.erase({row.number, cell.column});
                }
            }
        }
        out.merged = place_.merged(all, [&](const Workbook::Merged& merged) {
            return empty.count({merged.first_row, merged.first_column}) == 0;
        });
        return out;
    }

    /// Nothing but the table is asked for from now on.
    void begin_table() {
        outlines_.clear();
        sheets_.begin(sheet_);
        is_begun_ = false;
    }

    /// Adds the next record to @p text. False behind the last.
    [[nodiscard]] bool add_record(std::string& text) {
        while (sheets_.next(row_)) {
            if (row_.number < place_.header_row) {
                continue;
            }
            if (!std::exchange(is_begun_, true)) {
                append_record(text, place_.names(row_), delimiter);
                return true;
            }
            if (const auto cells = place_.cells(row_)) {
                append_record(text, *cells, delimiter);
                return true;
            }
        }
        return false;
    }

private:
    static constexpr char delimiter = ',';

    struct Outline {
        std::vector<RowOutline> rows;
        std::vector<Workbook::Merged> merged;
    };

    [[nodiscard]] const Workbook& book() const noexcept { return sheets_.book(); }
    [[nodiscard]] const Workbook::Sheet& chosen() const { return book().sheets[sheet_]; }
    [[nodiscard]] bool is_header(std::uint32_t row) const noexcept {
        return row == place_.header_row;
    }

    const Outline& outline(std::size_t sheet) {
        auto& out = outlines_[sheet];
        if (!out) {
            out.emplace();
            sheets_.begin(sheet);
            for (Workbook::Row row; sheets_.next(row);) {
                out->rows.push_back(outline_of(row));
            }
            out->merged = sheets_.merged();
        }
        return *out;
    }

    TablePlace place_in(std::size_t sheet, std::optional<std::uint32_t> header_row) {
        return table_place(book(), book().sheets[sheet], outline(sheet).rows, header_row);
    }

    [[nodiscard]] bool has_column(const std::vector<std::string>& names) const {
        return std::find(names.begin(), names.end(), shape_.column) != names.end();
    }

    Workbook::Row row_of(std::size_t sheet, std::uint32_t number) {
        Workbook::Row out;
        sheets_.begin(sheet);
        while (sheets_.next(out) && out.number != number) {
        }
        return out;
    }
    Workbook::Row header() { return row_of(sheet_, place_.header_row); }

    /// The sheet that alone has the column; none if several have, or no sheet.
    std::optional<std::string> sheet_with_column() {
        std::vector<std::string> found;
        for (std::size_t i = 0; i < outlines_.size(); ++i) {
            const auto& sheet = book().sheets[i];
            if (sheet.hidden || outline(i).rows.empty()) {
                continue;
            }
            try {
                const auto place = place_in(i, shape_.header_row);
                if (has_column(place.names(row_of(i, place.header_row)))) {
                    found.push_back(sheet.name);
                }
            } catch (const FormatError&) {
                continue;  // a sheet of notes need not be a table
            }
        }
        return found.size() == 1 ? std::optional{found.front()} : std::nullopt;
    }

    /// The row, among the first, that has a cell with the name of the column.
    std::optional<std::uint32_t> row_with_column() {
        std::size_t rows = 0;
        Workbook::Row row;
        sheets_.begin(sheet_);
        while (rows < most_rows_above && sheets_.next(row)) {
            if (row.number <= place_.header_row || !place_.cells(row)) {
                continue;
            }
            ++rows;
            if (std::any_of(row.cells.begin(), row.cells.end(), [&](const Workbook::Cell& cell) {
                    return column_name(cell.text) == shape_.column;
                })) {
                return row.number;
            }
        }
        return std::nullopt;
    }

    DataShape shape_;
    WorkbookLimits limits_;
    std::string bytes_;
    WorkbookSheets sheets_;
    std::vector<std::optional<Outline>> outlines_;
    std::size_t sheet_ = 0;
    TablePlace place_;
    bool is_begun_ = false;
    Workbook::Row row_;
};

}  // namespace

SheetText sheet_text(std::string bytes, const DataShape& shape, const WorkbookLimits& limits) {
    const auto finder = std::make_shared<SheetFinder>(std::move(bytes), shape, limits);
    finder->find();
    SheetText out;
    out.rows = finder->rows_of_lines();
    out.reading = finder->reading();
    finder->begin_table();
    out.text = [finder, text = std::string{}, given = std::size_t{0}](
                   char* to, std::size_t size) mutable -> std::size_t {
        if (given == text.size()) {
            text.clear();
            given = 0;
            while (text.size() < size && finder->add_record(text)) {
            }
        }
        const auto count = text.copy(to, size, given);
        given += count;
        return count;
    };
    return out;
}

}  // namespace socshift
