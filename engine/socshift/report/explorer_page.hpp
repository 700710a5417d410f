#pragma once

// Internal: not installed. What all pages of the explorer have in common.

#include "socshift/model/edition.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A page of the explorer before its frame is around it.
struct ExplorerPage {
    std::string title;      // shown by a browser; its drafts are put before it
    std::string up;         // to the root of the site: "", "../"
    std::string data = {};  // the file with the same as JSON, from this page; empty: none
    std::vector<EditionId> drafts = {};  // that the page shows something of
    std::string main;                    // elements
};

/// @p page as an HTML file of the site.
[[nodiscard]] std::string explorer_html(const ExplorerPage& page);

/// The class of what holds a drawing of @p layers layers.
[[nodiscard]] std::string layers_class(std::size_t layers);

/// The style sheet and the script of all pages.
[[nodiscard]] std::string explorer_style();
[[nodiscard]] std::string_view explorer_script();

/// <p class="draft">…</p> for each of @p drafts.
[[nodiscard]] std::string draft_marks(const std::vector<EditionId>& drafts);

/// <a href="…">text</a>; the text alone if @p href is empty. Both are escaped.
[[nodiscard]] std::string link_html(std::string_view href, std::string_view text);

/// A row of a <dl>; @p value is HTML.
[[nodiscard]] std::string fact_html(std::string_view name, std::string_view value);

}  // namespace socshift
