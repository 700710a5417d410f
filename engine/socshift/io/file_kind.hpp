#pragma once

// Internal: not installed. What a file is by its first bytes, or is to be by its name.

#include <string>
#include <string_view>

namespace socshift {

/// Files with columns (Parquet, files of statistical packages) that come here: whoever reads the
/// data reads them as well, when they have a name and are not compressed, or not at all.
enum class FilesWithColumns : bool { not_read, read_by_name };

/// @throws FormatError, saying what it is and what to do, if @p start is that of a file that holds
/// tables and is neither delimited text nor a workbook that can be read.
void refuse_other_kinds(std::string_view start, const std::string& file,
                        FilesWithColumns columns = FilesWithColumns::not_read);

/// The ending of @p path, in small letters, if files that are called so are no delimited text,
/// ".parquet" or ".xlsx"; else nothing.
[[nodiscard]] std::string ending_of_other_kind(const std::string& path);

}  // namespace socshift
