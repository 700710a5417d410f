#include "socshift/history/catalog_graph.hpp"

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

CatalogGraph::CatalogGraph(const Catalog& catalog)
    : catalog_(catalog), names_(sorted(catalog.edition_ids())), graph_(names_.size()) {
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
            add(from, to);
        }
    }
}

CatalogGraph::Vertex CatalogGraph::vertex(const EditionId& id) const {
    return static_cast<Vertex>(std::lower_bound(names_.begin(), names_.end(), id) - names_.begin());
}

RouteLength CatalogGraph::leg(const Step& step) {
    const auto key = step.reversed ? std::tuple{step.to, step.from, step.kind}
                                   : std::tuple{step.from, step.to, step.kind};
    auto known = loss_.find(key);
    if (known == loss_.end()) {
        known = loss_.emplace(key, information_loss(table(step))).first;
    }
    return {step.kind == StepKind::published ? 0U : 1U, known->second, 1, {vertex(step.to)}};
}

const Correspondence& CatalogGraph::table(const Step& step) {
    const std::tuple key{step.from, step.to, step.kind};
    auto known = tables_.find(key);
    if (known == tables_.end()) {
        known = tables_.emplace(key, table_of(catalog_, step)).first;
    }
    return known->second;
}

void CatalogGraph::add(const EditionId& from, const EditionId& to) {
    boost::add_edge(vertex(from), vertex(to), steps_.size(), graph_);
    steps_.push_back(direct_steps(catalog_, from, to).front());
}

}  // namespace socshift
