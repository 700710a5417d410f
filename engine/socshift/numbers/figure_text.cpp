#include "socshift/numbers/figure_text.hpp"

#include <algorithm>
#include <array>

namespace socshift {

namespace {

// ASCII first; UTF-8 of NO-BREAK SPACE, NARROW NO-BREAK SPACE, THIN SPACE, FIGURE SPACE; and the
// first of these in Windows-1252.
constexpr std::array<std::string_view, 7> figure_blanks = {
    " ", "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87", "\xA0"};

constexpr std::array<std::string_view, 9> currencies = {
    "US$", "USD", "EUR", "GBP", "$", "\xC2\xA3", "\xE2\x82\xAC", "\xC2\xA5", "\x80"};

constexpr std::array<std::string_view, 2> minus_signs = {"-", "\xE2\x88\x92"};

/// Takes one of @p what off the front of @p text, or off its end; which one, or nothing.
template <typename List>
std::string_view take_front(std::string_view& text, const List& what) {
    for (const auto one : what) {
        if (text.starts_with(one)) {
            text.remove_prefix(one.size());
            return one;
        }
    }
    return {};
}

template <typename List>
std::string_view take_back(std::string_view& text, const List& what) {
    for (const auto one : what) {
        if (text.ends_with(one)) {
            text.remove_suffix(one.size());
            return one;
        }
    }
    return {};
}

}  // namespace

bool is_figure_blank(std::string_view text) noexcept {
    return std::find(figure_blanks.begin(), figure_blanks.end(), text) != figure_blanks.end();
}

std::string_view without_figure_blanks(std::string_view text) noexcept {
    while (!take_front(text, figure_blanks).empty()) {
    }
    while (!take_back(text, figure_blanks).empty()) {
    }
    return text;
}

bool are_figure_digits(std::string_view text, bool or_nothing) noexcept {
    return (or_nothing || !text.empty()) &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

FigureShell take_shell(std::string_view text) {
    FigureShell out;
    const auto note_sign = [&](std::string_view sign) {
        out.is_twice |= !sign.empty() && out.minus;
        out.minus |= !sign.empty();
        return !sign.empty();
    };
    const auto note_currency = [&](std::string_view sign) {
        out.is_twice |= !sign.empty() && !out.currency.empty();
        out.currency = sign.empty() ? out.currency : sign;
        return !sign.empty();
    };
    const auto note_percent = [&](std::string_view sign) {
        out.is_twice |= !sign.empty() && out.percent;
        out.percent |= !sign.empty();
        return !sign.empty();
    };
    static constexpr std::array<std::string_view, 1> percent_sign = {"%"};
    static constexpr std::array<std::string_view, 1> plus_sign = {"+"};
    for (bool more = true; more;) {
        text = without_figure_blanks(text);
        if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
            out.is_twice |= out.in_parentheses;
            out.in_parentheses = true;
            text = text.substr(1, text.size() - 2);
            continue;
        }
        more = note_sign(take_front(text, minus_signs)) ||
               note_currency(take_front(text, currencies)) ||
               note_currency(take_back(text, currencies)) ||
               note_percent(take_back(text, percent_sign)) || !take_front(text, plus_sign).empty();
    }
    out.body = text;
    return out;
}

std::optional<FigureGroups> split_groups(std::string_view text) {
    constexpr std::size_t group = 3;
    FigureGroups out;
    const auto first = std::min(text.find_first_not_of("0123456789"), text.size());
    out.digits = text.substr(0, first);
    if (first == 0 || first == text.size()) {
        return first == 0 ? std::nullopt : std::optional{out};
    }
    if (first > group || text.front() == '0') {
        return std::nullopt;
    }
    text.remove_prefix(first);
    static constexpr std::array<std::string_view, 5> signs = {",", ".", "'", "_", "\xE2\x80\x99"};
    auto rest = text;
    out.separator = take_front(rest, signs);
    if (out.separator.empty()) {
        out.separator = take_front(rest, figure_blanks);
    }
    if (out.separator.empty()) {
        return std::nullopt;
    }
    while (!text.empty()) {
        if (!text.starts_with(out.separator) || text.size() < out.separator.size() + group ||
            !are_figure_digits(text.substr(out.separator.size(), group))) {
            return std::nullopt;
        }
        out.digits += text.substr(out.separator.size(), group);
        text.remove_prefix(out.separator.size() + group);
        ++out.separators;
    }
    return out;
}

}  // namespace socshift
