#pragma once

#include "socshift/matching/edition_file.hpp"
#include "socshift/model/catalog.hpp"

#include <string>
#include <vector>

namespace socshift::python {

/// A catalog, and what was read into it that does not ship.
struct OwnCatalog {
    Catalog catalog;
    std::string folder;                    // of the user's own files; empty: none
    std::vector<EditionFile> files = {};   // that editions were read from
    std::vector<std::string> opened = {};  // editions of these, or that were named beside them
    std::vector<std::string> notes = {};   // what is to be known of them
};

}  // namespace socshift::python
