#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/counts.hpp"

#include <string>

namespace socshift {

/// The counts called @p name: of a file if there is one of this name, else of @p catalog. A file is
/// a catalog file (YAML), or a table with the column `code`, taken to be of @p edition, and one
/// other. Not checked against any edition: see check().
/// @throws UnknownName if the catalog has no such counts; FileError; FormatError, DataError for a
/// file that is not in the form it must have.
[[nodiscard]] Counts read_counts(const Catalog& catalog, const std::string& name,
                                 const EditionId& edition);

/// Counts by the name that others know them by, and what they were when they were read.
struct NamedCounts {
    Counts counts;
    std::string name;    // in the catalog, or of the file without its folder
    std::string sha256;  // of the bytes of the file, or of write_yaml() of the counts
};

/// read_counts() with both. @throws as it.
[[nodiscard]] NamedCounts read_named_counts(const Catalog& catalog, const std::string& name,
                                            const EditionId& edition);

}  // namespace socshift
