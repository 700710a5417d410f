#pragma once

#include "socshift/routes/route.hpp"

#include <cstddef>
#include <vector>

namespace socshift {

/// Numbers about one route.
struct RouteMeasures {
    std::size_t derived = 0;   // steps along parents, which nobody published as a table
    std::size_t backward = 0;  // steps that read their table backwards
    std::size_t down = 0;      // steps to finer codes: see goes_down()
    MicroBits loss = 0;        // information_loss() summed over the steps: what find_route() weighs
    MicroBits composed_loss = 0;       // information_loss() of the composed table
    std::size_t links = 0;             // of the composed table
    std::size_t several_targets = 0;   // sources with more than one target
    std::size_t unlinked_sources = 0;  // leaves of the first edition that the route loses
    std::size_t unlinked_targets = 0;  // leaves of the last edition that nothing reaches

    friend bool operator==(const RouteMeasures&, const RouteMeasures&) = default;
};

/// Of each of @p routes, in their order. Loads the tables of their steps, each once.
[[nodiscard]] std::vector<RouteMeasures> figures(const Catalog& catalog,
                                                 const std::vector<Route>& routes);

/// The same of one route.
[[nodiscard]] RouteMeasures figures(const Catalog& catalog, const Route& route);

}  // namespace socshift
