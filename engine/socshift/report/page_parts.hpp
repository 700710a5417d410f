#pragma once

// Internal: not installed.

#include <string_view>

namespace socshift {

/// The style sheet of a page, without that of drawings.
[[nodiscard]] std::string_view page_style();

/// The script of a page: search, copying, details that are open on paper. Without it a page shows
/// all that it has.
[[nodiscard]] std::string_view page_script();

}  // namespace socshift
