#pragma once

// Internal: not installed. What is looked at before a folder of a user's own is believed.

#include "socshift/catalog/yaml.hpp"
#include "socshift/model/catalog.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace socshift {

/// The YAML files below @p folder, sorted, without hidden ones. @throws FileError if there are more
/// than @p most, or if the folder cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> catalog_paths(const std::filesystem::path& folder,
                                                               std::size_t most = 10000);

/// The name of a file of catalog_paths() in messages, and in locations.
[[nodiscard]] std::string catalog_name(const std::filesystem::path& path,
                                       const std::filesystem::path& folder);

/// @throws FileError for a folder without a file.
void need_files(const std::vector<std::filesystem::path>& paths,
                const std::filesystem::path& folder);

/// The findings of one file against the editions of @p catalog, of which it is part.
[[nodiscard]] Findings check_file(const CatalogFile& file, const Catalog& catalog);

/// What an overlay of @p base has to keep to, beside what is found in its files: @p found are the
/// findings of these. @p catalog is the overlay, of @p parts. @throws DataError with all findings
/// if one is an error.
void need_sound(const CatalogParts& parts, const Catalog& base, const Catalog& catalog,
                Findings found);

}  // namespace socshift
