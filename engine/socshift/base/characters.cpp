#include "socshift/base/characters.hpp"

#include <algorithm>
#include <array>

namespace socshift {

namespace {

struct Decoded {
    char32_t value = 0;
    std::size_t size = 1;
};

constexpr char32_t unreadable = 0xFFFD;

/// A byte as Windows-1252 has it, of those that are of any use here.
char32_t of_windows_1252(unsigned char byte) {
    constexpr unsigned char first = 0x80;
    constexpr unsigned char after = 0xA0;
    static constexpr std::array<char32_t, after - first> table = {
        0x20AC,     unreadable, 0x201A, 0x0192, 0x201E, 0x2026,     0x2020, 0x2021,
        0x02C6,     0x2030,     0x0160, 0x2039, 0x0152, unreadable, 0x017D, unreadable,
        unreadable, 0x2018,     0x2019, 0x201C, 0x201D, 0x2022,     0x2013, 0x2014,
        0x02DC,     0x2122,     0x0161, 0x203A, 0x0153, unreadable, 0x017E, 0x0178};
    return byte >= after ? byte : byte >= first ? table[byte - first] : byte;
}

/// What UTF-8 looks like that was taken for Windows-1252 and written as UTF-8 again.
struct TakenTwice {
    std::string_view bytes;
    char32_t value;
};
constexpr std::array<TakenTwice, 8> taken_twice = {{
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x98", 0x2011},
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C", 0x2013},
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9D", 0x2014},
    {"\xC3\xA2\xE2\x82\xAC\xCB\x9C", 0x2018},
    {"\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2", 0x2019},
    {"\xC3\xA2\xE2\x82\xAC\xC5\x93", 0x201C},
    {"\xC3\xA2\xCB\x86\xE2\x80\x99", 0x2212},
    {"\xC3\x82\xC2\xA0", 0xA0},
}};

/// One code point of UTF-8; a byte that starts none is taken alone.
Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto lead = byte(0);
    if (lead < 0x80U) {
        return {lead, 1};
    }
    if (lead == 0xC3U) {
        for (const auto& twice : taken_twice) {
            if (text.starts_with(twice.bytes)) {
                return {twice.value, twice.bytes.size()};
            }
        }
    }
    const std::size_t size = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 0;
    if (size == 0 || lead > 0xF4U || text.size() < size) {
        return {of_windows_1252(lead), 1};
    }
    char32_t value = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {of_windows_1252(lead), 1};
        }
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    return {value, size};
}

constexpr bool is_blank(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || c == 0x205F || (c >= 0x2060 && c <= 0x2069) ||
           c == 0x3000 || c == 0xFEFF;
}

constexpr bool is_quote(char32_t c) {
    return c == U'"' || c == U'\'' || c == U'`' || c == 0xAB || c == 0xBB || c == 0xB4 ||
           (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A;
}

/// Hyphens, dashes and minus signs, what draws a line, and the mark of a long vowel in Japanese.
constexpr bool is_dash(char32_t c) {
    return c == 0xAD || c == 0x02D7 || c == 0x058A || c == 0x1806 || (c >= 0x2010 && c <= 0x2015) ||
           c == 0x2043 || c == 0x2212 || c == 0x2500 || c == 0x2501 || c == 0x2E3A || c == 0x2E3B ||
           c == 0x30FC || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D || c == 0xFF70;
}

/// Stars, number signs, carets, daggers, section and paragraph signs, raised digits, a, o and n.
constexpr bool is_mark(char32_t c) {
    return c == U'*' || c == U'#' || c == U'^' || c == 0xA7 || c == 0xAA || c == 0xB2 ||
           c == 0xB3 || c == 0xB6 || c == 0xB9 || c == 0xBA || c == 0x2020 || c == 0x2021 ||
           c == 0x2070 || c == 0x2071 || (c >= 0x2074 && c <= 0x208E) || c == 0x2217 ||
           c == 0x2605 || c == 0x2606 || (c >= 0x1D43 && c <= 0x1D6A);
}

/// The zeros of scripts whose digits follow each other: Arabic, Persian, Devanagari, full width.
constexpr char ascii_digit(char32_t c) {
    for (const char32_t zero : {U'\x0660', U'\x06F0', U'\x0966', U'\xFF10'}) {
        if (c >= zero && c < zero + 10) {
            return static_cast<char>('0' + (c - zero));
        }
    }
    return c >= U'0' && c <= U'9' ? static_cast<char>(c) : '\0';
}

constexpr CharacterKind kind_of(char32_t c) {
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) {
        return CharacterKind::letter;
    }
    if (ascii_digit(c) != '\0') {
        return c < 0x80 ? CharacterKind::digit : CharacterKind::other_digit;
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
    if (is_mark(c)) {
        return CharacterKind::mark;
    }
    return c < 0x80 ? CharacterKind::other : CharacterKind::other_letter;
}

constexpr std::size_t ascii_count = 0x80;

/// Most characters are of ASCII: these are known beforehand.
constexpr auto ascii_characters = [] {
    std::array<Character, ascii_count> out{};
    for (char32_t c = 0; c < ascii_count; ++c) {
        out[c] = {kind_of(c), 1, ascii_digit(c)};
    }
    return out;
}();

}  // namespace

Character first_character(std::string_view text) noexcept {
    if (const auto first = static_cast<unsigned char>(text[0]); first < ascii_count) {
        return ascii_characters[first];
    }
    const auto decoded = decode(text);
    return {kind_of(decoded.value), decoded.size, ascii_digit(decoded.value)};
}

Character last_character(std::string_view text) noexcept {
    constexpr std::size_t longest = 8;  // of what is taken for one
    for (auto size = std::min(longest, text.size()); size > 1; --size) {
        const auto character = first_character(text.substr(text.size() - size));
        if (character.size == size) {
            return character;
        }
    }
    return first_character(text.substr(text.size() - 1));
}

}  // namespace socshift
