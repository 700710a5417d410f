#include "socshift/routes/catalog_graph.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace socshift {

namespace {

std::vector<EditionId> sorted(std::vector<EditionId> names) {
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

CatalogGraph::CatalogGraph(const Catalog& catalog, std::set<EditionId> named)
    : catalog_(catalog),
      named_(std::move(named)),
      names_(sorted(catalog.edition_ids())),
      graph_(names_.size()) {
    std::set<std::pair<EditionId, EditionId>> neighbours;
    for (const auto& [source, target] : catalog.correspondence_ids()) {
        neighbours.emplace(source, target);
        neighbours.emplace(target, source);
    }
    for (const auto& id : names_) {
        if (const auto& base = catalog.header(id).extends) {
            neighbours.emplace(id, *base);
            neighbours.emplace(*base, id);
        }
    }
    for (const auto& [from, to] : neighbours) {
        if (from != to) {
            boost::add_edge(vertex(from), vertex(to), graph_);
        }
    }
}

CatalogGraph::Vertex CatalogGraph::vertex(const EditionId& id) const {
    return static_cast<Vertex>(std::lower_bound(names_.begin(), names_.end(), id) - names_.begin());
}

const std::optional<Step>& CatalogGraph::step(Vertex from, Vertex to) {
    const auto [place, is_new] = steps_.try_emplace({from, to});
    if (is_new) {
        const bool is_named = named_.count(names_[from]) != 0 || named_.count(names_[to]) != 0;
        for (const auto& step : direct_steps(catalog_, names_[from], names_[to])) {
            if ((is_named || is_for_routes(catalog_, step)) && has_link(step)) {
                place->second = step;
                break;
            }
        }
    }
    return place->second;
}

RouteLength CatalogGraph::leg(Vertex from, Vertex to) {
    const auto& step = this->step(from, to);
    if (!step) {
        return RouteLength::closed();
    }
    return {step->kind == StepKind::published ? 0U : 1U, loss(*step), 1, {to}};
}

bool CatalogGraph::has_link(const Step& step) {
    const auto* const known = known_figures(catalog_, step);
    return known == nullptr ? !table(step).links().empty() : known->links != 0;
}

MicroBits CatalogGraph::loss(const Step& step) {
    if (const auto* const known = known_figures(catalog_, step)) {
        return known->loss;
    }
    const auto [loss, is_new] = loss_.try_emplace({step.from, step.to, step.kind});
    if (is_new) {
        loss->second =
            information_loss(table(step), catalog_.edition(step.from), catalog_.edition(step.to));
    }
    return loss->second;
}

const ChainTable& CatalogGraph::chain_table(const Step& step) {
    const std::tuple key{step.from, step.to, step.kind};
    auto known = tables_.find(key);
    if (known == tables_.end()) {
        known = tables_.try_emplace(key, table_of(catalog_, step)).first;
    }
    return known->second;
}

}  // namespace socshift
