// The edition and the table that a draft comes to.
#include "socshift/numbers/share_exact.hpp"
#include "socshift/scenarios/scenario_draft.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace socshift::scenario {

bool Draft::stands(NodeId node) const {
    const auto& parent = nodes_[node].parent;
    return nodes_[node].alive && (!parent || nodes_[*parent].alive);
}

EditionData Draft::edition() const {
    const auto& base = base_.header();
    EditionData out{{scenario_.id,
                     base.series,
                     scenario_.title,
                     Status::draft,
                     {scenario_.valid_from, std::nullopt},
                     base.id,
                     std::nullopt,
                     {},
                     base.levels,
                     scenario_.provenance,
                     base.kind},
                    {},
                    {},
                    scenario_.at};
    for (NodeId i = 0; i < nodes_.size(); ++i) {
        const auto& node = nodes_[i];
        if (!stands(i)) {
            continue;
        }
        Item item{*node.code,
                  node.title,
                  base_.levels()[node.level],
                  std::nullopt,
                  node.residual,
                  false,
                  node.at,
                  node.base == nullptr ? Attributes{} : node.base->attributes};
        if (node.parent) {
            item.parent = nodes_[*node.parent].code;
        }
        if (!node.proposals.empty()) {
            item.attributes["proposal"] = fmt::format("{}", fmt::join(node.proposals, " "));
        }
        if (node.provisional) {
            item.attributes["provisional"] = "yes";
        }
        out.items.push_back(std::move(item));
    }
    std::sort(out.items.begin(), out.items.end(),
              [](const Item& a, const Item& b) { return a.code < b.code; });
    out.notes = notes();
    return out;
}

std::vector<Note> Draft::notes() const {
    std::vector<Note> out;
    std::set<
        std::tuple<NodeId, NoteRelation, std::optional<Code>, std::optional<Code>, std::string>>
        seen;
    for (const auto& note : base_.notes()) {
        for (const auto node : speakers(note)) {
            if (seen.emplace(node, note.relation, note.ref, note.range_end, note.phrase).second) {
                out.push_back(note);
                out.back().item = *nodes_[node].code;
            }
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Note& a, const Note& b) { return a.item < b.item; });
    return out;
}

/// Whose note @p note of the base is in the draft: the item's that goes on being its item; or, if
/// that is gone, of all that takes from it and from nothing that the note names.
std::set<Draft::NodeId> Draft::speakers(const Note& note) const {
    const auto& item = *base_.find(note.item);
    if (stands(node_of(item))) {
        return {node_of(item)};
    }
    auto out = targets_of(item);
    const auto in_range = [&](const Item& named) {
        return note.ref && *note.ref <= named.code &&
               named.code <= (note.range_end ? *note.range_end : *note.ref);
    };
    for (const auto& named : base_.items()) {
        if (!in_range(named)) {
            continue;
        }
        for (const auto* const leaf : base_.leaves(named)) {
            for (const auto joined : targets_of(*leaf)) {
                out.erase(joined);
            }
        }
    }
    return out;
}

std::set<Draft::NodeId> Draft::targets_of(const Item& leaf) const {
    std::set<NodeId> out;
    if (const auto flows = flows_.find(&leaf); flows != flows_.end()) {
        for (const auto& flow : flows->second) {
            if (stands(flow.target)) {
                out.insert(flow.target);
            }
        }
    }
    return out;
}

std::vector<Link> Draft::links_of(const Item& leaf, Findings& findings) const {
    using Rational = boost::multiprecision::cpp_rational;
    const auto self = node_of(leaf);
    const auto flows = flows_.find(&leaf);
    std::map<NodeId, Flow> targets;
    Rational sum = 0;
    bool all_known = flows != flows_.end();
    if (flows != flows_.end()) {
        for (const auto& flow : flows->second) {
            if (!nodes_[flow.target].alive) {
                continue;
            }
            targets.emplace(flow.target, flow);
            if (flow.target != self) {
                all_known = all_known && flow.share.has_value();
                sum += flow.share ? flow.share->exact().value : Rational{0};
            }
        }
    }
    const bool rest_stays = nodes_[self].alive && consumed_.count(&leaf) == 0;
    if (rest_stays) {
        targets.emplace(self, Flow{self, std::nullopt,
                                   flows_.count(&leaf) == 0 ? leaf.at : flows->second.front().at});
    }
    if (all_known && targets.size() > 1 && (rest_stays ? sum >= 1 : sum != 1)) {
        findings.push_back(
            {Severity::error, "share-sum", flows->second.front().at,
             fmt::format("the parts taken from '{}' sum to {}", leaf.code.text(), sum.str())});
        all_known = false;
    }
    std::vector<Link> out;
    for (const auto& [node, flow] : targets) {
        Link link{leaf.code, *nodes_[node].code, std::nullopt, std::nullopt, flow.at};
        if (all_known && targets.size() > 1) {
            const Rational share = node == self ? Rational{1 - sum} : flow.share->exact().value;
            link.share = share_of(share);
            link.basis = Basis::user;
        }
        out.push_back(std::move(link));
    }
    return out;
}

CorrespondenceData Draft::table(Findings& findings) const {
    CorrespondenceData out{base_.id(),
                           scenario_.id,
                           fmt::format("{} to {}", base_.header().title, scenario_.title),
                           scenario_.provenance,
                           {},
                           scenario_.at};
    for (const auto& item : base_.items()) {
        if (!base_.is_leaf(item)) {
            continue;
        }
        const auto links = links_of(item, findings);
        if (links.empty()) {
            findings.push_back({Severity::warning, "retired-unlinked", item.at,
                                fmt::format("'{}' ({}) goes, and nothing takes what it held",
                                            item.code.text(), item.title)});
        }
        out.links.insert(out.links.end(), links.begin(), links.end());
    }
    std::sort(out.links.begin(), out.links.end(), [](const Link& a, const Link& b) {
        return std::tie(a.source, a.target) < std::tie(b.source, b.target);
    });
    return out;
}

}  // namespace socshift::scenario
