#include "socshift/routes/route.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/catalog_graph.hpp"
#include "socshift/routes/code_chain.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/routes/extension.hpp"

#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

/// Thrown to leave the search when the wanted edition is reached, as Boost.Graph intends.
struct Arrived {};

struct StopAt : boost::default_dijkstra_visitor {
    CatalogGraph::Vertex wanted = 0;

    template <typename Graph>
    void examine_vertex(CatalogGraph::Vertex vertex, const Graph& /*graph*/) const {
        if (vertex == wanted) {
            throw Arrived{};
        }
    }
};

/// Keeps the editions that a route may lead through: the predicate of a boost::filtered_graph.
struct Allowed {
    const std::set<CatalogGraph::Vertex>* closed = nullptr;

    bool operator()(CatalogGraph::Vertex vertex) const { return closed->count(vertex) == 0; }
};

/// The shortest route through no publication, no draft and none of @p avoided; tables that are
/// farther off than @p to are never loaded.
std::optional<Route> shortest(CatalogGraph& search, const EditionId& from, const EditionId& to,
                              const std::set<EditionId>& avoided = {}) {
    std::set<CatalogGraph::Vertex> closed;
    for (CatalogGraph::Vertex vertex = 0; vertex < search.size(); ++vertex) {
        const auto& id = search.name(vertex);
        const bool passable = !search.is_end_only(vertex) && avoided.count(id) == 0;
        if (!passable && id != from && id != to) {
            closed.insert(vertex);
        }
    }
    const boost::filtered_graph<CatalogGraph::Graph, boost::keep_all, Allowed> open{
        search.graph(), boost::keep_all{}, Allowed{&closed}};
    std::vector<CatalogGraph::Vertex> before(search.size());
    std::vector<RouteLength> length(search.size());
    StopAt stop;
    stop.wanted = search.vertex(to);
    try {
        boost::dijkstra_shortest_paths(
            open, search.vertex(from),
            boost::predecessor_map(before.data())
                .distance_map(length.data())
                .weight_map(boost::make_function_property_map<CatalogGraph::Edge, RouteLength>(
                    [&](const auto& edge) { return search.leg(edge); }))
                .distance_compare(std::less<>{})
                .distance_combine(std::plus<>{})
                .distance_inf(RouteLength::closed())
                .distance_zero(RouteLength{})
                .visitor(stop));
    } catch (const Arrived&) {
        // Boost.Graph also examines what it can only reach by what is closed.
        if (length[stop.wanted].is_closed()) {
            return std::nullopt;
        }
        Route out{from, to, {}};
        for (auto at = stop.wanted; at != search.vertex(from); at = before[at]) {
            out.steps.push_back(*search.step(before[at], at));
        }
        std::reverse(out.steps.begin(), out.steps.end());
        return out;
    }
    return std::nullopt;
}

/// sum / count, rounded half up.
MicroBits mean(MicroBits sum, std::size_t count) {
    const auto n = static_cast<MicroBits>(count);
    return n == 0 ? 0 : (2 * sum + n) / (2 * n);
}

}  // namespace

bool goes_down(const Catalog& catalog, const Step& step) {
    for (auto at = catalog.header(step.to).extends; at; at = catalog.header(*at).extends) {
        if (*at == step.from) {
            return true;
        }
    }
    return false;
}

std::string Route::text() const {
    std::string out = from.text();
    for (const auto& step : steps) {
        out += " -> " + step.to.text();
    }
    return out;
}

bool Route::is_one_published_table() const noexcept {
    return steps.empty() || (steps.size() == 1 && steps.front().kind == StepKind::published);
}

std::string bits_text(MicroBits bits) {
    constexpr MicroBits micro = 1'000'000;
    return fmt::format("{}.{:06}", bits / micro, bits % micro);
}

MicroBits log2_of(std::size_t count) {
    constexpr double micro = 1e6;
    return std::llround(std::log2(static_cast<double>(count)) * micro);
}

MicroBits information_loss(const Correspondence& table, const Edition& source,
                           const Edition& target) {
    std::vector<std::size_t> targets_of;
    for (const auto* const leaf : source.cut(source.finest_level())) {
        targets_of.push_back(table.links_from(leaf->code).size());
    }
    std::unordered_map<std::string_view, std::size_t> sources;
    for (const auto& link : table.links()) {
        ++sources[link.target.text()];
    }
    std::vector<std::size_t> sources_of;
    for (const auto* const leaf : target.cut(target.finest_level())) {
        const auto found = sources.find(leaf->code.text());
        sources_of.push_back(found == sources.end() ? 0 : found->second);
    }
    return information_loss(targets_of, sources_of);
}

