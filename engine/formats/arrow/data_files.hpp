#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace socshift::arrow {

/// What a folder's name says of all rows of the files in it: `year=2019`. The values are as Hive
/// writes them: bytes as %2F, and __HIVE_DEFAULT_PARTITION__ for one that is missing.
struct FolderKey {
    std::string name;
    std::optional<std::string> value;
    friend bool operator==(const FolderKey&, const FolderKey&) = default;
};

/// One of several files that are a table together.
struct DataFile {
    std::filesystem::path path;
    std::vector<FolderKey> keys = {};  // from the outermost folder on
};

/// The files @p named, and all files in folders among these and in those below, in the order of
/// their names, byte by byte, folder by folder. What begins with `.` or `_` in a folder is passed
/// over, as Hive and Spark do (`_SUCCESS`). Keys are those of the folders as they were named and of
/// those below.
///
/// @throws FileError if a folder cannot be read, is empty, or what was named is not there;
/// FormatError, which names the file, if one has other keys than the first.
[[nodiscard]] std::vector<DataFile> data_files(const std::vector<std::filesystem::path>& named);

/// All files in @p folder and in those below, as data_files() has them; none in an empty one.
/// @throws FileError if a folder cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

/// The keys in a path.
[[nodiscard]] std::vector<FolderKey> folder_keys(const std::filesystem::path& file);

}  // namespace socshift::arrow
