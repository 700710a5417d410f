#include "socshift/routes/route_measures.hpp"

#include "socshift/routes/catalog_graph.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>

namespace socshift {

namespace {

/// The leaves of an edition by number, in code order.
class LeafNumbers {
public:
    explicit LeafNumbers(const Edition& edition) : edition_(edition), of_(edition.items().size()) {
        for (const auto* const leaf : edition.cut(edition.finest_level())) {
            of_[edition.index(*leaf)] = size_++;
        }
    }

    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

    [[nodiscard]] const Edition& edition() const noexcept { return edition_; }

    /// Needs a leaf.
    [[nodiscard]] std::uint32_t operator()(const Item& leaf) const {
        return of_[edition_.index(leaf)];
    }

private:
    const Edition& edition_;
    std::vector<std::uint32_t> of_;  // by item
    std::uint32_t size_ = 0;
};

/// A table between leaves without its shares: the targets of each source, by number, each once.
struct LeafTable {
    std::vector<std::vector<std::uint32_t>> targets;  // by source
    std::uint32_t leaves = 0;                         // of the target edition
};

/// compose(), as far as links go.
LeafTable onward(const LeafTable& ab, const LeafTable& bc) {
    LeafTable out{{}, bc.leaves};
    out.targets.reserve(ab.targets.size());
    constexpr auto nobody = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> reached_by(bc.leaves, nobody);
    for (std::size_t source = 0; source < ab.targets.size(); ++source) {
        auto& targets = out.targets.emplace_back();
        for (const auto middle : ab.targets[source]) {
            for (const auto target : bc.targets[middle]) {
                if (reached_by[target] != source) {
                    reached_by[target] = source;
                    targets.push_back(target);
                }
            }
        }
    }
    return out;
}

LeafTable identity_of(std::uint32_t leaves) {
    LeafTable out{{}, leaves};
    for (std::uint32_t leaf = 0; leaf < leaves; ++leaf) {
        out.targets.push_back({leaf});
    }
    return out;
}

/// What there is to count in @p table.
void count(const LeafTable& table, RouteMeasures& out) {
    std::vector<std::size_t> sources_of(table.leaves);
    std::vector<std::size_t> targets_of;
    for (const auto& targets : table.targets) {
        targets_of.push_back(targets.size());
        out.links += targets.size();
        out.several_targets += targets.size() > 1 ? 1U : 0U;
        out.unlinked_sources += targets.empty() ? 1U : 0U;
        for (const auto target : targets) {
            ++sources_of[target];
        }
    }
    out.unlinked_targets =
        static_cast<std::size_t>(std::count(sources_of.begin(), sources_of.end(), 0U));
    out.composed_loss = information_loss(targets_of, sources_of);
}

/// Tables of steps by number, each made once.
class LeafTables {
public:
    LeafTables(const Catalog& catalog, CatalogGraph& graph) : catalog_(catalog), graph_(graph) {}

    [[nodiscard]] LeafTable composed(const Route& route) {
        if (route.steps.empty()) {
            return identity_of(numbers(route.from).size());
        }
        auto out = table(route.steps.front());
        for (std::size_t i = 1; i < route.steps.size(); ++i) {
            out = onward(out, table(route.steps[i]));
        }
        return out;
    }

private:
    const LeafNumbers& numbers(const EditionId& id) {
        return numbers_.try_emplace(id, catalog_.edition(id)).first->second;
    }

    const LeafTable& table(const Step& step) {
        const auto [place, is_new] = tables_.try_emplace({step.from, step.to, step.kind});
        auto& table = place->second;
        if (is_new) {
            const auto& source = numbers(step.from);
            const auto& target = numbers(step.to);
            table = {std::vector<std::vector<std::uint32_t>>(source.size()), target.size()};
            ItemSearch sources{source.edition()};
            ItemSearch targets{target.edition()};
            for (const auto& link : graph_.table(step).links()) {
                table.targets[source(*sources.find(link.source))].push_back(
                    target(*targets.find(link.target)));
            }
        }
        return table;
    }

    const Catalog& catalog_;
    CatalogGraph& graph_;
    std::map<EditionId, LeafNumbers> numbers_;
    std::map<std::tuple<EditionId, EditionId, StepKind>, LeafTable> tables_;
};

}  // namespace

std::vector<RouteMeasures> figures(const Catalog& catalog, const std::vector<Route>& routes) {
    CatalogGraph graph{catalog};
    LeafTables tables{catalog, graph};
    std::vector<RouteMeasures> out;
    for (const auto& route : routes) {
        auto& of_route = out.emplace_back();
        for (const auto& step : route.steps) {
            of_route.derived += step.kind == StepKind::published ? 0U : 1U;
            of_route.backward += step.reversed ? 1U : 0U;
            of_route.down += goes_down(catalog, step) ? 1U : 0U;
            of_route.loss += graph.loss(step);
        }
        count(tables.composed(route), of_route);
    }
    return out;
}

RouteMeasures figures(const Catalog& catalog, const Route& route) {
    return figures(catalog, std::vector{route}).front();
}

}  // namespace socshift
