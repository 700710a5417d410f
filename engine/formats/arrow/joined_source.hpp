#pragma once

#include "arrow/blocks.hpp"
#include "arrow/data_files.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace socshift::arrow {

using OpenFile = std::function<std::unique_ptr<BlockSource>(const std::filesystem::path& file)>;

/// What is said of a column (metadata) of the first file and of a later one, as that of all.
/// @throws Error that says what differs, if values of one would mean something else in the other:
/// "labels the value 1 'Female', expected 'Male'".
using UniteSaid = std::function<std::string(const std::string& first, const std::string& other)>;

/// Files of one kind as one table: one behind the other, and behind their columns one for each key
/// of their folders' names. A key is whole numbers (int64) if all of its values are, as they would
/// be printed, and texts otherwise: `code=0111` stays what it is. A key that the files have a
/// column for adds none; every row has to say what the folder says.
///
/// All files are opened at once, one after the other, to see that they have the same columns by
/// name, in the order of the first, of types that one type can hold (wider_type()), and of which
/// the same is said (@p unite). What is said of the table is that of the first.
///
/// @throws FormatError, which names the file and the first, if one has other columns, or a row
/// says something else than its folder; and what @p open throws. Needs at least one file.
[[nodiscard]] std::unique_ptr<BlockSource> joined(std::vector<DataFile> files, OpenFile open,
                                                  const UniteSaid& unite);

}  // namespace socshift::arrow
