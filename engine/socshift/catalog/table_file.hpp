#pragma once

#include "socshift/catalog/workbook.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// How to read a table that somebody published, whatever it is kept in.
struct TableChoice {
    std::optional<char> delimiter;  // of delimited text; none: detected
    SheetChoice sheet;              // of a workbook
};

/// Reads a table from @p bytes: a workbook if they start like one, else delimited text. @p file is
/// its name for messages. @throws FormatError as read_workbook() and as_table(), or as
/// read_delimited_table(); also if a sheet or a row of it is named and there is no workbook.
[[nodiscard]] DelimitedTable read_table(std::string_view bytes, const std::string& file,
                                        const TableChoice& choice = {});

/// The same of a file. @throws FileError as well.
[[nodiscard]] DelimitedTable read_table(const std::filesystem::path& file,
                                        const TableChoice& choice = {});

}  // namespace socshift
