#pragma once

#include "socshift/weights/route_weights.hpp"

#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// A choice of weights that serves no step of a route, though codes on it have several places
/// without a share, and though it would serve on another route between the same editions.
struct UnservedRoute {
    std::string weights;  // the name of the choice
    Route route;
    Route serving;                   // the best that has a step which the choice serves
    std::vector<EditionId> via;      // what names it: see require_route()
    std::optional<Route> elsewhere;  // another route of the conversion, which the choice serves

    friend bool operator==(const UnservedRoute&, const UnservedRoute&) = default;
};

/// Whether a choice has weights for a step of @p route, or for its ends. `equal` serves all.
[[nodiscard]] bool serves(const Catalog& catalog, const WeightChoice& choice, const Route& route);

/// The first of @p routes, in the order of the choices, that one of them does not serve for no
/// other reason than the route; none if there is none. @p all: every route of the conversion.
/// Weights never choose a route, since then the targets would depend on them: this says where
/// somebody should.
[[nodiscard]] std::optional<UnservedRoute> unserved_route(const Catalog& catalog,
                                                          const std::vector<WeightChoice>& order,
                                                          const std::vector<Route>& routes,
                                                          const std::vector<Route>& all);

}  // namespace socshift
