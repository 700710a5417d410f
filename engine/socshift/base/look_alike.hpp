#pragma once

// Internal: not installed.

#include <string>
#include <string_view>

namespace socshift {

/// @p original as it looks to a reader: letters of the Greek and Cyrillic alphabets that have the
/// shape of an ASCII one as that, digits and letters of full width and dashes of any kind as ASCII,
/// accents in one with their letters, and without characters that have no width. Two texts that
/// nobody can tell apart have the same looks; other bytes stay.
[[nodiscard]] std::string looks_of(std::string_view original);

}  // namespace socshift
