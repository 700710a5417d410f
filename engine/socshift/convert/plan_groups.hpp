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

/// Adds the targets of each item of @p source that is no leaf and has none, as options.groups says.
/// @p known is as @p targets, without weights. @p whole: every source is all in its targets.
void add_groups(const Edition& source, const Edition& target, const PlanOptions& options,
                const TargetsByItem& known, bool whole, TargetsByItem& targets);

/// Where a row of @p item can belong, which is no leaf and has the targets @p targets: what was
/// spread by weights that give a target nothing could still be there. In code order.
[[nodiscard]] std::vector<const Item*> group_candidates(const Edition& source,
                                                        const Edition& target, const Item& item,
                                                        const TargetsByItem& known,
                                                        const std::vector<PlanTarget>& targets);

/// What Plan::bounds() says of @p item, a leaf or a group, that can belong to the items @p ends,
/// which are leaves or groups as well.
[[nodiscard]] std::vector<PlanBound> group_bounds(const Edition& source, const Edition& target,
                                                  const Item& item, const TargetsByItem& known,
                                                  const std::vector<const Item*>& ends);

}  // namespace socshift
