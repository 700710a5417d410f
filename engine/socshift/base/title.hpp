#pragma once

#include <string>
#include <string_view>

namespace socshift {

/// The rule by which titles are compared, by name, for outputs that rest on it.
inline constexpr std::string_view title_rule = "folded-title";

/// A title with what does not tell occupations apart taken away: ASCII letters lower case; a run of
/// spaces, ASCII punctuation, typographic quotes and dashes is one space, none at the ends; an
/// apostrophe in a word goes without a space, an accent of its own is one with its Latin letter.
/// Other bytes stay. Two titles are the same title when their folded forms are equal.
[[nodiscard]] std::string fold_title(std::string_view title);

[[nodiscard]] bool same_title(std::string_view a, std::string_view b);

/// @p text in one line: no control characters of ASCII, one space between words, none at the ends.
[[nodiscard]] std::string one_line(std::string_view text);

/// @p text in lower case, ASCII only; other bytes stay.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace socshift
