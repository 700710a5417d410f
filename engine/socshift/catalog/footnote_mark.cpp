#include "socshift/catalog/footnote_mark.hpp"

#include <array>
#include <cstddef>

namespace socshift {

namespace {

// "*", "#" and the UTF-8 of daggers, section and paragraph signs, superscript digits.
constexpr std::array<std::string_view, 16> signs = {"*",
                                                    "#",
                                                    "\xE2\x80\xA0",
                                                    "\xE2\x80\xA1",
                                                    "\xC2\xA7",
                                                    "\xC2\xB6",
                                                    "\xC2\xB9",
                                                    "\xC2\xB2",
                                                    "\xC2\xB3",
                                                    "\xE2\x81\xB0",
                                                    "\xE2\x81\xB4",
                                                    "\xE2\x81\xB5",
                                                    "\xE2\x81\xB6",
                                                    "\xE2\x81\xB7",
                                                    "\xE2\x81\xB8",
                                                    "\xE2\x81\xB9"};

/// @p text without the signs that it ends with.
std::string_view without_signs(std::string_view text) noexcept {
    for (bool more = true; more;) {
        more = false;
        for (const auto sign : signs) {
            if (text.size() >= sign.size() && text.substr(text.size() - sign.size()) == sign) {
                text.remove_suffix(sign.size());
                more = true;
            }
        }
    }
    return text;
}

std::string_view without_blanks(std::string_view text) noexcept {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

bool is_short_number(std::string_view text) noexcept {
    return (text.size() == 1 || text.size() == 2) &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Where the mark in brackets starts that ends @p text; its size if there is none.
std::size_t bracketed(std::string_view text) noexcept {
    if (text.empty() || (text.back() != ')' && text.back() != ']')) {
        return text.size();
    }
    const auto open = text.rfind(text.back() == ')' ? '(' : '[');
    if (open == std::string_view::npos) {
        return text.size();
    }
    const auto inner = text.substr(open + 1, text.size() - open - 2);
    const bool is_mark = !inner.empty() && (without_signs(inner).empty() || is_short_number(inner));
    return is_mark ? open : text.size();
}

}  // namespace

MarkedText split_mark(std::string_view text) noexcept {
    const auto trimmed = without_blanks(text);
    auto start = bracketed(trimmed);
    if (start == trimmed.size()) {
        start = without_signs(trimmed).size();
    }
    const auto rest = without_blanks(trimmed.substr(0, start));
    if (rest.empty() || start == trimmed.size()) {
        return {text, {}};
    }
    return {rest, trimmed.substr(start)};
}

}  // namespace socshift
