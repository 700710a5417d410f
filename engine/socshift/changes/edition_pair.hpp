#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/routes/route.hpp"

#include <vector>

namespace socshift {

/// Two editions, the route that joins them, and the table between their leaves along it. The
/// editions live as long as the catalog.
struct EditionPair {
    Route route;
    const Edition& before;
    const Edition& after;
    Correspondence leaves;
};

/// Along the best route, or the one over @p via.
/// @throws UnknownName for an edition that is not there, or when no route joins them.
[[nodiscard]] EditionPair edition_pair(const Catalog& catalog, const EditionId& before,
                                       const EditionId& after,
                                       const std::vector<EditionId>& via = {});

}  // namespace socshift
