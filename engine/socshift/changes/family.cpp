#include "socshift/changes/family.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/level.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace socshift {

namespace {

using FamilyGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

auto is(const EditionId& id) {
    return [&id](const EditionCodes& codes) { return codes.edition == id; };
}

void need(bool found, const EditionId& id) {
    if (!found) {
        throw std::invalid_argument(
            fmt::format("a table of '{}', which is not among the editions", id.text()));
    }
}

/// Numbers the nodes (edition, code): edition after edition, in code order.
class Nodes {
public:
    explicit Nodes(const std::vector<EditionCodes>& editions) : editions_(editions) {
        for (const auto& edition : editions) {
            first_.push_back(size_);
            size_ += edition.codes.size();
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t first(std::size_t edition) const { return first_.at(edition); }

    /// Where a table starts: the first place of an edition that is there twice.
    [[nodiscard]] std::size_t source(const EditionId& id) const {
        const auto found = std::find_if(editions_.begin(), editions_.end(), is(id));
        need(found != editions_.end(), id);
        return static_cast<std::size_t>(found - editions_.begin());
    }

    /// Where a table ends: the last place of an edition that is there twice.
    [[nodiscard]] std::size_t target(const EditionId& id) const {
        const auto found = std::find_if(editions_.rbegin(), editions_.rend(), is(id));
        need(found != editions_.rend(), id);
        return static_cast<std::size_t>(editions_.rend() - found) - 1;
    }

    [[nodiscard]] std::optional<std::size_t> node(std::size_t edition, const Code& code) const {
        const auto& codes = editions_[edition].codes;
        const auto found = std::lower_bound(codes.begin(), codes.end(), code);
        if (found == codes.end() || *found != code) {
            return std::nullopt;
        }
        return first_[edition] + static_cast<std::size_t>(found - codes.begin());
    }

private:
    const std::vector<EditionCodes>& editions_;
    std::vector<std::size_t> first_;
    std::size_t size_ = 0;
};

void add_links(const Correspondence& table, const Nodes& nodes, FamilyGraph& graph,
               Findings& findings) {
    const auto source = nodes.source(table.source());
    const auto target = nodes.target(table.target());
    for (const auto& link : table.links()) {
        const auto a = nodes.node(source, link.source);
        const auto b = nodes.node(target, link.target);
        if (a && b) {
            boost::add_edge(*a, *b, graph);
            continue;
        }
        findings.push_back({Severity::error, "unknown-end", link.at,
                            fmt::format("link '{}' -> '{}' leaves the codes of {} and {} that "
                                        "families are made of",
                                        link.source.text(), link.target.text(),
                                        table.source().text(), table.target().text())});
    }
}

const Code& first_code(const Family& family) {
    const auto found = std::find_if(family.codes.begin(), family.codes.end(),
                                    [](const auto& codes) { return !codes.empty(); });
    return found->front();
}

}  // namespace

EditionCodes codes_at(const Edition& edition, std::string_view level) {
    EditionCodes out{edition.id(), {}};
    for (const auto* const item : edition.cut(level)) {
        out.codes.push_back(item->code);
    }
    return out;
}

std::size_t Family::size() const noexcept {
    return std::accumulate(codes.begin(), codes.end(), std::size_t{0},
                           [](std::size_t sum, const auto& c) { return sum + c.size(); });
}

Cardinality Family::cardinality() const noexcept {
    return cardinality_of(sources().size(), targets().size());
}

std::vector<Family> families(const std::vector<EditionCodes>& editions,
                             const std::vector<const Correspondence*>& tables) {
    const Nodes nodes{editions};
    FamilyGraph graph(nodes.size());
    Findings findings;
    for (const auto* const table : tables) {
        add_links(*table, nodes, graph, findings);
    }
    if (!findings.empty()) {
        throw DataError(std::move(findings));
    }
    std::vector<std::size_t> component(nodes.size());
    const auto count = boost::connected_components(graph, component.data());
    std::vector<Family> out(count);
    for (auto& family : out) {
        family.codes.resize(editions.size());
    }
    for (std::size_t e = 0; e < editions.size(); ++e) {
        for (std::size_t i = 0; i < editions[e].codes.size(); ++i) {
            out[component[nodes.first(e) + i]].codes[e].push_back(editions[e].codes[i]);
        }
    }
    // Components are numbered by their first node, so a stable sort keeps earlier editions first.
    std::stable_sort(out.begin(), out.end(), [](const Family& a, const Family& b) {
        return first_code(a) < first_code(b);
    });
    return out;
}

Family family_around(const Edition& before, const Edition& after, const Correspondence& table,
                     const Item& item) {
    const auto leaves = before.leaves(item);
    const auto levels = leaf_levels(before, after);
    Family out{{{}, {}}};
    for (const auto& family :
         families({codes_at(before, levels.source), codes_at(after, levels.target)}, {&table})) {
        const bool holds = std::any_of(leaves.begin(), leaves.end(), [&](const Item* leaf) {
            return std::binary_search(family.sources().begin(), family.sources().end(), leaf->code);
        });
        for (std::size_t side = 0; holds && side < out.codes.size(); ++side) {
            const auto& codes = family.codes[side];
            out.codes[side].insert(out.codes[side].end(), codes.begin(), codes.end());
        }
    }
    return out;
}

}  // namespace socshift
