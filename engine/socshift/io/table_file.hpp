#pragma once

#include "socshift/io/workbook.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// How to read a table that somebody published, whatever it is kept in.
struct TableChoice {
    std::optional<char> delimiter;            // of delimited text; none: detected
    std::optional<std::string> sheet;         // of a workbook; none: the only one with content
    std::optional<std::uint32_t> header_row;  // a row or line; none: found
    bool short_rows = false;  // lines of text may end early: the cells left out are empty
};

/// Reads a table from @p bytes: a workbook if they start like one, else delimited text, also in
/// UTF-16 with a byte-order mark; either may be compressed. @p file is its name for messages. Lines
/// of titles above the header are left out of either, by the rule of as_table(); of text they must
/// have as many delimiters as the rest, as those of a sheet that was saved as text have. @throws
/// FormatError as read_workbook() and as_table(), as read_delimited_table() and decompressed();
/// also if a sheet is named and there is no workbook, or if the header's row is not there.
[[nodiscard]] DelimitedTable read_table(std::string_view bytes, const std::string& file,
                                        const TableChoice& choice = {});

/// The same of a file. @throws FileError as well.
[[nodiscard]] DelimitedTable read_table(const std::filesystem::path& file,
                                        const TableChoice& choice = {});

}  // namespace socshift
