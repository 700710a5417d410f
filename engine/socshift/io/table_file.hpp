#pragma once

#include "socshift/base/error.hpp"
#include "socshift/io/workbook.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A file holds several of what one is needed of. The message has their names.
class ChoiceNeeded : public FormatError {
public:
    enum class Of { table, language };  // a table of a file or a sheet; the language of its titles

    ChoiceNeeded(Of what, const std::string& file, const std::string& message)
        : FormatError({file, 0, 0}, message), of_(what) {}
    [[nodiscard]] Of of() const noexcept { return of_; }

private:
    Of of_;
};

/// A column of text that stands at the same place in each line: "code" in characters 7 to 13.
struct FixedColumn {
    std::string name;
    std::size_t first = 1;  // of its characters, counted from 1
    std::size_t last = 0;   // 0: to the end of the line
};

/// How to read a table that somebody published, whatever it is kept in.
struct TableChoice {
    std::optional<char>
        delimiter;  // of delimited text; none: detected; a blank: as many as it takes
    std::optional<std::string> sheet;         // of a workbook; none: the only one with content
    std::optional<std::uint32_t> header_row;  // a row or line; none: found
    bool short_rows = false;  // lines of text may end early: the cells left out are empty
    std::vector<std::string> columns = {};  // of a text without a header: the names of its columns
    std::vector<FixedColumn> fixed = {};    // of a text without header and delimiters: its columns
    std::optional<std::string> language = {};  // of the titles of linked data; none: the only one
};

/// Reads a table from @p bytes: a workbook if they start like one, else delimited text, also in
/// UTF-16 with a byte-order mark; either may be compressed. @p file is its name for messages. Lines
/// of titles above the header are left out of either, by the rule of as_table(); of text they must
/// have as many delimiters as the rest, as those of a sheet that was saved as text have. Linked
/// data in Turtle, and mapping sets in the form of SSSOM, hold tables as a workbook holds sheets:
/// see read_linked_tables() and read_mapping_set(). @throws FormatError as read_workbook() and
/// as_table(), as read_delimited_table() and decompressed(); also if a sheet is named and there is
/// no workbook, if the header's row is not there, if there are more or fewer columns than are
/// named, or if columns are named of a workbook; ChoiceNeeded if there are several tables, or
/// titles in several languages, and nothing says which.
[[nodiscard]] DelimitedTable read_table(std::string_view bytes, const std::string& file,
                                        const TableChoice& choice = {});

/// The same of a file. @throws FileError as well.
[[nodiscard]] DelimitedTable read_table(const std::filesystem::path& file,
                                        const TableChoice& choice = {});

/// Whether @p bytes, perhaps compressed, are linked data in Turtle, by how they begin.
[[nodiscard]] bool is_linked_data(std::string_view bytes);

}  // namespace socshift
