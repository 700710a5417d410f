#include "socshift/changes/edition_pair.hpp"

#include <utility>

namespace socshift {

EditionPair edition_pair(const Catalog& catalog, const EditionId& before, const EditionId& after,
                         const std::vector<EditionId>& via) {
    auto route = require_route(catalog, before, after, via);
    auto leaves = composed(catalog, route);
    return {std::move(route), catalog.edition(before), catalog.edition(after), std::move(leaves)};
}

}  // namespace socshift
