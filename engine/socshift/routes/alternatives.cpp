#include "socshift/routes/alternatives.hpp"

#include "socshift/routes/catalog_graph.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/function_property_map.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>

namespace socshift {

namespace {

using Vertex = CatalogGraph::Vertex;
using Edge = CatalogGraph::Edge;

constexpr auto unreachable = std::numeric_limits<std::size_t>::max();

/// Looks for simple paths in the order of their lengths: always goes on from the one that can still
/// become the shortest, which the distance that remains tells: exact, but for publications on it.
class RouteSearch {
public:
    RouteSearch(const Catalog& catalog, const EditionId& from, const EditionId& to)
        : graph_(catalog),
          from_(graph_.vertex(from)),
          to_(graph_.vertex(to)),
          hops_(graph_.size(), unreachable),
          rest_(graph_.size()) {
        count_hops();
        measure_rest();
    }

    /// The best routes of two steps or more.
    std::vector<Route> run(std::size_t limit, std::size_t most_steps) {
        std::vector<Route> out;
        push({{0, 0, 0, {from_}}, from_}, most_steps);
        while (!open_.empty() && out.size() < limit) {
            const auto path = open_.top().path;
            open_.pop();
            if (path.at == to_) {
                if (path.length.steps > 1) {
                    out.push_back(route(path.length.way));
                }
                continue;
            }
            expand(path, most_steps);
        }
        return out;
    }

private:
    struct Path {
        RouteLength length;  // its way starts with the first vertex
        Vertex at = 0;
    };
    struct Open {
        RouteLength bound;  // length and the distance that remains
        Path path;
        friend bool operator<(const Open& a, const Open& b) { return b.bound < a.bound; }
    };

    void count_hops() {
        std::vector<boost::default_color_type> colors(graph_.size());
        hops_[to_] = 0;
        boost::breadth_first_search(graph_.graph(), to_,
                                    boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                                       hops_.data(), boost::on_tree_edge{})))
                                        .color_map(colors.data()));
    }

    void measure_rest() {
        boost::dijkstra_shortest_paths(
            graph_.graph(), to_,
            boost::distance_map(rest_.data())
                .weight_map(
                    boost::make_function_property_map<Edge, RouteLength>([this](const Edge& edge) {
                        // Walked from the end: what counts is the step the other way round, and
                        // not its name, which run() keeps itself.
                        auto leg = graph_.leg(boost::target(edge, graph_.graph()),
                                              boost::source(edge, graph_.graph()));
                        leg.way.clear();
                        return leg;
                    }))
                .distance_compare(std::less<>{})
                .distance_combine(std::plus<>{})
                .distance_inf(RouteLength::closed())
                .distance_zero(RouteLength{}));
    }

    void push(Path path, std::size_t most_steps) {
        const auto left = hops_[path.at];
        if (left == unreachable || path.length.steps + left > most_steps) {
            return;
        }
        auto bound = path.length + rest_[path.at];
        if (bound.is_closed()) {
            return;
        }
        open_.push({std::move(bound), std::move(path)});
    }

    void expand(const Path& path, std::size_t most_steps) {
        if (path.at != from_ && graph_.is_end_only(path.at)) {
            return;
        }
        const auto& way = path.length.way;
        for (auto [edge, end] = boost::out_edges(path.at, graph_.graph()); edge != end; ++edge) {
            const auto next = boost::target(*edge, graph_.graph());
            const bool direct = path.at == from_ && next == to_;
            if (direct || std::find(way.begin(), way.end(), next) != way.end()) {
                continue;
            }
            push({path.length + graph_.leg(path.at, next), next}, most_steps);
        }
    }

    [[nodiscard]] Route route(const std::vector<Vertex>& way) {
        Route out{graph_.name(way.front()), graph_.name(way.back()), {}};
        for (std::size_t i = 1; i < way.size(); ++i) {
            out.steps.push_back(*graph_.step(way[i - 1], way[i]));
        }
        return out;
    }

    CatalogGraph graph_;
    Vertex from_;
    Vertex to_;
    std::vector<std::size_t> hops_;
    std::vector<RouteLength> rest_;
    std::priority_queue<Open> open_;
};

}  // namespace

std::vector<Route> find_routes(const Catalog& catalog, const EditionId& from, const EditionId& to,
                               const RouteLimits& bounds) {
    static_cast<void>(catalog.header(from));
    static_cast<void>(catalog.header(to));
    if (from == to) {
        return {Route{from, to, {}}};
    }
    std::vector<Route> out;
    for (const auto& step : direct_steps(catalog, from, to)) {
        if (is_for_routes(catalog, step)) {
            out.push_back({from, to, {step}});
        }
    }
    if (out.size() < bounds.routes) {
        const auto longer =
            RouteSearch{catalog, from, to}.run(bounds.routes - out.size(), bounds.steps);
        out.insert(out.end(), longer.begin(), longer.end());
    }
    // What the verbs use is listed, however long it is.
    const auto best = find_route(catalog, from, to);
    if (best && std::find(out.begin(), out.end(), *best) == out.end()) {
        out.insert(out.begin(), *best);
    }
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(std::min(out.size(), bounds.routes)),
              out.end());
    return out;
}

}  // namespace socshift
