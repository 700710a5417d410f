#pragma once

#include "arrow/blocks.hpp"
#include "arrow/data_files.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace socshift::arrow {

using OpenFile = std::function<std::unique_ptr<BlockSource>(const std::filesystem::path& file)>;

/// Files of one kind as one table: one behind the other, and behind their columns one for each key
/// of their folders' names. A key is whole numbers (int64) if all of its values are, as they would
/// be printed, and texts otherwise: `code=0111` stays what it is. A key that the files have a
/// column for adds none.
///
/// All files are opened at once, one after the other, to see that they have the same columns:
/// names, order and types. What is said of columns and of the table (metadata) is that of the
/// first.
///
/// @throws FormatError, which names the file, if one has other columns than the first; and what
/// @p open throws. Needs at least one file.
[[nodiscard]] std::unique_ptr<BlockSource> joined(std::vector<DataFile> files, OpenFile open);

}  // namespace socshift::arrow
