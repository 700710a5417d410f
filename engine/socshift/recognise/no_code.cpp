#include "socshift/recognise/no_code.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/base/title.hpp"

#include <algorithm>
#include <array>

namespace socshift {

namespace {

bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

/// @p text without a point and zeros at its end.
std::string_view without_zero_decimals(std::string_view text) {
    const auto point = text.find('.');
    if (point != std::string_view::npos && point > 0 && point + 1 < text.size() &&
        text.find_first_not_of('0', point + 1) == std::string_view::npos) {
        return text.substr(0, point);
    }
    return text;
}

bool is_points_or_dashes(std::string_view text) {
    while (!text.empty()) {
        const auto c = first_character(text);
        if (c.kind != CharacterKind::hyphen && c.kind != CharacterKind::dash &&
            text.front() != '.') {
            return false;
        }
        text.remove_prefix(c.size);
    }
    return true;
}

}  // namespace

bool is_word_for_no_code(std::string_view text) {
    constexpr std::size_t longest_word = 10;
    static constexpr std::array<std::string_view, 11> words = {
        "na", "n/a", "#n/a", "<na>", "nan", "nat", "none", "null", "0", "-999", "99-9999"};
    if (text.empty() || text.size() > longest_word) {
        return false;
    }
    const auto word = lower_case(without_zero_decimals(text));
    const bool of_stata =
        word.size() == 2 && word.front() == '.' && word.back() >= 'a' && word.back() <= 'z';
    return std::find(words.begin(), words.end(), word) != words.end() || of_stata ||
           is_points_or_dashes(text);
}

bool could_be_no_code(std::string_view text) {
    constexpr std::size_t longest_word = 20;
    if (text.empty() || text.size() > longest_word) {
        return false;
    }
    const auto digit = std::find_if(text.begin(), text.end(), is_ascii_digit);
    if (digit == text.end()) {
        return true;
    }
    const bool is_negative =
        text.front() == '-' && std::all_of(text.begin() + 1, text.end(), is_ascii_digit);
    const bool is_total = *digit == '0' && text.find('-') != std::string_view::npos;
    return is_negative || (!is_total && std::all_of(text.begin(), text.end(), [&](char c) {
               return c == *digit || c == '-' || c == '.';
           }));
}

}  // namespace socshift
