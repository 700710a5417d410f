#include "socshift/history/route.hpp"

#include "socshift/history/compose.hpp"
#include "socshift/model/error.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>

namespace socshift {

namespace {

/// The catalog as a graph: a vertex is an edition, an edge a published table read one way, with its
/// place in the list of such steps.
using CatalogGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS,
                                           boost::no_property, std::size_t>;
using Vertex = boost::graph_traits<CatalogGraph>::vertex_descriptor;
using Edge = boost::graph_traits<CatalogGraph>::edge_descriptor;

/// How far it is to a vertex. Ordered by loss, then number of steps, then names on the way:
/// vertices are numbered in the order of edition names.
struct Length {
    MicroBits loss = 0;
    std::size_t steps = 0;
    std::vector<Vertex> way;

    friend bool operator<(const Length& a, const Length& b) {
        return std::tie(a.loss, a.steps, a.way) < std::tie(b.loss, b.steps, b.way);
    }
};

/// What one edge adds to a length.
struct Leg {
    MicroBits loss = 0;
    Vertex to = 0;
};

struct Extend {
    Length operator()(Length length, const Leg& leg) const {
        length.loss += leg.loss;
        ++length.steps;
        length.way.push_back(leg.to);
        return length;
    }
};

/// Thrown to leave the search when the wanted edition is reached, as Boost.Graph intends.
struct Arrived {};

struct StopAt : boost::default_dijkstra_visitor {
    Vertex wanted = 0;

    template <typename Graph>
    void examine_vertex(Vertex vertex, const Graph& /*graph*/) const {
        if (vertex == wanted) {
            throw Arrived{};
        }
    }
};

/// Keeps the edges that a route may take: out of where it starts, and out of classifications. A
/// publication leaves items out, so what passes through it loses them.
struct PassesNoPublication {
    const CatalogGraph* graph = nullptr;
    const std::vector<bool>* publication = nullptr;
    Vertex start = 0;

    bool operator()(const Edge& edge) const {
        const auto from = boost::source(edge, *graph);
        return from == start || !(*publication)[from];
    }
};

class RouteSearch {
public:
    explicit RouteSearch(const Catalog& catalog)
        : catalog_(catalog), names_(sorted(catalog.edition_ids())), graph_(names_.size()) {
        const auto tables = catalog.correspondence_ids();
        const std::set<std::pair<EditionId, EditionId>> published(tables.begin(), tables.end());
        for (const auto& [source, target] : tables) {
            add({source, target, false});
            if (published.count({target, source}) == 0) {
                add({target, source, true});
            }
        }
    }

    std::optional<Route> shortest(const EditionId& from, const EditionId& to) {
        const auto start = vertex(from);
        const auto end = vertex(to);
        std::vector<Vertex> before(names_.size());
        std::vector<Length> length(names_.size());
        std::vector<bool> publication;
        for (const auto& id : names_) {
            publication.push_back(catalog_.header(id).kind == EditionKind::publication);
        }
        StopAt stop;
        stop.wanted = end;
        Length infinity;
        infinity.loss = std::numeric_limits<MicroBits>::max();
        try {
            boost::dijkstra_shortest_paths(
                boost::filtered_graph(graph_, PassesNoPublication{&graph_, &publication, start}),
                start,
                boost::predecessor_map(before.data())
                    .distance_map(length.data())
                    .weight_map(boost::make_function_property_map<Edge, Leg>(
                        [this](const Edge& edge) { return leg(edge); }))
                    .distance_compare(std::less<>{})
                    .distance_combine(Extend{})
                    .distance_inf(infinity)
                    .distance_zero(Length{})
                    .visitor(stop));
        } catch (const Arrived&) {
            return route(start, end, before);
        }
        return std::nullopt;
    }

private:
    static std::vector<EditionId> sorted(std::vector<EditionId> names) {
        std::sort(names.begin(), names.end());
        return names;
    }

    void add(Step step) {
        boost::add_edge(vertex(step.from), vertex(step.to), steps_.size(), graph_);
        steps_.push_back(std::move(step));
    }

    [[nodiscard]] Vertex vertex(const EditionId& id) const {
        return static_cast<Vertex>(std::lower_bound(names_.begin(), names_.end(), id) -
                                   names_.begin());
    }

