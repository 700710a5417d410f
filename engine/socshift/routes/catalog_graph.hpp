#pragma once

// Internal: not installed. The catalog as a graph, for those who look for routes in it.

#include "socshift/model/catalog.hpp"
#include "socshift/routes/code_chain.hpp"
#include "socshift/routes/route.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace socshift {

/// How long a route or a part of one is. Ordered: fewest tables that nobody published, then least
/// loss, then fewest steps, then names on the way, which are vertices of CatalogGraph.
struct RouteLength {
    std::size_t derived = 0;
    MicroBits loss = 0;
    std::size_t steps = 0;
    std::vector<std::size_t> way;

    /// Longer than any route: of what no route may take.
    [[nodiscard]] static RouteLength closed() {
        return {std::numeric_limits<std::size_t>::max(), 0, 0, {}};
    }
    [[nodiscard]] bool is_closed() const noexcept {
        return derived == std::numeric_limits<std::size_t>::max();
    }

    /// One part behind the other.
    friend RouteLength operator+(RouteLength a, const RouteLength& b) {
        if (a.is_closed() || b.is_closed()) {
            return closed();
        }
        a.derived += b.derived;
        a.loss += b.loss;
        a.steps += b.steps;
        a.way.insert(a.way.end(), b.way.begin(), b.way.end());
        return a;
    }

    friend bool operator<(const RouteLength& a, const RouteLength& b) {
        return std::tie(a.derived, a.loss, a.steps, a.way) <
               std::tie(b.derived, b.loss, b.steps, b.way);
    }
};

/// What @p catalog knows of the table of @p step; nullptr when it has to be worked out.
[[nodiscard]] const TableMeasures* known_figures(const Catalog& catalog, const Step& step);

/// A vertex is an edition, numbered in the order of names. An edge is the step that is taken from
/// one edition to another: one for each ordered pair that has direct_steps(), of which the first is
/// taken that is_for_routes().
class CatalogGraph {
public:
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
    using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
    using Edge = boost::graph_traits<Graph>::edge_descriptor;

    /// Loads nothing. @p catalog must outlive the graph. Of the editions @p named, steps are taken
    /// whose table is a piece as well.
    explicit CatalogGraph(const Catalog& catalog, std::set<EditionId> named = {});

    [[nodiscard]] const Graph& graph() const noexcept { return graph_; }
    [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
    [[nodiscard]] const EditionId& name(Vertex vertex) const { return names_[vertex]; }
    [[nodiscard]] Vertex vertex(const EditionId& id) const;

    /// A publication leaves items out, so what passes through it loses them; a draft is what nobody
    /// decided. Routes start or end there, and do not lead through.
    [[nodiscard]] bool is_end_only(Vertex vertex) const {
        const auto& header = catalog_.header(names_[vertex]);
        return header.kind == EditionKind::publication || header.status == Status::draft;
    }

    /// The step from one edition to a neighbour; none if no route may take any. Loads its table if
    /// the catalog does not know it.
    [[nodiscard]] const std::optional<Step>& step(Vertex from, Vertex to);

    /// What the step of @p edge adds to a length; closed() if there is none. Works out its table,
    /// once, if the catalog does not know it.
    [[nodiscard]] RouteLength leg(const Edge& edge) {
        return leg(boost::source(edge, graph_), boost::target(edge, graph_));
    }
    [[nodiscard]] RouteLength leg(Vertex from, Vertex to);

    /// information_loss() of the table of @p step, worked out once.
    [[nodiscard]] MicroBits loss(const Step& step);

    /// table_of(), worked out once.
    [[nodiscard]] const Correspondence& table(const Step& step) {
        return chain_table(step).table();
    }
    [[nodiscard]] const ChainTable& chain_table(const Step& step);

    /// What @p find gives for the two, asked once.
    template <typename Find>
    [[nodiscard]] const std::optional<Route>& route(const EditionId& from, const EditionId& to,
                                                    const Find& find) {
        const std::pair key{from, to};
        auto known = routes_.find(key);
        if (known == routes_.end()) {
            known = routes_.emplace(key, find()).first;
        }
        return known->second;
    }

private:
    [[nodiscard]] bool has_link(const Step& step);

    const Catalog& catalog_;
    std::set<EditionId> named_;
    std::vector<EditionId> names_;
    Graph graph_;
    std::map<std::pair<Vertex, Vertex>, std::optional<Step>> steps_;
    std::map<std::pair<EditionId, EditionId>, std::optional<Route>> routes_;
    std::map<std::tuple<EditionId, EditionId, StepKind>, MicroBits> loss_;
    std::map<std::tuple<EditionId, EditionId, StepKind>, ChainTable> tables_;
};

}  // namespace socshift
