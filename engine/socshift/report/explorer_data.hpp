#pragma once

// Internal: not installed. The data of the explorer, as JSON and as scripts that hand it over.

#include "socshift/changes/item_page.hpp"
#include "socshift/model/catalog.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// @p text as a string of JSON, in ASCII and without '<', so that it is inert wherever it stands.
/// Bytes that are no UTF-8 are U+FFFD.
[[nodiscard]] std::string script_text(std::string_view text);

/// ["a","b"]
[[nodiscard]] std::string script_texts(const std::vector<std::string>& texts);

/// A script that hands @p json over under @p name, for pages that are opened without a server.
[[nodiscard]] std::string handing_over(std::string_view name, std::string_view json);

/// socshift/explorer-code/1: all that the page of a code says.
[[nodiscard]] std::string code_json(const ItemPage& page);

/// What became of one code in another edition, as a value of socshift/explorer-map/1:
/// "53-3022":{"cardinality":"m:n","places":[…]}
[[nodiscard]] std::string mapped_json(const NamedCode& source, const PagePlace& place);

/// The rest of socshift/explorer-map/1 around @p mapped.
[[nodiscard]] std::string map_json(const EditionId& from, const EditionId& to,
                                   const std::vector<EditionId>& drafts,
                                   const std::vector<std::string>& notices,
                                   const std::string& mapped);

/// socshift/explorer-edition/1. @p page_of: the address of the page of an item, from the root of
/// the site; empty: it has none. @p maps: the editions to which the site has a map.
[[nodiscard]] std::string edition_json(const Edition& edition,
                                       const std::vector<const Item*>& items,
                                       const std::vector<EditionId>& maps,
                                       const std::function<std::string(const Item&)>& page_of);

/// A file that can be downloaded.
struct ExplorerDownload {
    std::string series;
    std::string format;
    std::vector<std::string> files;   // from the root of the site
    std::vector<EditionId> editions;  // that it has
    std::vector<EditionId> drafts;    // among them
};

/// socshift/explorer-editions/1: what is on the site.
[[nodiscard]] std::string editions_json(const std::vector<const Edition*>& editions,
                                        const std::vector<ExplorerDownload>& downloads);

/// "from", "to", "candidate": what the codes of @p place are to the code of the page.
[[nodiscard]] std::string_view relation_of(const PagePlace& place) noexcept;

/// "1/3", as csv and JSON have it; empty: nobody knows it.
[[nodiscard]] std::string share_of(const MappedPlace& place);

}  // namespace socshift
