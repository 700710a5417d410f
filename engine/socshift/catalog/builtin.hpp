#pragma once

#include "socshift/model/catalog.hpp"

namespace socshift {

/// The catalog that ships with the library: crosswalks/ of the release, compiled in. Nothing is
/// parsed; an edition or table is built from constant tables when it is first asked for.
[[nodiscard]] const Catalog& builtin_catalog();

}  // namespace socshift
