#pragma once

// Internal: not installed. What each proposal claims of the base edition, and which claims clash.

#include "socshift/model/edition.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace socshift::scenario {

struct ItemPlan {
    const ProposedItem* item = nullptr;
    const Item* continues = nullptr;  // the base item that it goes on being
    std::size_t level = 0;            // place among the base's levels
    const Item* common = nullptr;  // the narrowest group of the base that holds all it takes from

    /// Where it is asked to be, or our reading of it.
    [[nodiscard]] const std::optional<Code>& place() const noexcept {
        return item->reading ? item->reading : item->under;
    }
};

/// A proposal with what it comes to against one base.
struct Plan {
    const Proposal* proposal = nullptr;
    std::vector<ItemPlan> items;
    bool simple = false;                  // it only changes code, title or place of one item
    std::set<const Item*> consumed;       // leaves of which nothing is left beside `items`
    std::set<const Item*> drawn;          // leaves of which a part is taken
    std::set<const Item*> left_residual;  // of `consumed`: those that leave a new residual

    [[nodiscard]] const std::string& id() const noexcept { return proposal->id; }
};

/// Needs check(proposal, base) without errors.
[[nodiscard]] Plan make_plan(const Proposal& proposal, const Edition& base);

/// The pairs of @p plans, or single ones, that cannot be built. Adds a finding for each, and gives
/// the identifiers of all that are involved.
[[nodiscard]] std::set<std::string> conflicts(const std::vector<Plan>& plans, const Edition& base,
                                              const UsedCodes& used, Findings& findings);

/// @p plans so that a proposal that makes a group comes before those that put something into it;
/// otherwise by identifier. Those that wait for each other are left out, with a finding.
[[nodiscard]] std::vector<const Plan*> ordered(const std::vector<Plan>& plans, Findings& findings);

}  // namespace socshift::scenario
