#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/levels.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/titles/title_search.hpp"

#include <vector>

namespace socshift {

/// socshift/editions/1: every edition of @p catalog, in its order.
[[nodiscard]] Answer editions_answer(const Catalog& catalog);

/// socshift/tree/1: @p items of @p edition with their parents, in the order given.
[[nodiscard]] Answer tree_answer(const Edition& edition, const std::vector<ItemAtDepth>& items);

/// socshift/find/1: what was found in each edition that was searched, in the order given.
[[nodiscard]] Answer found_items_answer(const std::vector<FoundItems>& found);

/// socshift/counts/1: a code a row; the column of counts has the name of what they measure.
[[nodiscard]] Answer counts_answer(const Catalog& catalog, const Counts& counts);

/// socshift/check/1: a row for each finding, in their order. Rests on no edition: what is checked
/// may be none.
[[nodiscard]] Answer findings_answer(const Findings& findings);

}  // namespace socshift
