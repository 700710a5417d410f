#pragma once

// Internal: not installed. Parts of a catalog laid over those of another.

#include "socshift/model/catalog.hpp"

namespace socshift {

/// @p all with those of @p sources in place of what has their names, and without what was worked
/// out of what they replace: see Catalog::overlaid_with().
[[nodiscard]] CatalogParts overlaid(CatalogParts all, const CatalogParts& sources);

}  // namespace socshift
