#pragma once

// The catalog that a call asks.

#include "socshift/bindings/said.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/own_catalog.hpp"
#include "socshift/io/user_folders.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <string>

namespace socshift::bindings {

/// The catalog that ships, with the user's own files in @p folder, compiled once and kept as the
/// program keeps them; empty: none. @throws ArgumentError.
[[nodiscard]] inline Catalog catalog_with(const std::string& folder) {
    if (folder.empty()) {
        return builtin_catalog();
    }
    return of_argument("catalog", [&] {
        const CatalogCache cache{user_cache_folder(), builtin_catalog_checksum()};
        return with_scenarios(own_catalog(builtin_catalog(), folder, cache, known_table));
    });
}

}  // namespace socshift::bindings
