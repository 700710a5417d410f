#pragma once

#include "socshift/catalog/yaml.hpp"
#include "socshift/model/catalog.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace socshift {

/// Reads every *.yaml and *.yml file below @p folder, in the order of their paths; locations name
/// files relative to it. Nothing is checked beyond the form of each file.
/// @throws FileError if the folder or a file cannot be read, or for more than @p most_files of
/// them; FormatError as read_yaml().
[[nodiscard]] std::vector<CatalogFile> read_catalog_folder(const std::filesystem::path& folder,
                                                           std::size_t most_files = 10000);

/// SHA-256, as 64 hexadecimal digits, of the catalog files in @p folder: of each, in the order of
/// their paths, the path below it, a line feed, the number of bytes, a line feed, the bytes.
/// @throws as read_catalog_folder(), but for what stands in the files.
[[nodiscard]] std::string folder_checksum(const std::filesystem::path& folder,
                                          std::size_t most_files = 10000);

/// Reads one file. @throws FileError, FormatError.
[[nodiscard]] CatalogFile read_catalog_file(const std::filesystem::path& file);

/// What a catalog is made of, from files that were read.
[[nodiscard]] CatalogParts to_sources(const std::vector<CatalogFile>& files);

/// @p base with the user's own files added; what has the same name is replaced.
/// @throws DataError with all findings if anything in the files is wrong, alone or against the
/// editions they refer to, or if a table or extension of @p base does not fit an edition that was
/// replaced; FileError if there is no file; FileError and FormatError as read_catalog_folder().
[[nodiscard]] Catalog with_folder(const Catalog& base, const std::filesystem::path& folder);

/// Everything wrong or notable in @p files, each against the editions of @p catalog, of which
/// they must already be part; in the order of the files.
[[nodiscard]] Findings check_files(const std::vector<CatalogFile>& files, const Catalog& catalog);

}  // namespace socshift
