#include "socshift/base/look_alike.hpp"

#include "socshift/base/composed.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utf8proc.h>
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

/// What a character looks like that is no letter of another alphabet: ASCII of full width and
/// dashes as ASCII, formatting as nothing.
std::string_view shape_of(utf8proc_int32_t point, std::string_view character, char& ascii) {
    constexpr utf8proc_int32_t full_width = 0xFF01;  // up to 0xFF5E: those of ASCII from '!' on
    constexpr utf8proc_int32_t last_full_width = 0xFF5E;
    constexpr utf8proc_int32_t minus = 0x2212;
    const auto category = utf8proc_category(point);
    if (category == UTF8PROC_CATEGORY_CF) {
        return {};
    }
    if (point >= full_width && point <= last_full_width) {
        ascii = static_cast<char>(point - full_width + '!');
    } else if (category == UTF8PROC_CATEGORY_PD || point == minus) {
        ascii = '-';
    } else {
        return character;
    }
    return {&ascii, 1};
}

}  // namespace

std::string looks_of(std::string_view original) {
    const auto letters = composed(original);
    std::string_view text = letters;
    std::string out;
    while (!text.empty()) {
        utf8proc_int32_t point = -1;
        const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                           static_cast<utf8proc_ssize_t>(text.size()), &point);
        const auto character = text.substr(0, read > 0 ? static_cast<std::size_t>(read) : 1);
        const auto* const pair = std::find_if(
            pairs.begin(), pairs.end(), [&](const Pair& one) { return one.first == character; });
        char ascii = '\0';
        if (pair != pairs.end()) {
            out += pair->second;
        } else {
            out += read > 0 ? shape_of(point, character, ascii) : character;
        }
        text.remove_prefix(character.size());
    }
    return out;
}

}  // namespace socshift
