#include "socshift/numbers/figure_look.hpp"

#include "socshift/numbers/figure_text.hpp"

#include <algorithm>

namespace socshift {

namespace {

constexpr auto none = std::string_view::npos;

enum class Says { plain, point, comma, point_or_thousands, comma_or_thousands, no_number };

/// Of a number with decimals behind @p sign.
Says with_decimals(std::string_view text, char sign) {
    const auto at = text.rfind(sign);
    const auto whole = text.substr(0, at);
    if (!are_figure_digits(text.substr(at + 1), true) || (!whole.empty() && !split_groups(whole))) {
        return Says::no_number;
    }
    const auto groups = whole.empty() ? std::nullopt : split_groups(whole);
    if (groups && groups->separator == std::string_view{&sign, 1}) {
        return Says::no_number;
    }
    return sign == '.' ? Says::point : Says::comma;
}

Says said_by(std::string_view text) {
    if (const auto groups = split_groups(text)) {
        const bool is_point = groups->separator == ".";
        if (!is_point && groups->separator != ",") {
            return Says::plain;
        }
        if (groups->separators > 1) {
            return is_point ? Says::comma : Says::point;
        }
        return is_point ? Says::point_or_thousands : Says::comma_or_thousands;
    }
    const auto point = text.rfind('.');
    const auto comma = text.rfind(',');
    if (point == none && comma == none) {
        return Says::no_number;
    }
    return with_decimals(text, comma == none || (point != none && point > comma) ? '.' : ',');
}

void note(std::optional<FigureWitness>& first, std::string_view cell, std::uint64_t line) {
    if (!first) {
        first = {std::string{cell}, line};
    }
}

bool is_all_zero(std::string_view text) {
    return text.find_first_not_of("0.,") == none;
}

}  // namespace

void FigureLook::add(std::string_view cell, std::uint64_t line) {
    constexpr std::size_t longest = 100;
    if (cell.empty() || cell.size() > longest) {
        return;
    }
    if (are_figure_digits(cell)) {
        without_percent_ += is_all_zero(cell) ? 0U : 1U;
        return;
    }
    const auto shell = take_shell(cell);
    const auto says = said_by(shell.body);
    if (says == Says::no_number || shell.is_twice) {
        return;
    }
    switch (says) {
        case Says::point:
            note(point_, cell, line);
            break;
        case Says::comma:
            note(comma_, cell, line);
            break;
        case Says::point_or_thousands:
            note(point_or_thousands_, cell, line);
            break;
        case Says::comma_or_thousands:
            note(comma_or_thousands_, cell, line);
            break;
        case Says::plain:
        case Says::no_number:
            break;
    }
    if (shell.percent) {
        ++with_percent_;
    } else if (!is_all_zero(shell.body)) {
        ++without_percent_;
    }
    if (!shell.currency.empty()) {
        currencies_.emplace(shell.currency);
    }
    constexpr std::size_t longest_footnote = 2;
    parentheses_ |= shell.in_parentheses && (shell.body.size() > longest_footnote ||
                                             shell.percent || !shell.currency.empty());
}

FigureForm FigureLook::form() const {
    FigureForm out;
    out.percent = with_percent_ > 0 && without_percent_ == 0;
    out.currency = currencies_.size() == 1 ? *currencies_.begin() : "";
    out.parentheses = parentheses_;
    return out;
}

}  // namespace socshift
