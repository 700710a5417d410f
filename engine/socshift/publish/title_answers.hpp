#pragma once

#include "socshift/numbers/share.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/titles/edition_titles.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// socshift/find-title/1: the codes that @p asked can mean, best first, at most @p most. A code
/// that was decided comes first, with the score 1 and the source `decisions`.
[[nodiscard]] Answer ranked_titles_answer(const Catalog& catalog, const EditionTitles& titles,
                                          std::string_view asked, std::size_t most);

/// socshift/find-title-why/1: what speaks for each of them, the most first; of each code at most
/// @p most_evidence rows and one, `other`, that sums up the rest.
[[nodiscard]] Answer title_evidence_answer(const Catalog& catalog, const EditionTitles& titles,
                                           std::string_view asked, std::size_t most,
                                           std::size_t most_evidence = 8);

/// socshift/find-both/1: two activities, titles or codes of @p edition, and which of them gives a
/// job its code. @throws Error as ask() of a TwoActivitiesQuestion.
[[nodiscard]] Answer two_activities_answer(const Catalog& catalog, const EditionId& edition,
                                           const std::string& first, const std::string& second,
                                           const std::optional<Share>& first_time,
                                           const Decisions& decisions);

/// socshift/decisions/1: each title that was decided, with its code and how many have it, in the
/// order of Decisions::titles().
[[nodiscard]] Answer decided_titles_answer(const Catalog& catalog, const Decisions& decisions);

}  // namespace socshift