MicroBits information_loss(const std::vector<std::size_t>& targets_of,
                           const std::vector<std::size_t>& sources_of) {
    const auto nothing_known = log2_of(std::max<std::size_t>(sources_of.size(), 1));
    MicroBits targets = 0;
    for (const auto count : targets_of) {
        targets += count == 0 ? nothing_known : log2_of(count);
    }
    MicroBits sources = 0;
    std::size_t reached = 0;
    for (const auto count : sources_of) {
        sources += count == 0 ? 0 : log2_of(count);
        reached += count == 0 ? 0U : 1U;
    }
    return mean(targets, targets_of.size()) + mean(sources, reached);
}

std::vector<Step> direct_steps(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    const auto tables = catalog.correspondence_ids();
    const auto has_table = [&](const EditionId& source, const EditionId& target) {
        return std::binary_search(tables.begin(), tables.end(), std::pair{source, target});
    };
    std::vector<Step> out;
    const auto kind = [&](const EditionId& source, const EditionId& target) {
        return catalog.is_matched(source, target) ? StepKind::matched : StepKind::published;
    };
    if (has_table(from, to)) {
        out.push_back({from, to, false, kind(from, to)});
    }
    if (has_table(to, from)) {
        out.push_back({from, to, true, kind(to, from)});
    }
    if (catalog.header(from).extends == to) {
        out.push_back({from, to, false, StepKind::parents});
    }
    if (catalog.header(to).extends == from) {
        out.push_back({from, to, true, StepKind::parents});
    }
    return out;
}

const TableMeasures* known_figures(const Catalog& catalog, const Step& step) {
    const auto& source = step.reversed ? step.to : step.from;
    const auto& target = step.reversed ? step.from : step.to;
    return step.kind == StepKind::parents ? catalog.known_figures(source, step.reversed)
                                          : catalog.known_figures(source, target, step.reversed);
}

TableMeasures table_measures(const Catalog& catalog, const Step& step) {
    if (const auto* const known = known_figures(catalog, step)) {
        return *known;
    }
    const auto table = table_of(catalog, step);
    return {is_for_routes(catalog, step), table.links().size(),
            information_loss(table, catalog.edition(step.from), catalog.edition(step.to))};
}

KnownTable known_table(const Catalog& catalog, const EditionId& source, const EditionId& target,
                       bool are_parents) {
    // Parents are read backwards from the base to the extension.
    const auto kind = are_parents ? StepKind::parents : StepKind::published;
    return {table_measures(catalog, {source, target, false, kind}),
            table_measures(catalog, {target, source, true, kind})};
}

bool is_for_routes(const Catalog& catalog, const Step& step) {
    if (step.kind == StepKind::parents) {
        return true;
    }
    if (const auto* const known = known_figures(catalog, step)) {
        return known->for_routes;
    }
    const auto& source = step.reversed ? step.to : step.from;
    const auto& target = step.reversed ? step.from : step.to;
    const auto& table = *catalog.correspondence(source, target);
    if (step.kind == StepKind::matched) {
        return true;  // without a pair all of the one is removed and all of the other added
    }
    return !table.links().empty() && !is_piece(catalog, table) &&
           (table.stated_coverage() || !step.reversed ||
            lists_most_leaves(table, catalog.edition(target), true));
}

RouteFinder::RouteFinder(const Catalog& catalog) : catalog_(catalog) {}

RouteFinder::~RouteFinder() = default;

CatalogGraph& RouteFinder::graph() {
    if (!graph_) {
        graph_ = std::make_unique<CatalogGraph>(catalog_);
    }
    return *graph_;
}

std::optional<Route> RouteFinder::find(const EditionId& from, const EditionId& to) {
    if (!catalog_.has_edition(from) || !catalog_.has_edition(to)) {
        return std::nullopt;
    }
    if (from == to) {
        return Route{from, to, {}};
    }
    for (const auto& step : direct_steps(catalog_, from, to)) {
        if (is_for_routes(catalog_, step)) {
            return Route{from, to, {step}};
        }
    }
    return graph().route(from, to, [&] { return shortest(graph(), from, to); });
}

Correspondence RouteFinder::composed(const Route& route) {
    if (route.steps.empty()) {
        return identity(catalog_.edition(route.from));
    }
    auto table = graph().table(route.steps.front());
    for (std::size_t i = 1; i < route.steps.size(); ++i) {
        table = compose(table, graph().table(route.steps[i]));
    }
    return table;
}

