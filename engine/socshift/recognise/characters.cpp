#include "socshift/recognise/characters.hpp"

#include <algorithm>

namespace socshift {

namespace {

struct Decoded {
    char32_t value = 0;
    std::size_t size = 1;
};

/// One code point of UTF-8; a byte that starts none is taken alone, as U+FFFD.
Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto lead = byte(0);
    if (lead < 0x80U) {
        return {lead, 1};
    }
    const std::size_t size = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 0;
    if (size == 0 || lead > 0xF4U || text.size() < size) {
        return {0xFFFD, 1};
    }
    char32_t value = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {0xFFFD, 1};
        }
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    return {value, size};
}

bool is_blank(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || c == 0x205F || (c >= 0x2060 && c <= 0x2069) ||
           c == 0x3000 || c == 0xFEFF;
}

bool is_quote(char32_t c) {
    return c == U'"' || c == U'\'' || c == U'`' || c == 0xAB || c == 0xBB || c == 0xB4 ||
           (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A;
}

bool is_dash(char32_t c) {
    return c == 0xAD || c == 0x058A || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 ||
           c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

CharacterKind kind_of(char32_t c) {
    if (c >= U'0' && c <= U'9') {
        return CharacterKind::digit;
    }
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) {
        return CharacterKind::letter;
    }
    if (c == U'-') {
        return CharacterKind::hyphen;
    }
    if (is_blank(c)) {
        return CharacterKind::blank;
    }
    if (is_quote(c)) {
        return CharacterKind::quote;
    }
    if (is_dash(c)) {
        return CharacterKind::dash;
    }
    return c < 0x80 ? CharacterKind::other : CharacterKind::other_letter;
}

}  // namespace

Character first_character(std::string_view text) noexcept {
    const auto decoded = decode(text);
    return {kind_of(decoded.value), decoded.size};
}

}  // namespace socshift
