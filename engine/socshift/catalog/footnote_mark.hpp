#pragma once

#include <string_view>

namespace socshift {

/// A text of a published table and the mark behind it that leads to a footnote.
struct MarkedText {
    std::string_view text;  // without the mark and the blanks before it
    std::string_view mark;  // "(##)"; empty: there is none
};

/// Cuts the mark off the end of @p text: stars, number signs, daggers, paragraph and section signs
/// or superscript digits, one or more of them; or these, or a number of one or two digits, in
/// parentheses or brackets. A text is never all mark. Both views are of @p text.
[[nodiscard]] MarkedText split_mark(std::string_view text) noexcept;

}  // namespace socshift
