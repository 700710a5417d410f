#include "socshift/scenarios/scenario_plan.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <fmt/core.h>

#include <algorithm>

namespace socshift::scenario {

namespace {

bool is_simple(ProposalKind kind) {
    return kind == ProposalKind::move || kind == ProposalKind::retitle ||
           kind == ProposalKind::recode;
}

const Item* continued(const Proposal& proposal, const ProposedItem& item, const Edition& base) {
    if (is_simple(proposal.kind)) {
        const auto& take = item.takes.front();
        return take.part == Part::whole ? base.find(take.code) : nullptr;
    }
    const bool takes_own =
        item.code && std::any_of(item.takes.begin(), item.takes.end(),
                                 [&](const Take& take) { return take.code == *item.code; });
    return takes_own ? base.find(*item.code) : nullptr;
}

/// The deepest group above @p level that all of @p leaves are in.
const Item* common_group(const std::set<const Item*>& leaves, std::size_t level,
                         const Edition& base) {
    std::vector<const Item*> common;
    bool is_first = true;
    for (const auto* const leaf : leaves) {
        const auto path = base.path(*leaf);
        if (is_first) {
            common = path;
            is_first = false;
        }
        std::size_t same = 0;
        while (same < common.size() && same < path.size() && common[same] == path[same]) {
            ++same;
        }
        common.resize(same);
    }
    while (!common.empty() && *base.level_index(common.back()->level) >= level) {
        common.pop_back();
    }
    return common.empty() ? nullptr : common.back();
}

ItemPlan plan_item(const Proposal& proposal, const ProposedItem& item, const Edition& base) {
    ItemPlan out{&item, continued(proposal, item, base), base.levels().size() - 1, nullptr};
    if (!item.level.empty()) {
        out.level = *base.level_index(item.level);
    } else if (out.continues != nullptr) {
        out.level = *base.level_index(out.continues->level);
    }
    std::set<const Item*> leaves;
    for (const auto& take : item.takes) {
        const auto taken = taken_leaves(take, base);
        leaves.insert(taken.begin(), taken.end());
    }
    out.common = common_group(leaves, out.level, base);
    return out;
}

/// Finds out what a split leaves: a residual, if its parts do not exhaust what they are made of.
void plan_split(Plan& plan, const Edition& base) {
    const auto& proposal = *plan.proposal;
    const bool has_residual =
        std::any_of(proposal.items.begin(), proposal.items.end(),
                    [](const ProposedItem& item) { return item.residual.value_or(false); });
    std::set<const Item*> continued;
    for (const auto& item : plan.items) {
        continued.insert(item.continues);
    }
    for (const auto* const leaf : std::set<const Item*>(plan.drawn)) {
        const bool exhausted = has_residual || plan.consumed.count(leaf) != 0;
        if (!exhausted && (leaf->residual || continued.count(leaf) != 0)) {
            continue;  // it is itself what is left
        }
        plan.consumed.insert(leaf);
        if (!exhausted && base.is_leaf(*leaf)) {
            plan.left_residual.insert(leaf);
        }
    }
}

}  // namespace

Plan make_plan(const Proposal& proposal, const Edition& base) {
    Plan out;
    out.proposal = &proposal;
    for (const auto& item : proposal.items) {
        out.items.push_back(plan_item(proposal, item, base));
    }
    out.simple =
        is_simple(proposal.kind) && out.items.size() == 1 && out.items.front().continues != nullptr;
    if (out.simple) {
        return out;
    }
    const auto finest = base.levels().size() - 1;
    for (const auto& item : out.items) {
        if (item.level != finest) {
            continue;  // a group gets items of the base as they are
        }
        for (const auto& take : item.item->takes) {
            for (const auto* const leaf : taken_leaves(take, base)) {
                (take.part == Part::whole ? out.consumed : out.drawn).insert(leaf);
            }
        }
    }
    for (const auto& code : proposal.exhausts) {
        for (const auto* const leaf : base.leaves(*base.find(code))) {
            out.consumed.insert(leaf);
        }
    }
    if (proposal.kind == ProposalKind::split) {
        plan_split(out, base);
    }
    return out;
}

std::vector<const Plan*> ordered(const std::vector<Plan>& plans, Findings& findings) {
    std::vector<const Plan*> by_id;
    for (const auto& plan : plans) {
        by_id.push_back(&plan);
    }
    std::sort(by_id.begin(), by_id.end(),
              [](const Plan* a, const Plan* b) { return a->id() < b->id(); });
    std::map<Code, std::size_t> makes;
    for (std::size_t i = 0; i < by_id.size(); ++i) {
        for (const auto& item : by_id[i]->items) {
            if (item.item->code && item.continues == nullptr) {
                makes.emplace(*item.item->code, i);
            }
        }
    }
    // An edge leads from a proposal to one that must come before it: a topological sort then lists
    // those without any first.
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> waits(by_id.size());
    for (std::size_t i = 0; i < by_id.size(); ++i) {
        for (const auto& item : by_id[i]->items) {
            const auto maker = item.place() ? makes.find(*item.place()) : makes.end();
            if (maker != makes.end() && maker->second != i) {
                boost::add_edge(i, maker->second, waits);
            }
        }
    }
    std::vector<std::size_t> component(by_id.size());
    const auto components = boost::strong_components(waits, component.data());
    std::vector<std::size_t> sizes(components);
    for (const auto c : component) {
        ++sizes[c];
    }
    std::vector<const Plan*> out;
    for (std::size_t i = 0; i < by_id.size(); ++i) {
        if (sizes[component[i]] > 1) {
            findings.push_back({Severity::error, "proposal-cycle", by_id[i]->proposal->at,
                                fmt::format("'{}' and others each put something into a group that "
                                            "the next one makes",
                                            by_id[i]->id())});
            boost::clear_vertex(i, waits);
        }
    }
    std::vector<std::size_t> order;
    boost::topological_sort(waits, std::back_inserter(order));
    for (const auto i : order) {
        if (sizes[component[i]] == 1) {
            out.push_back(by_id[i]);
        }
    }
    return out;
}

}  // namespace socshift::scenario
