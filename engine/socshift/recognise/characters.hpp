#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace socshift {

/// What a character of a damaged code can stand for.
enum class CharacterKind : std::uint8_t {
    digit,
    letter,
    other_letter,
    blank,
    quote,
    hyphen,
    dash,
    other
};

/// One character of UTF-8 text. `letter`: ASCII. `other_letter`: any other character that is none
/// of the rest, unreadable bytes included. `blank`: spaces of any width, marks of no width.
/// `hyphen`: the ASCII one. `dash`: every other hyphen, dash or minus sign.
struct Character {
    CharacterKind kind = CharacterKind::other;
    std::size_t size = 1;  // bytes
};

/// The first character of @p text, which must not be empty.
[[nodiscard]] Character first_character(std::string_view text) noexcept;

}  // namespace socshift
