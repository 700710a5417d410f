#include "socshift/base/look_alike.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/base/composed.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace socshift {

namespace {

using Pair = std::pair<std::string_view, char>;

// Cyrillic, then Greek; of these the letters whose printed shape is that of a Latin one.
constexpr std::array<Pair, 52> pairs = {
    {{"\xD0\x90", 'A'}, {"\xD0\x92", 'B'}, {"\xD0\x95", 'E'}, {"\xD0\x9A", 'K'}, {"\xD0\x9C", 'M'},
     {"\xD0\x9D", 'H'}, {"\xD0\x9E", 'O'}, {"\xD0\xA0", 'P'}, {"\xD0\xA1", 'C'}, {"\xD0\xA2", 'T'},
     {"\xD0\xA5", 'X'}, {"\xD0\x86", 'I'}, {"\xD0\x88", 'J'}, {"\xD0\x85", 'S'}, {"\xD2\xAE", 'Y'},
     {"\xD0\xB0", 'a'}, {"\xD0\xB5", 'e'}, {"\xD0\xBE", 'o'}, {"\xD1\x80", 'p'}, {"\xD1\x81", 'c'},
     {"\xD1\x83", 'y'}, {"\xD1\x85", 'x'}, {"\xD1\x96", 'i'}, {"\xD1\x98", 'j'}, {"\xD1\x95", 's'},
     {"\xD2\xBB", 'h'}, {"\xD4\x81", 'd'}, {"\xD4\x9B", 'q'}, {"\xD4\x9D", 'w'}, {"\xD4\x9C", 'W'},
     {"\xD4\x9A", 'Q'}, {"\xCE\x91", 'A'}, {"\xCE\x92", 'B'}, {"\xCE\x95", 'E'}, {"\xCE\x96", 'Z'},
     {"\xCE\x97", 'H'}, {"\xCE\x99", 'I'}, {"\xCE\x9A", 'K'}, {"\xCE\x9C", 'M'}, {"\xCE\x9D", 'N'},
     {"\xCE\x9F", 'O'}, {"\xCE\xA1", 'P'}, {"\xCE\xA4", 'T'}, {"\xCE\xA5", 'Y'}, {"\xCE\xA7", 'X'},
     {"\xCE\xBF", 'o'}, {"\xCE\xBD", 'v'}, {"\xCF\x81", 'p'}, {"\xCF\xB2", 'c'}, {"\xCF\xB9", 'C'},
     {"\xCD\xBF", 'J'}, {"\xCF\xB3", 'j'}}};

/// The ASCII letter that a letter of full width is; 0 if @p character is none.
char of_full_width(std::string_view character) {
    if (character.size() != 3 || character[0] != '\xEF') {
        return '\0';
    }
    const auto point = 0xF000U | ((static_cast<unsigned char>(character[1]) & 0x3FU) << 6U) |
                       (static_cast<unsigned char>(character[2]) & 0x3FU);
    const auto ascii = point - 0xFEE0U;
    const bool is_letter = (ascii >= 'A' && ascii <= 'Z') || (ascii >= 'a' && ascii <= 'z');
    return is_letter ? static_cast<char>(ascii) : '\0';
}

}  // namespace

std::string looks_of(std::string_view original) {
    const auto letters = composed(original);
    std::string_view text = letters;
    std::string out;
    while (!text.empty()) {
        const auto c = first_character(text);
        const auto character = text.substr(0, c.size);
        const auto* const pair = std::find_if(
            pairs.begin(), pairs.end(), [&](const Pair& one) { return one.first == character; });
        if (pair != pairs.end()) {
            out += pair->second;
        } else if (const char letter = of_full_width(character); letter != '\0') {
            out += letter;
        } else if (c.kind == CharacterKind::other_digit) {
            out += c.digit;
        } else if (c.kind == CharacterKind::dash) {
            out += '-';
        } else if (c.kind != CharacterKind::blank) {
            out += character;
        }
        text.remove_prefix(c.size);
    }
    return out;
}

}  // namespace socshift
