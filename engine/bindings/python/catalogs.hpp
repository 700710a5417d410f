#pragma once

#include "socshift/model/catalog.hpp"

#include <string>

namespace socshift::python {

/// A catalog with the folder of the user's own files that it has; empty: none.
struct OwnCatalog {
    Catalog catalog;
    std::string folder;
};

}  // namespace socshift::python
