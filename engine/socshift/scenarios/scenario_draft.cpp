#include "socshift/scenarios/scenario_draft.hpp"

#include "socshift/base/title.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace socshift::scenario {

Draft::Draft(const Edition& base, const UsedCodes& used, const Scenario& scenario,
             const CodingRules& rules)
    : base_(base), used_(used), scenario_(scenario), rules_(rules) {
    nodes_.reserve(base.items().size());
    for (const auto& item : base.items()) {
        Node node;
        node.code = item.code;
        node.title = item.title;
        node.level = *base.level_index(item.level);
        node.residual = item.residual;
        node.base = &item;
        node.at = item.at;
        if (const auto* const parent = base.parent(item)) {
            node.parent = node_of(*parent);
        }
        nodes_.push_back(std::move(node));
    }
}

std::optional<Draft::NodeId> Draft::find(const Code& code) const {
    if (const auto made = made_.find(code); made != made_.end()) {
        return made->second;
    }
    const auto* const item = base_.find(code);
    return item == nullptr ? std::nullopt : std::optional{node_of(*item)};
}

std::vector<Draft::NodeId> Draft::children(NodeId node) const {
    std::vector<NodeId> out;
    for (NodeId i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].alive && nodes_[i].parent == node) {
            out.push_back(i);
        }
    }
    return out;
}

std::optional<Draft::Place> Draft::place(const ItemPlan& item, std::string& why_not) const {
    const auto& asked = item.place();
    if (item.level == 0 || (!asked && item.continues != nullptr)) {
        return std::nullopt;
    }
    std::optional<NodeId> at;
    if (asked) {
        at = find(*asked);
        if (!at) {
            why_not = fmt::format("'{}' is no group to put it into", asked->text());
            return std::nullopt;
        }
    }
    if (item.common != nullptr) {
        const auto path = base_.path(*item.common);
        const bool is_inside = at && std::any_of(path.begin(), path.end(), [&](const Item* above) {
                                   return node_of(*above) == *at;
                               });
        at = !at || is_inside ? node_of(*item.common) : at;
    }
    if (!at) {
        why_not = item.item->takes.empty()
                      ? "it does not say where, nor from what"
                      : "it does not say where, and what it takes from is in no one group";
        return std::nullopt;
    }
    if (nodes_[*at].level >= item.level) {
        why_not = fmt::format("'{}' is no group to put it into", asked ? asked->text() : "");
        return std::nullopt;
    }
    while (nodes_[*at].level + 1 < item.level) {
        const auto& group = nodes_[*at];
        std::vector<Code> codes;
        for (const auto child : children(*at)) {
            if (nodes_[child].code) {
                codes.push_back(*nodes_[child].code);
            }
        }
        const auto inner = group.code
                               ? rules_.catch_all(*group.code, base_.levels()[group.level], codes)
                               : std::nullopt;
        if (inner) {
            at = find(*inner);
        } else if (rules_.makes_groups(base_.levels()[group.level + 1])) {
            return Place{*at, item.level - 1 - group.level};
        } else {
            why_not = fmt::format("it only says '{}', not where in there",
                                  group.code ? group.code->text() : group.title);
            return std::nullopt;
        }
    }
    return Place{*at, 0};
}

std::optional<std::string> Draft::apply(const Plan& plan) {
    if (plan.items.empty() && plan.proposal->retires.empty()) {
        return "it does not say what is to become of what";
    }
    std::vector<std::optional<Place>> places;
    for (const auto& item : plan.items) {
        if (item.continues == nullptr && item.item->title.empty()) {
            return "it does not say what is to become of what";
        }
        std::string why_not;
        places.push_back(place(item, why_not));
        if (!why_not.empty()) {
            return why_not;
        }
    }
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        apply_item(plan, plan.items[i], places[i]);
    }
    for (const auto* const leaf : plan.left_residual) {
        leave_residual(*leaf, plan);
    }
    for (const auto* const leaf : plan.consumed) {
        const auto goes_on = [&](const ItemPlan& item) { return item.continues == leaf; };
        if (std::none_of(plan.items.begin(), plan.items.end(), goes_on)) {
            nodes_[node_of(*leaf)].alive = false;
        }
        consumed_.insert(leaf);
    }
    for (const auto& code : plan.proposal->retires) {
        retire(*base_.find(code), plan);
    }
    return std::nullopt;
}

