#include "socshift/model/code_spelling.hpp"

#include "socshift/base/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace socshift {

namespace {

/// The capital of a small letter of the alphabets that LetterCase names; other characters as they
/// are. Source: UnicodeData.txt, simple upper-case mappings of these ranges.
std::uint32_t capital(std::uint32_t point) {
    const auto in = [point](std::uint32_t first, std::uint32_t last) {
        return point >= first && point <= last;
    };
    const bool is_shifted = in('a', 'z') || (in(0xE0, 0xFE) && point != 0xF7) ||
                            (in(0x3B1, 0x3C9) && point != 0x3C2) || in(0x430, 0x44F);
    if (is_shifted) {
        return point - 0x20;
    }
    if (in(0x450, 0x45F)) {
        return point - 0x50;
    }
    const bool is_paired = in(0x100, 0x137) || in(0x14A, 0x177) || in(0x460, 0x481) ||
                           in(0x48A, 0x4BF) || in(0x4D0, 0x52F);
    return is_paired && point != 0x131 && point % 2 == 1 ? point - 1 : point;
}

std::string capitals(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto size = std::max<std::size_t>(valid_character_size(text), 1);
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
        if (size == 2) {
            append_utf8(out, capital(((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU)));
        } else if (size == 1 && byte(0) < 0x80U) {
            out += static_cast<char>(capital(byte(0)));
        } else {
            out += text.substr(0, size);
        }
        text.remove_prefix(size);
    }
    return out;
}

}  // namespace

std::string CodeSpelling::plain(std::string_view code) const {
    std::string out;
    out.reserve(code.size());
    for (const char c : code) {
        if (separators.find(c) == std::string::npos) {
            out += c;
        }
    }
    out = out.empty() ? std::string{code} : out;
    return letter_case == LetterCase::ignored ? capitals(out) : out;
}

bool are_separators(std::string_view text) noexcept {
    constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return punctuation.find(c) != std::string_view::npos &&
               std::count(text.begin(), text.end(), c) == 1;
    });
}

}  // namespace socshift
