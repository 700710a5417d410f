#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/titles/edition_titles.hpp"

#include <cstddef>
#include <string_view>

namespace socshift {

/// socshift/find-title/1: the codes that @p asked can mean, best first, at most @p most.
[[nodiscard]] Answer ranked_titles_answer(const Catalog& catalog, const EditionTitles& titles,
                                          std::string_view asked, std::size_t most);

/// socshift/find-title-why/1: what speaks for each of them, the most first; of each code at most
/// @p most_evidence rows and one, `other`, that sums up the rest.
[[nodiscard]] Answer title_evidence_answer(const Catalog& catalog, const EditionTitles& titles,
                                           std::string_view asked, std::size_t most,
                                           std::size_t most_evidence = 8);

}  // namespace socshift
