#pragma once

// Internal: not installed. The delimited text that a data file is, or holds.

#include "socshift/io/byte_source.hpp"
#include "socshift/io/data_shape.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/table_reading.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Finds the table in a data file: decodes UTF-16, takes the sheet of a workbook, leaves out what
/// stands above the header, and makes runs of blanks between columns one.
///
/// The header is the line that the shape names. Else it is the first that has the column that the
/// shape asks for by its name; else the first that fills more than half as many cells as the
/// fullest of the twenty records behind it, and has no figures if it is not the first line; both
/// are looked for in the first hundred lines. A line "sep=;" before it names the delimiter. What
/// this gives, read again in the same way, stays as it is. Of text without anything of this every
/// byte is as it was.
class TableText {
public:
    /// Reads the start of the data; of a workbook the bytes of the file, and its sheets once.
    /// @throws FormatError for a file of another kind, a sheet or header that is not there, or as
    /// read_workbook().
    TableText(const DataShape& shape, ReadBytes read);

    /// The text from the header on, behind the byte-order mark; once.
    [[nodiscard]] ReadBytes reader() { return std::move(text_); }

    /// For DelimitedReader: the delimiter, and where the text starts.
    [[nodiscard]] DelimitedOptions options() const;

    [[nodiscard]] const TableReading& reading() const noexcept { return reading_; }

    /// Of a workbook: the row of the sheet of each line of the text. Else nothing: lines are those
    /// of the file, from options().first_line on.
    [[nodiscard]] const std::vector<std::uint32_t>& sheet_rows() const noexcept {
        return sheet_rows_;
    }

private:
    struct Lines;  // the start of the text

    void read_sheet(const DataShape& shape, std::string bytes);
    void find_header(const DataShape& shape, Lines& lines);
    void fit_header(std::string_view text, bool is_all);

    ReadBytes text_;
    char delimiter_ = ',';
    TableReading reading_;
    std::vector<std::uint32_t> sheet_rows_;
};

/// @p row of @p rows, the sheet_rows() of a text; @p line itself of a text without.
[[nodiscard]] std::uint64_t own_line(const std::vector<std::uint32_t>& rows, std::uint64_t line);

}  // namespace socshift
