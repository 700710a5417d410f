#include "socshift/base/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace socshift {

namespace {

std::uint32_t byte(char c) noexcept {
    return static_cast<std::uint8_t>(c);
}

bool goes_on(char c) noexcept {
    return (byte(c) & 0xC0U) == 0x80U;
}

/// Whether all eight bytes are below 0x80 and none is 0.
bool is_ascii_text(std::uint64_t word) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x80 * ones;
    return (word & highs) == 0 && ((word - ones) & highs) == 0;
}

/// U+FDD0 to U+FDEF, and the last two of each plane.
bool is_noncharacter(std::string_view character) noexcept {
    if (character.size() < 3) {
        return false;
    }
    auto point = byte(character[0]) & (character.size() == 3 ? 0x0FU : 0x07U);
    for (std::size_t i = 1; i < character.size(); ++i) {
        point = point << 6U | (byte(character[i]) & 0x3FU);
    }
    return (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFEU) == 0xFFFE;
}

}  // namespace

std::size_t valid_character_size(std::string_view text) noexcept {
    const auto lead = byte(text.front());
    if (lead < 0x80) {
        return lead == 0 ? 0 : 1;
    }
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) {
        return 0;
    }
    for (std::size_t i = 1; i < size; ++i) {
        if (!goes_on(text[i])) {
            return 0;
        }
    }
    // Longer forms than needed, surrogates, and beyond U+10FFFF show in the second byte.
    const auto second = byte(text[1]);
    const bool wrong = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                       (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return wrong || is_noncharacter(text.substr(0, size)) ? 0 : size;
}

std::size_t valid_utf8_size(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + sizeof(std::uint64_t) <= text.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, sizeof(word));
            if (is_ascii_text(word)) {
                at += sizeof(word);
                continue;
            }
        }
        const auto size = valid_character_size(text.substr(at));
        if (size == 0) {
            break;
        }
        at += size;
    }
    return at;
}

std::string_view first_bytes(std::string_view text, std::size_t most) noexcept {
    if (text.size() <= most) {
        return text;
    }
    constexpr std::size_t most_back = 3;  // a character has up to four bytes
    auto end = most;
    while (end > 0 && most - end < most_back && goes_on(text[end])) {
        --end;
    }
    return text.substr(0, goes_on(text[end]) ? most : end);
}

void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&out](std::uint32_t bits) {
        out += static_cast<char>(0x80U | (bits & 0x3FU));
    };
    if (point < 0x80U) {
        out += static_cast<char>(point);
    } else if (point < 0x800U) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        tail(point);
    } else if (point < 0x10000U) {
        out += static_cast<char>(0xE0U | (point >> 12U));
        tail(point >> 6U);
        tail(point);
    } else {
        out += static_cast<char>(0xF0U | (point >> 18U));
        tail(point >> 12U);
        tail(point >> 6U);
        tail(point);
    }
}

}  // namespace socshift
