#pragma once

#include "socshift/model/catalog.hpp"

#include <string>

namespace socshift {

/// The catalog that ships with the library: crosswalks/ of the release, compiled in. Nothing is
/// parsed; an edition or table is built from its bytes when it is first asked for.
[[nodiscard]] const Catalog& builtin_catalog();

/// folder_checksum() of the folder that it was compiled from.
[[nodiscard]] std::string builtin_catalog_checksum();

}  // namespace socshift
