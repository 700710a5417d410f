#pragma once

// Internal: not installed. Requests in words.

#include "socshift/model/edition.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/publish/answer.hpp"

#include <string>
#include <vector>

namespace socshift {

/// What @p proposal asks of @p base, in sentences, without a word about what would come of it. What
/// nobody said is said to be so; what is our reading is called that.
[[nodiscard]] std::vector<std::string> asked_in_words(const Edition& base,
                                                      const Proposal& proposal);

/// Who asks, when, under which docket, and where it can be read: a row for each of @p proposals'
/// supporters.
[[nodiscard]] Table supporters_table(const std::vector<const Proposal*>& proposals);

/// "21-1094 Community Health Workers"; a code that is not there stands alone.
[[nodiscard]] std::string item_text(const Edition& edition, const Code& code);

}  // namespace socshift
