#pragma once

// Internal: not installed.

#include <string>
#include <string_view>

namespace socshift {

/// The style sheet of a page, without that of drawings.
[[nodiscard]] std::string_view page_style();

/// The script of a page: search, copying, details that are open on paper. Without it a page shows
/// all that it has.
[[nodiscard]] std::string_view page_script();

/// The part of a script that copies a text where there is no clipboard, and says whether it could.
/// Needs `said`, the element that says so.
[[nodiscard]] std::string_view copy_script();

/// What the head of any page begins with: how it is read, what it may load (@p policy, of
/// Content-Security-Policy), and its title.
[[nodiscard]] std::string page_facts(std::string_view policy, std::string_view title);

}  // namespace socshift
