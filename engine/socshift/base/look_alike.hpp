#pragma once

// Internal: not installed.

#include <string>
#include <string_view>

namespace socshift {

/// @p original as it looks to a reader: letters of the Greek and Cyrillic alphabets that have the
/// shape of an ASCII one as that, ASCII of full width and dashes of any kind as ASCII, accents in
/// one with their letters, and without what only formats text and has no width. Spaces count. Other
/// alphabets are not looked at; other bytes stay.
[[nodiscard]] std::string looks_of(std::string_view original);

}  // namespace socshift
