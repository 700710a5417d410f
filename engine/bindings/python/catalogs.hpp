#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/publish/methods_text.hpp"

#include <string>

namespace socshift::python {

/// A catalog with the folder of the user's own files that it has; empty: none.
struct OwnCatalog {
    Catalog catalog;
    std::string folder;
};

[[nodiscard]] CatalogIdentity identity_of(const OwnCatalog& own);

}  // namespace socshift::python
