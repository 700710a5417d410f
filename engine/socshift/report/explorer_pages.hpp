#pragma once

// Internal: not installed. The pages of the explorer.

#include "socshift/changes/item_page.hpp"
#include "socshift/report/explorer_data.hpp"
#include "socshift/report/family_drawing.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// The address of the page of a code of an edition, from the root of the site; empty: it has none.
using PageOf = std::function<std::string(const EditionId&, std::string_view code)>;

/// What a code of an edition is asked about on the page of the map: "map.html#from=…".
[[nodiscard]] std::string map_href(const EditionId& from, const EditionId& to,
                                   std::string_view code);

/// The page of a code. @p history: through the editions of its series.
[[nodiscard]] std::string code_page(const ItemPage& page, const FamilyDrawing& history,
                                    const PageOf& page_of);

/// The page of an edition: what it is, and its codes. With @p is_sample those alone that have a
/// page, and what is above them.
[[nodiscard]] std::string edition_page(const Edition& edition,
                                       const std::vector<ExplorerDownload>& downloads,
                                       const PageOf& page_of, bool is_sample);

/// The first page: editions and downloads. @p notices: of downloads.
[[nodiscard]] std::string index_page(const std::vector<const Edition*>& editions,
                                     const std::vector<ExplorerDownload>& downloads,
                                     const std::vector<EditionId>& drafts,
                                     const std::vector<std::string>& notices);

/// The page on which codes are asked about.
[[nodiscard]] std::string map_page(const std::vector<const Edition*>& editions);

}  // namespace socshift