void Draft::apply_item(const Plan& plan, const ItemPlan& item, const std::optional<Place>& place) {
    NodeId node = 0;
    if (item.continues != nullptr) {
        node = node_of(*item.continues);
        change(node, plan, item, place);
    } else {
        node = add(item, place, plan.id());
    }
    if (item.level + 1 != base_.levels().size()) {
        if (!plan.simple) {
            gather_group(item, node, plan.id());
        }
        return;
    }
    for (const auto& take : item.item->takes) {
        for (const auto* const leaf : taken_leaves(take, base_)) {
            flows_[leaf].push_back({node, take.share, take.at});
        }
    }
}

Draft::NodeId Draft::add(const ItemPlan& item, const std::optional<Place>& place,
                         const std::string& proposal) {
    std::optional<NodeId> parent;
    if (place) {
        parent = place->group;
        for (std::size_t made = 0; made < place->makes; ++made) {
            Node group;
            group.title = item.item->title;
            group.level = nodes_[*parent].level + 1;
            group.parent = parent;
            group.proposals = {proposal};
            group.at = item.item->at;
            parent = nodes_.size();
            nodes_.push_back(std::move(group));
        }
    }
    Node node;
    node.code = item.item->code;
    node.title = item.item->title;
    node.level = item.level;
    node.parent = parent;
    node.residual = item.item->residual.value_or(false);
    node.proposals = {proposal};
    node.at = item.item->at;
    if (node.code) {
        made_[*node.code] = nodes_.size();
        taken_.insert(*node.code);
    }
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
}

/// A group takes items of the base in: those of a finer level as they are, of its own level what is
/// below them.
void Draft::gather_group(const ItemPlan& item, NodeId group, const std::string& proposal) {
    for (const auto& take : item.item->takes) {
        const auto taken = node_of(*base_.find(take.code));
        if (taken == group) {
            continue;
        }
        const bool is_group = nodes_[taken].level == nodes_[group].level;
        for (const auto child : is_group ? children(taken) : std::vector<NodeId>{taken}) {
            nodes_[child].parent = group;
            nodes_[child].proposals.insert(proposal);
        }
    }
}

namespace {

/// @p title with the words that the series has for what others leave.
std::string residual_title(const std::string& title, const std::vector<std::string>& words) {
    if (words.empty()) {
        return title + ", All Other";
    }
    const auto& word = words.front();
    const bool is_apart = word.front() == ',' || word.front() == ' ';
    return title + (is_apart ? "" : ", ") + word;
}

}  // namespace

void Draft::leave_residual(const Item& leaf, const Plan& plan) {
    Node node;
    node.title = residual_title(leaf.title, base_.header().residual_words);
    node.level = nodes_[node_of(leaf)].level;
    node.parent = nodes_[node_of(leaf)].parent;
    node.residual = true;
    node.proposals = {plan.id()};
    node.at = plan.proposal->at;
    flows_[&leaf].push_back({nodes_.size(), std::nullopt, plan.proposal->at});
    nodes_.push_back(std::move(node));
}

void Draft::change(NodeId node, const Plan& plan, const ItemPlan& item,
                   const std::optional<Place>& place) {
    const auto& wanted = *item.item;
    if (place) {
        auto parent = place->group;
        if (place->makes != 0) {
            ItemPlan group = item;
            group.level = nodes_[place->group].level + place->makes;
            ProposedItem made = wanted;
            made.title = wanted.title.empty() ? nodes_[node].title : wanted.title;
            made.code = std::nullopt;
            made.residual = std::nullopt;
            group.item = &made;
            parent = add(group, Place{place->group, place->makes - 1}, plan.id());
        }
        nodes_[node].parent = parent;
    }
    const auto kind = plan.proposal->kind;
    if (!wanted.code && ((place && kind == ProposalKind::move) || kind == ProposalKind::recode)) {
        forget_codes(node, plan.id());
    }
    auto& changed = nodes_[node];
    changed.title = wanted.title.empty() ? changed.title : wanted.title;
    changed.residual = wanted.residual.value_or(changed.residual);
    changed.proposals.insert(plan.id());
    changed.at = wanted.at;
    if (wanted.code && changed.code != wanted.code) {
        changed.code = wanted.code;
        made_[*wanted.code] = node;
        taken_.insert(*wanted.code);
    }
}

