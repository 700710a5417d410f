#pragma once

#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <string>

namespace socshift::r {

/// The catalog that ships, with the user's own files in @p folder; empty: none.
[[nodiscard]] inline Catalog catalog_with(const std::string& folder) {
    return folder.empty() ? builtin_catalog()
                          : with_scenarios(with_folder(builtin_catalog(), folder));
}

}  // namespace socshift::r
