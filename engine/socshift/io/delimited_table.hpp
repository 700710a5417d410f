#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/merged_cells.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The number in "#2", by which a column is named; none in other text and for "#0".
[[nodiscard]] std::optional<std::size_t> place_after_sign(std::string_view name) noexcept;

/// A whole small file of delimited text with a header, e.g. a publisher's table. Cells are text
/// without quotes. Empty lines are left out; every row has as many cells as the header.
struct DelimitedTable {
    struct Row {
        std::uint32_t line = 0;  // where it starts
        std::vector<std::string> cells;
    };

    std::string file;
    std::vector<std::string> header;
    std::vector<Row> rows;                 // in the order of the file
    std::uint32_t header_line = 1;         // of a sheet its row
    std::string sheet = {};                // of a workbook; of linked data, a scheme or a table
    std::vector<MergedCells> merged = {};  // of a workbook: over several rows, with text
    bool is_draft = false;  // its publisher says so, in a form that has a word for it

    /// Where the column called @p name is; none if it is not there. The first of several.
    [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const noexcept;

    /// The same for a name or a place, "#2" for the second, by which one of several is named.
    /// @throws FormatError, with the columns that there are, if it is not there or several are.
    [[nodiscard]] std::size_t column(std::string_view name) const;

    [[nodiscard]] SourceLocation where(const Row& row) const { return {file, row.line, 0}; }
};

/// A table whose rows do not have the columns of its first line, which is then no header, perhaps.
class RaggedTable : public FormatError {
public:
    using FormatError::FormatError;
};

/// Cells that a table may have.
inline constexpr std::size_t most_table_cells = std::size_t{1} << 24U;

/// Reads all of @p read; @p file is for messages. The delimiter is detected unless given. With
/// @p short_rows a row may end early, and the cells that it leaves out are empty.
/// @throws RaggedTable for a row that has more or fewer cells than the header; FormatError if there
/// is no header, for more than @p most_cells, and as DelimitedReader.
[[nodiscard]] DelimitedTable read_delimited_table(ReadBytes read, std::string file,
                                                  std::optional<char> delimiter = {},
                                                  std::size_t most_cells = most_table_cells,
                                                  bool short_rows = false);

/// Adds one record with its "\n" to @p out, each cell in quotes if it must be.
void append_record(std::string& out, const std::vector<std::string>& cells, char delimiter);

}  // namespace socshift
