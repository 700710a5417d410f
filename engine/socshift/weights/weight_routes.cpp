#include "socshift/weights/weight_routes.hpp"

#include "socshift/routes/alternatives.hpp"
#include "socshift/weights/census_weights.hpp"

#include <algorithm>

namespace socshift {

namespace {

constexpr RouteLimits near{40, 4};

/// Whether the catalog has a table from the one to the other with shares on the basis `census`.
bool has_counted_shares_between(const Catalog& catalog, const EditionId& from,
                                const EditionId& to) {
    const auto* const table = catalog.correspondence(from, to);
    return table != nullptr && has_counted_shares(*table);
}

bool serves_step(const Catalog& catalog, const WeightChoice& choice, const EditionId& from,
                 const EditionId& to, bool is_end) {
    switch (choice.kind) {
        case WeightKind::equal:
            return true;
        case WeightKind::employment:
            return has_employment_weights(catalog, from, to);
        case WeightKind::census:
        case WeightKind::census_exact:
            return dual_coded_lists(catalog, from, to).has_value() ||
                   has_counted_shares_between(catalog, from, to);
        case WeightKind::file:
            return (is_end || choice.weights->source.has_value()) &&
                   is_for(*choice.weights, from, to);
    }
    return false;
}

/// The fewest editions that lead require_route() to @p route.
std::vector<EditionId> naming(const Catalog& catalog, const Route& route) {
    std::vector<EditionId> between;
    for (std::size_t i = 0; i + 1 < route.steps.size(); ++i) {
        between.push_back(route.steps[i].to);
    }
    for (const auto& one : between) {
        if (require_route(catalog, route.from, route.to, {one}) == route) {
            return {one};
        }
    }
    return between;
}

}  // namespace

bool serves(const Catalog& catalog, const WeightChoice& choice, const Route& route) {
    if (choice.kind == WeightKind::employment && route.steps.size() > 1) {
        std::vector<EditionId> between;
        for (const auto& step : route.steps) {
            between.push_back(step.to);
        }
        if (has_foundation_weights(catalog, route.from, route.to, between)) {
            return true;
        }
    }
    return (choice.kind == WeightKind::file &&
            serves_step(catalog, choice, route.from, route.to, true)) ||
           std::any_of(route.steps.begin(), route.steps.end(), [&](const Step& step) {
               return serves_step(catalog, choice, step.from, step.to, false);
           });
}

std::optional<UnservedRoute> unserved_route(const Catalog& catalog,
                                            const std::vector<WeightChoice>& order,
                                            const std::vector<Route>& routes,
                                            const std::vector<Route>& all) {
    for (const auto& choice : order) {
        const auto is_served = [&](const Route& route) { return serves(catalog, choice, route); };
        const auto other = std::find_if(all.begin(), all.end(), is_served);
        for (const auto& route : routes) {
            if (is_served(route) || open_sources(composed(catalog, route)).empty()) {
                continue;
            }
            const auto others = find_routes(catalog, route.from, route.to, near);
            const auto serving = std::find_if(others.begin(), others.end(), is_served);
            if (serving != others.end()) {
                return UnservedRoute{choice.name, route, *serving, naming(catalog, *serving),
                                     other == all.end() ? std::nullopt : std::optional{*other}};
            }
        }
    }
    return std::nullopt;
}

}  // namespace socshift
