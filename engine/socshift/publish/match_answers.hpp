#pragma once

#include "socshift/matching/edition_match.hpp"
#include "socshift/matching/match_decisions.hpp"
#include "socshift/publish/answer.hpp"

#include <vector>

namespace socshift {

/// socshift/matches/1: what a reader can decide about @p match of the two editions, a row for each
/// two leaves, by source: pairs that differ in code or title, what could be meant by leaves that
/// are in no pair, and codes that may stand for something else now. `decision` has those of
/// @p decisions. The rows can be read back as decisions.
[[nodiscard]] Answer matches_answer(const Edition& before, const Edition& after,
                                    const EditionMatch& match,
                                    const std::vector<MatchDecision>& decisions);

}  // namespace socshift
