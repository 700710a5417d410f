#pragma once

#include "socshift/routes/route.hpp"

#include <cstddef>
#include <vector>

namespace socshift {

/// How many routes to look for, and how long they may be.
struct RouteBounds {
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
                                             const EditionId& to, const RouteBounds& bounds = {});

/// Numbers about one route.
struct RouteFigures {
    std::size_t derived = 0;   // steps along parents, which nobody published as a table
    std::size_t backward = 0;  // steps that read their table backwards
    std::size_t down = 0;      // steps to finer codes: see goes_down()
    MicroBits loss = 0;        // information_loss() summed over the steps: what find_route() weighs
    MicroBits composed_loss = 0;       // information_loss() of the composed table
    std::size_t links = 0;             // of the composed table
    std::size_t several_targets = 0;   // sources with more than one target
    std::size_t unlinked_sources = 0;  // leaves of the first edition that the route loses
    std::size_t unlinked_targets = 0;  // leaves of the last edition that nothing reaches

    friend bool operator==(const RouteFigures&, const RouteFigures&) = default;
};

/// Of each of @p routes, in their order. Loads the tables of their steps, each once.
[[nodiscard]] std::vector<RouteFigures> figures(const Catalog& catalog,
                                                const std::vector<Route>& routes);

/// The same of one route.
[[nodiscard]] RouteFigures figures(const Catalog& catalog, const Route& route);

}  // namespace socshift
