#pragma once

#include "socshift/matching/edition_match.hpp"
#include "socshift/matching/match_decisions.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"

#include <string>
#include <vector>

namespace socshift {

/// The table that follows from a match and from what a reader decided about it: its pairs, but of a
/// source with a decision that holds only what was decided, and no pair that was decided not to
/// hold. It is `matched`: of a pair that nobody decided it is not known what else its source goes
/// to, so no share follows from it, and of a leaf without a link where it went. Each link has a
/// remark that says why it is there.
[[nodiscard]] CorrespondenceData matched_table(const Edition& before, const Edition& after,
                                               const EditionMatch& match,
                                               const std::vector<MatchDecision>& decisions);

/// @p catalog with the table that matching makes from @p before to @p after, in the place of any
/// between these two.
[[nodiscard]] Catalog with_matched_table(const Catalog& catalog, const EditionId& before,
                                         const EditionId& after,
                                         const std::vector<MatchDecision>& decisions = {});

/// "same code, titles near by 0.857"
[[nodiscard]] std::string text_of(const MatchedPair& pair);

}  // namespace socshift
