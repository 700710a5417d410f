#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace socshift {

/// What a character of a damaged code can stand for.
enum class CharacterKind : std::uint8_t {
    digit,
    other_digit,
    letter,
    other_letter,
    blank,
    quote,
    hyphen,
    dash,
    mark,
    other
};

/// One character of UTF-8 text. `digit`, `letter`: ASCII. `other_digit`: a decimal digit of another
/// script. `blank`: spaces of any width, marks of no width. `hyphen`: the ASCII one. `dash`: every
/// other hyphen, dash or minus sign. `mark`: what leads to a footnote, a star, a number sign, a
/// dagger, a raised digit. `other`: ASCII that is none of the rest. `other_letter`: any other
/// character that is none of the rest.
///
/// Bytes that are no UTF-8 are what they are in Windows-1252; and what UTF-8 looks like that was
/// taken for Windows-1252 and written as UTF-8 again is the dash, quote or blank that it was.
struct Character {
    CharacterKind kind = CharacterKind::other;
    std::size_t size = 1;  // bytes
    char digit = 0;        // the ASCII digit for one of either kind
};

/// The first character of @p text, which must not be empty.
[[nodiscard]] Character first_character(std::string_view text) noexcept;

/// The last one.
[[nodiscard]] Character last_character(std::string_view text) noexcept;

}  // namespace socshift
