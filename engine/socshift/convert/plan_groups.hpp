#pragma once

// Internal: not installed. Where codes go that have others under them.

#include "socshift/convert/plan.hpp"

#include <cstddef>
#include <vector>

namespace socshift {

/// By item of the source edition.
using TargetsByItem = std::vector<std::vector<PlanTarget>>;

/// The largest items of @p target that hold no other leaf than those of @p leaves, in code order:
/// each of @p leaves is at or below one of them. Of several with the same leaves, one under the
/// other: that at @p level, or else the finest.
///
/// Needs    @p leaves are leaves of @p target, sorted by code, each once.
[[nodiscard]] std::vector<const Item*> covering(const Edition& target,
                                                const std::vector<const Item*>& leaves,
                                                std::string_view level);

/// What a plan knows of the items of its source, leaves above all.
struct PlanItems {
    const Edition& source;
    const Edition& target;
    const TargetsByItem& known;        // without weights
    const std::vector<bool>& partial;  // by item
};

/// Leaves of the source of which a row has one: of an item, or of a set.
using GroupLeaves = std::vector<const Item*>;

/// The targets of a group of @p leaves at @p level, as options.groups says. @p targets: of leaves.
[[nodiscard]] std::vector<PlanTarget> group_targets(const PlanItems& sources,
                                                    const GroupLeaves& leaves,
                                                    std::string_view level,
                                                    const PlanOptions& options,
                                                    const TargetsByItem& targets);

/// Where a row of a group of @p leaves can belong when it is spread: what weights give nothing
/// could still be there. In code order, nowhere last.
[[nodiscard]] std::vector<const Item*> spread_candidates(const PlanItems& sources,
                                                         const GroupLeaves& leaves);

/// What Plan::bounds() says of a group of @p leaves, which can belong to the places @p ends:
/// leaves, groups or nowhere.
[[nodiscard]] std::vector<PlanBound> group_bounds(const PlanItems& sources,
                                                  const GroupLeaves& leaves,
                                                  const std::vector<const Item*>& ends);

}  // namespace socshift
