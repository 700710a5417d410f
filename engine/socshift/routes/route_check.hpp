#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/routes/alternatives.hpp"

#include <cstddef>
#include <vector>

namespace socshift {

/// Two routes between the same editions, link by link. Links between leaves; sorted.
struct RouteComparison {
    Route direct;
    Route detour;
    std::size_t in_both = 0;
    std::vector<Link> only_direct;  // with the place of the row where the route is one table
    std::vector<Link> only_detour;

    [[nodiscard]] bool agrees() const noexcept {
        return only_direct.empty() && only_detour.empty();
    }
};

/// Composes both routes and compares their links. Shares make no difference.
/// Needs routes between the same two editions.
[[nodiscard]] RouteComparison compare(const Catalog& catalog, const Route& direct,
                                      const Route& detour);

/// The best route between two editions against every other that find_routes() gives.
/// @throws UnknownName if the catalog has no such edition or no route joins them.
[[nodiscard]] std::vector<RouteComparison> compare_routes(const Catalog& catalog,
                                                          const EditionId& from,
                                                          const EditionId& to,
                                                          const RouteLimits& bounds = {});

/// Every table of the catalog, in the order of correspondence_ids(), against: the table that is
/// published in the other direction, once for the two; the parents that one of its editions states
/// in the other; and the best longer route over published tables. A detour whose last step goes
/// down, or that takes combined codes apart on the way, is left out: it says nothing about which of
/// the finer codes is meant.
[[nodiscard]] std::vector<RouteComparison> compare_routes(const Catalog& catalog,
                                                          const RouteLimits& bounds = {});

/// One warning `routes-differ` with the counts, then a note `only-direct` or `only-detour` for each
/// link that one of the routes lacks. A note names the rows of the first chain that proves the
/// link. Nothing where the routes agree.
[[nodiscard]] Findings findings(const Catalog& catalog, const RouteComparison& comparison);

}  // namespace socshift
