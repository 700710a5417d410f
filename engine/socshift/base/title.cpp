#include "socshift/base/title.hpp"

#include "socshift/base/composed.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace socshift {

namespace {

// UTF-8 of U+2018, U+2019 and U+02BC: apostrophes that join a word.
constexpr std::array<std::string_view, 3> apostrophes = {"\xE2\x80\x98", "\xE2\x80\x99",
                                                         "\xCA\xBC"};
// U+201C, U+201D, U+2010 to U+2015, U+2212, U+00A0: quotes, dashes and a space that part words.
constexpr std::array<std::string_view, 10> separators = {
    "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92",
    "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95", "\xE2\x88\x92", "\xC2\xA0"};

template <std::size_t N>
std::size_t prefix_length(std::string_view text, const std::array<std::string_view, N>& marks) {
    if (text.empty()) {
        return 0;
    }
    for (const auto mark : marks) {
        if (text.substr(0, mark.size()) == mark) {
            return mark.size();
        }
    }
    return 0;
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string fold_title(std::string_view title) {
    // The first bytes of accents that are characters of their own.
    const bool has_marks = title.find_first_of("\xCC\xCD") != std::string_view::npos;
    const auto letters = has_marks ? composed(title) : std::string{};
    title = has_marks ? std::string_view{letters} : title;
    std::string out;
    out.reserve(title.size());
    bool gap = false;
    for (std::size_t i = 0; i < title.size();) {
        const bool is_ascii = static_cast<unsigned char>(title[i]) < 0x80;
        const auto rest = is_ascii ? std::string_view{} : title.substr(i);
        if (title[i] == '\'') {
            ++i;
        } else if (const auto length = prefix_length(rest, apostrophes); length != 0) {
            i += length;
        } else if (const auto skip = prefix_length(rest, separators); skip != 0) {
            gap = true;
            i += skip;
        } else if (!is_word_byte(title[i])) {
            gap = true;
            ++i;
        } else {
            if (gap && !out.empty()) {
                out += ' ';
            }
            gap = false;
            out += lower(title[i]);
            ++i;
        }
    }
    return out;
}

bool same_title(std::string_view a, std::string_view b) {
    return a == b || fold_title(a) == fold_title(b);
}

std::string one_line(std::string_view text) {
    std::string out;
    bool gap = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7f) {
            gap = !out.empty();
            continue;
        }
        if (gap) {
            out += ' ';
        }
        gap = false;
        out += c;
    }
    return out;
}

std::string lower_case(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

}  // namespace socshift