    /// Loads the table at first need: tables that are far off are never loaded.
    Leg leg(const Edge& edge) {
        const auto& step = steps_[graph_[edge]];
        const auto key =
            step.reversed ? std::pair{step.to, step.from} : std::pair{step.from, step.to};
        auto known = loss_.find(key);
        if (known == loss_.end()) {
            known =
                loss_
                    .emplace(key, information_loss(*catalog_.correspondence(key.first, key.second)))
                    .first;
        }
        return {known->second, boost::target(edge, graph_)};
    }

    [[nodiscard]] Route route(Vertex start, Vertex end, const std::vector<Vertex>& before) const {
        Route out{names_[start], names_[end], {}};
        for (auto at = end; at != start; at = before[at]) {
            out.steps.push_back(steps_[graph_[boost::edge(before[at], at, graph_).first]]);
        }
        std::reverse(out.steps.begin(), out.steps.end());
        return out;
    }

    const Catalog& catalog_;
    std::vector<EditionId> names_;
    std::vector<Step> steps_;
    CatalogGraph graph_;
    std::map<std::pair<EditionId, EditionId>, MicroBits> loss_;
};

MicroBits log2_of(std::size_t count) {
    constexpr double micro = 1e6;
    return std::llround(std::log2(static_cast<double>(count)) * micro);
}

/// Mean of log2(degree), rounded half up.
MicroBits mean_doubt(const std::map<std::string_view, std::size_t>& degrees) {
    if (degrees.empty()) {
        return 0;
    }
    MicroBits sum = 0;
    for (const auto& [code, degree] : degrees) {
        sum += log2_of(degree);
    }
    const auto count = static_cast<MicroBits>(degrees.size());
    return (2 * sum + count) / (2 * count);
}

bool has_table(const std::vector<std::pair<EditionId, EditionId>>& tables, const EditionId& source,
               const EditionId& target) {
    return std::binary_search(tables.begin(), tables.end(), std::pair{source, target});
}

}  // namespace

std::string Route::text() const {
    std::string out = from.text();
    for (const auto& step : steps) {
        out += " -> " + step.to.text();
    }
    return out;
}

MicroBits information_loss(const Correspondence& table) {
    std::map<std::string_view, std::size_t> targets_of;
    std::map<std::string_view, std::size_t> sources_of;
    for (const auto& link : table.links()) {
        ++targets_of[link.source.text()];
        ++sources_of[link.target.text()];
    }
    return mean_doubt(targets_of) + mean_doubt(sources_of);
}

std::optional<Route> find_route(const Catalog& catalog, const EditionId& from,
                                const EditionId& to) {
    if (!catalog.has_edition(from) || !catalog.has_edition(to)) {
        return std::nullopt;
    }
    if (from == to) {
        return Route{from, to, {}};
    }
    const auto tables = catalog.correspondence_ids();
    if (has_table(tables, from, to)) {
        return Route{from, to, {{from, to, false}}};
    }
    if (has_table(tables, to, from)) {
        return Route{from, to, {{from, to, true}}};
    }
    return RouteSearch{catalog}.shortest(from, to);
}

Correspondence table_of(const Catalog& catalog, const Step& step) {
    if (step.reversed) {
        return catalog.correspondence(step.to, step.from)->reversed();
    }
    return *catalog.correspondence(step.from, step.to);
}

Correspondence composed(const Catalog& catalog, const Route& route) {
    if (route.steps.empty()) {
        return identity(catalog.edition(route.from));
    }
    auto table = table_of(catalog, route.steps.front());
    for (std::size_t i = 1; i < route.steps.size(); ++i) {
        table = compose(table, table_of(catalog, route.steps[i]));
    }
    return table;
}

Route require_route(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    // header() throws for an edition that is not there.
    static_cast<void>(catalog.header(from));
    static_cast<void>(catalog.header(to));
    auto route = find_route(catalog, from, to);
    if (!route) {
        throw UnknownName(
            fmt::format("no route from '{}' to '{}': no chain of correspondences in "
                        "the catalog joins them",
                        from.text(), to.text()));
    }
    return *std::move(route);
}

Correspondence between(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    return composed(catalog, require_route(catalog, from, to));
}

}  // namespace socshift
