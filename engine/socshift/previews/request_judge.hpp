#pragma once

// Internal: not installed. One request against an edition.

#include "socshift/model/proposal.hpp"
#include "socshift/previews/leaf_neighbours.hpp"
#include "socshift/previews/request_verdicts.hpp"
#include "socshift/scenarios/scenario_plan.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace socshift::verdicts {

/// Judges requests one by one. The neighbours must outlive it.
class RequestJudge {
public:
    /// @p titles of all items that are asked for, folded: what has one of them answers to that
    /// request, and not to one with a title that is only near.
    RequestJudge(const LeafNeighbours& leaves, std::set<std::string> titles)
        : leaves_(leaves), titles_(std::move(titles)) {}

    [[nodiscard]] RequestVerdict judge(const Proposal& proposal) const;

private:
    using Plan = scenario::Plan;
    using ItemPlan = scenario::ItemPlan;
    using Items = std::set<const Item*>;

    [[nodiscard]] ItemVerdict judge_item(const Plan& plan, const ItemPlan& item) const;
    [[nodiscard]] ItemVerdict judge_changed(const Plan& plan, const ItemPlan& item) const;
    [[nodiscard]] ItemVerdict judge_new(const Plan& plan, const ItemPlan& item) const;
    [[nodiscard]] ItemVerdict judge_retired(const Code& code) const;

    [[nodiscard]] const Item* successor(const ItemPlan& item) const;
    [[nodiscard]] std::vector<const Item*> pool(const ItemPlan& item) const;
    [[nodiscard]] const Item* answer(const Plan& plan, const ItemPlan& item) const;
    [[nodiscard]] const Item* answer_by_parts(const Plan& plan, const ItemPlan& item) const;
    [[nodiscard]] const Item* nearest_answer(const ItemPlan& item) const;
    [[nodiscard]] const Item* group_of(const ItemPlan& item) const;
    void say_why_none(const ItemPlan& item, ItemVerdict& out) const;
    void compare(const Plan& plan, const ItemPlan& item, ItemVerdict& out) const;
    void compare_parts(const Plan& plan, const ItemPlan& item, ItemVerdict& out) const;
    void compare_members(const ItemPlan& item, ItemVerdict& out) const;
    void check_exhausted(const Plan& plan, RequestVerdict& out) const;

    [[nodiscard]] bool is_leaf_level(const ItemPlan& item) const;
    [[nodiscard]] Items taken(const ItemPlan& item) const;
    [[nodiscard]] Items made_of(const Items& taken) const;
    [[nodiscard]] bool is_in_place(const ItemPlan& item, const Item& found) const;

    const LeafNeighbours& leaves_;
    std::set<std::string> titles_;
};

/// Whether somebody asked for what @p item takes, and it is not only our reading.
[[nodiscard]] bool asks_for_parts(const ProposedItem& item);

/// Whether @p item is what a request leaves as it was of an item of the base, beside what it takes
/// out of it.
[[nodiscard]] bool is_rest(const scenario::ItemPlan& item, const Edition& base);

/// Whether @p residual, of the edition, is what a split of @p plan leaves of what it divides.
[[nodiscard]] bool is_left_by(const scenario::Plan& plan, const Item& residual,
                              const LeafNeighbours& leaves);

}  // namespace socshift::verdicts
