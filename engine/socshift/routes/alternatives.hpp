#pragma once

#include "socshift/routes/route.hpp"

#include <cstddef>
#include <vector>

namespace socshift {

/// How many routes to look for, and how long they may be.
struct RouteLimits {
    std::size_t routes = 10;
    std::size_t steps = 6;
};

/// The best routes between two editions, best first: each of direct_steps() that is_for_routes()
/// lets pass, then the routes over other editions in the order by which find_route() chooses. None
/// visits an edition twice or leads through a publication; between neighbours on the way the first
/// such step is taken. The first is find_route()'s, even where that one is longer than the bound.
/// One route without steps from an edition to itself.
///
/// Cost: loads every table that is on a route of at most bounds.steps steps, if the catalog does
/// not know its figures. Besides, little more than the routes that are returned: the search is led
/// by the distance that remains.
/// @throws UnknownName if the catalog has no such edition.
[[nodiscard]] std::vector<Route> find_routes(const Catalog& catalog, const EditionId& from,
                                             const EditionId& to, const RouteLimits& bounds = {});

}  // namespace socshift
