#pragma once

#include "socshift/catalog/directory.hpp"
#include "socshift/model/catalog.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace socshift {

/// Where compiled catalogs are kept.
struct CatalogCache {
    std::filesystem::path folder;  // made if it is not there; empty: none is kept
    std::string base;              // what the base catalog was made of: builtin_catalog_checksum()

    /// Every byte is compared, of the sources and of the compiled catalog: nothing is taken from
    /// sizes and times.
    bool is_thorough = false;
};

/// What is worked out of the table from one edition to another, or with `are_parents` of the
/// parents that the first, an extension, states in the second: known_table() of routes/.
using WorkOut = std::function<KnownTable(const Catalog& catalog, const EditionId& source,
                                         const EditionId& target, bool are_parents)>;

/// The same catalog as with_folder(), read from @p cache if the folder was compiled there and is
/// what it was; else compiled now, and kept for the next time, if it can be. A body is read when it
/// is asked for.
///
/// A compiled catalog is believed if it is of this version of the library, of this kind of machine,
/// of the same folder and base, undamaged, and if its sources are the files that it was made of:
/// the same paths, each with the size, inode and times that it had, or else with the same SHA-256.
/// A file that was as young as the compiled catalog is always told by its SHA-256: it may have
/// been written to again within one tick of the file system's clock.
/// What cannot be kept, read or believed is not an error: the sources are read.
///
/// @throws as with_folder(). Nothing is kept of a folder with an error.
[[nodiscard]] Catalog own_catalog(const Catalog& base, const std::filesystem::path& folder,
                                  const CatalogCache& cache, const WorkOut& work_out);

/// The file in which the compiled @p folder is kept, whether it is there or not.
/// @throws FileError if the folder cannot be found.
[[nodiscard]] std::filesystem::path compiled_file(const CatalogCache& cache,
                                                  const std::filesystem::path& folder);

}  // namespace socshift