/// What is moved is numbered anew, with all that is below it.
void Draft::forget_codes(NodeId node, const std::string& proposal) {
    nodes_[node].code.reset();
    nodes_[node].proposals.insert(proposal);
    for (const auto child : children(node)) {
        forget_codes(child, proposal);
    }
}

void Draft::retire(const Item& item, const Plan& plan) {
    if (base_.is_leaf(item)) {
        nodes_[node_of(item)].alive = false;
        consumed_.insert(&item);
    } else {
        retired_.emplace_back(node_of(item), plan.id());
    }
}

void Draft::drop_empty_groups() {
    for (auto level = base_.levels().size() - 1; level-- > 0;) {
        std::set<NodeId> parents;
        for (const auto& node : nodes_) {
            if (node.alive && node.parent) {
                parents.insert(*node.parent);
            }
        }
        for (NodeId i = 0; i < nodes_.size(); ++i) {
            const auto* const was = nodes_[i].base;
            const bool is_group = was == nullptr || !base_.is_leaf(*was);
            if (nodes_[i].level == level && is_group && parents.count(i) == 0) {
                nodes_[i].alive = false;
            }
        }
    }
}

void Draft::finish(Findings& findings) {
    drop_empty_groups();
    for (const auto& [node, proposal] : retired_) {
        if (nodes_[node].alive) {
            findings.push_back(
                {Severity::error, "retired-with-children", nodes_[node].at,
                 fmt::format("'{}' retires '{}' ({}), which still has items below "
                             "it",
                             proposal, nodes_[node].code->text(), nodes_[node].title)});
        }
    }
    number(findings);
}

bool Draft::is_used(const Code& code) const {
    return used_.count(code) != 0 || base_.find(code) != nullptr || taken_.count(code) != 0;
}

void Draft::number(Findings& findings) {
    for (std::size_t level = 0; level < base_.levels().size(); ++level) {
        std::vector<std::tuple<std::string, bool, std::string, std::string, NodeId>> open;
        for (NodeId i = 0; i < nodes_.size(); ++i) {
            const auto& node = nodes_[i];
            if (node.alive && node.level == level && !node.code) {
                const auto* const parent = node.parent ? &nodes_[*node.parent] : nullptr;
                open.emplace_back(parent != nullptr && parent->code ? parent->code->text() : "",
                                  node.residual, fold_title(node.title), *node.proposals.begin(),
                                  i);
            }
        }
        std::sort(open.begin(), open.end());
        for (const auto& entry : open) {
            const auto node = std::get<NodeId>(entry);
            auto code = next_code(node);
            if (!code) {
                give_group_of_its_own(node);
                code = next_code(node);
            }
            if (code) {
                give(node, *code);
                continue;
            }
            findings.push_back(
                {Severity::error, "no-code", nodes_[node].at,
                 fmt::format("the rules '{}' have no code for '{}' of '{}'", rules_.name(),
                             nodes_[node].title, fmt::join(nodes_[node].proposals, "', '"))});
            nodes_[node].alive = false;
        }
    }
}

std::optional<Code> Draft::next_code(NodeId node) const {
    const auto& wanted = nodes_[node];
    const auto* const parent = wanted.parent ? &nodes_[*wanted.parent] : nullptr;
    return parent != nullptr && parent->code
               ? rules_.next(*parent->code, base_.levels()[wanted.level], wanted.residual,
                             [&](const Code& code) { return is_used(code); })
               : std::nullopt;
}

/// Where the group has no number left, and the rules make groups of that level.
void Draft::give_group_of_its_own(NodeId node) {
    const auto full = nodes_[node].parent;
    if (!full || !nodes_[*full].code || !nodes_[*full].parent ||
        !rules_.makes_groups(base_.levels()[nodes_[*full].level])) {
        return;
    }
    Node group;
    group.title = nodes_[node].title;
    group.level = nodes_[*full].level;
    group.parent = nodes_[*full].parent;
    group.proposals = nodes_[node].proposals;
    group.at = nodes_[node].at;
    nodes_.push_back(std::move(group));
    if (const auto code = next_code(nodes_.size() - 1)) {
        give(nodes_.size() - 1, *code);
        nodes_[node].parent = nodes_.size() - 1;
    } else {
        nodes_.pop_back();
    }
}

void Draft::give(NodeId node, const Code& code) {
    taken_.insert(code);
    nodes_[node].code = rules_.provisional(code);
    nodes_[node].provisional = true;
}

}  // namespace socshift::scenario