MappedCode RouteFinder::follow(const Route& route, const Item& item) {
    const auto& source = catalog_.edition(route.from);
    const auto& target = catalog_.edition(route.to);
    std::optional<ChainTable> stay;
    std::vector<const ChainTable*> tables;
    for (const auto& step : route.steps) {
        tables.push_back(&graph().chain_table(step));
    }
    if (tables.empty()) {
        tables.push_back(&stay.emplace(identity(source)));
    }
    return CodeChain{source, target, std::move(tables)}.find(item,
                                                             levels_for(source, item, target));
}

std::optional<Route> find_route(const Catalog& catalog, const EditionId& from,
                                const EditionId& to) {
    return RouteFinder{catalog}.find(from, to);
}

Correspondence table_of(const Catalog& catalog, const Step& step) {
    if (step.kind != StepKind::parents) {
        const auto& source = catalog.edition(step.reversed ? step.to : step.from);
        const auto& target = catalog.edition(step.reversed ? step.from : step.to);
        const auto& table = *catalog.correspondence(source.id(), target.id());
        return step.reversed ? leaf_table_back(table, source, target)
                             : leaf_table(table, source, target);
    }
    return step.reversed ? down_table(catalog.edition(step.from), catalog.edition(step.to))
                         : extension_table(catalog.edition(step.from), catalog.edition(step.to));
}

Correspondence composed(const Catalog& catalog, const Route& route) {
    return RouteFinder{catalog}.composed(route);
}

namespace {

/// Why the table published between the two is no step of a route, for the end of a message; "" if
/// there is none.
std::string pieces(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    for (const auto& step : direct_steps(catalog, from, to)) {
        if (step.kind == StepKind::published && !is_for_routes(catalog, step)) {
            const auto table = table_of(catalog, step);
            return table.links().empty()
                       ? fmt::format("; the table between them has no link")
                       : fmt::format(
                             "; the table between them covers a part only, and is taken where "
                             "'{}' is named as an edition on the way",
                             to.text());
        }
    }
    return "";
}

UnknownName no_route(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    return UnknownName(fmt::format(
        "no route from '{}' to '{}': no chain of correspondences in the catalog joins them{}",
        from.text(), to.text(), pieces(catalog, from, to)));
}

/// The step between the two that has a link, even if it is only a piece; else the best route; else
/// one with pieces that start or end at editions of @p named. @throws UnknownName if there is none.
Route leg_between(const Catalog& catalog, const EditionId& from, const EditionId& to,
                  const std::vector<EditionId>& named) {
    for (const auto& step : direct_steps(catalog, from, to)) {
        if (!table_of(catalog, step).links().empty()) {
            return {from, to, {step}};
        }
    }
    if (auto route = find_route(catalog, from, to)) {
        return *std::move(route);
    }
    CatalogGraph search{catalog, {named.begin(), named.end()}};
    if (auto over_pieces = shortest(search, from, to)) {
        return *std::move(over_pieces);
    }
    throw no_route(catalog, from, to);
}

}  // namespace

Route require_route(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    // header() throws for an edition that is not there.
    static_cast<void>(catalog.header(from));
    static_cast<void>(catalog.header(to));
    auto route = find_route(catalog, from, to);
    if (!route) {
        throw no_route(catalog, from, to);
    }
    return *std::move(route);
}

Route require_route(const Catalog& catalog, const EditionId& from, const EditionId& to,
                    const std::vector<EditionId>& via) {
    if (via.empty()) {
        return require_route(catalog, from, to);
    }
    Route out{from, from, {}};
    auto stops = via;
    stops.push_back(to);
    for (const auto& stop : stops) {
        if (stop == out.to) {
            continue;
        }
        static_cast<void>(catalog.header(stop));
        auto leg = leg_between(catalog, out.to, stop, via);
        if (leg.steps.size() > 1) {
            std::set<EditionId> avoided(stops.begin(), stops.end());
            avoided.insert(from);
            for (const auto& step : out.steps) {
                avoided.insert(step.to);
            }
            avoided.erase(out.to);
            avoided.erase(stop);
            CatalogGraph search{catalog};
            if (auto fresh = shortest(search, out.to, stop, avoided)) {
                leg = *std::move(fresh);
            }
        }
        out.to = stop;
        out.steps.insert(out.steps.end(), leg.steps.begin(), leg.steps.end());
    }
    return out;
}

Correspondence between(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    return composed(catalog, require_route(catalog, from, to));
}

}  // namespace socshift
