#include "socshift/recognise/cell_forms.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/recognise/suffixes.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace socshift {

namespace {

constexpr auto npos = std::string_view::npos;

bool are_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == npos;
}

std::string ascii_digits(std::string_view text, Repairs& repairs) {
    std::string out;
    while (!text.empty()) {
        const auto c = first_character(text);
        if (c.kind == CharacterKind::other_digit) {
            repairs.add(Repair::other_digits);
            out += c.digit;
        } else {
            out += text.substr(0, c.size);
        }
        text.remove_prefix(c.size);
    }
    return out;
}

bool are_marks(std::string_view text) {
    while (!text.empty()) {
        const auto c = first_character(text);
        if (c.kind != CharacterKind::mark) {
            return false;
        }
        text.remove_prefix(c.size);
    }
    return true;
}

/// Takes "[1]", "(a)" or "(#)" off the end.
bool take_bracketed(std::string_view& text) {
    if (text.empty() || (text.back() != ')' && text.back() != ']')) {
        return false;
    }
    const auto open = text.rfind(text.back() == ')' ? '(' : '[');
    if (open == npos || open == 0) {
        return false;
    }
    const auto inner = text.substr(open + 1, text.size() - open - 2);
    const bool is_letter =
        inner.size() == 1 && first_character(inner).kind == CharacterKind::letter;
    if (inner.empty() ||
        !(is_letter || (inner.size() <= 2 && are_digits(inner)) || are_marks(inner))) {
        return false;
    }
    text = text.substr(0, open);
    return true;
}

/// Takes what stands behind a code and is no part of it off the end, as long as there is any.
std::string_view without_tail(std::string_view text, Repairs& repairs) {
    for (;;) {
        while (!text.empty() && last_character(text).kind == CharacterKind::blank) {
            text.remove_suffix(last_character(text).size);
        }
        if (text.empty()) {
            return text;
        }
        const auto last = last_character(text);
        if (last.kind == CharacterKind::mark) {
            text.remove_suffix(last.size);
            repairs.add(Repair::footnote_marks);
        } else if (take_bracketed(text)) {
            repairs.add(Repair::footnote_marks);
        } else if (std::string_view{".,:;"}.find(text.back()) != npos) {
            text.remove_suffix(1);
            repairs.add(Repair::punctuation);
        } else {
            return text;
        }
    }
}

std::string_view without_brackets(std::string_view text, Repairs& repairs) {
    const bool is_inside = text.size() > 2 && ((text.front() == '(' && text.back() == ')') ||
                                               (text.front() == '[' && text.back() == ']'));
    if (is_inside) {
        repairs.add(Repair::punctuation);
    }
    return is_inside ? text.substr(1, text.size() - 2) : text;
}

/// A number in exponent form: the digits before and after its point, and its exponent.
struct Exponential {
    std::string_view whole;
    std::string_view part;
    std::size_t exponent = 0;
};

std::optional<Exponential> exponential(std::string_view text) {
    constexpr std::size_t most_exponent_digits = 3;
    const auto e = text.find_first_of("eE");
    if (e == npos) {
        return std::nullopt;
    }
    auto power = text.substr(e + 1);
    power.remove_prefix(power.starts_with('+') ? 1 : 0);
    const auto number = text.substr(0, e);
    const auto point = std::min(number.find_first_of(".,"), number.size());
    Exponential out{number.substr(0, point), number.substr(std::min(point + 1, number.size())), 0};
    if (out.whole.size() != 1 || !are_digits(out.whole) || !are_digits(power) ||
        power.size() > most_exponent_digits || (!out.part.empty() && !are_digits(out.part))) {
        return std::nullopt;
    }
    for (const char c : power) {
        out.exponent = 10 * out.exponent + static_cast<std::size_t>(c - '0');
    }
    return out;
}

/// All digits of a number in exponent form; none if it is none, or not all are written.
std::optional<std::string> of_exponent(std::string_view text) {
    const auto number = exponential(text);
    if (!number || number->part.size() < number->exponent || number->exponent == 0 ||
        number->part.find_first_not_of('0', number->exponent) != npos) {
        return std::nullopt;
    }
    return std::string{number->whole} + std::string{number->part.substr(0, number->exponent)};
}

/// Takes a separator and three digits off the front of @p text.
bool take_group(std::string_view& text, std::string_view separator) {
    constexpr std::size_t group = 3;
    if (!text.starts_with(separator) || text.size() < separator.size() + group ||
        !are_digits(text.substr(separator.size(), group))) {
        return false;
    }
    text.remove_prefix(separator.size() + group);
    return true;
}

/// The digits of "151,252", and what follows them in @p rest; none if they are not in threes.
std::optional<std::string> of_thousands(std::string_view text, std::string_view& rest) {
    constexpr std::size_t group = 3;
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > group || digits == text.size() || text.front() == '0') {
        return std::nullopt;
    }
    rest = text.substr(digits);
    const auto separator = first_character(rest);
    if (rest.front() != ',' && separator.kind != CharacterKind::blank &&
        separator.kind != CharacterKind::quote) {
        return std::nullopt;
    }
    const std::string sign{rest.substr(0, separator.size)};
    std::string out{text.substr(0, digits)};
    while (take_group(rest, sign)) {
        out += text.substr(text.size() - rest.size() - group, group);
    }
    return out.size() > digits ? std::optional{out} : std::nullopt;
}

bool is_zero_decimals(std::string_view text) {
    return text.size() > 1 && (text.front() == '.' || text.front() == ',') &&
           text.find_first_not_of('0', 1) == npos;
}

/// The digits of a whole number that is written in another way.
std::optional<CellForm> whole_number(const CellForm& cell) {
    CellForm out{"", cell.repairs};
    if (auto digits = of_exponent(cell.text)) {
        out.text = std::move(*digits);
        out.repairs.add(Repair::decimals);
        return out;
    }
    const std::string_view text = cell.text;
    std::string_view rest;
    if (auto digits = of_thousands(text, rest)) {
        out.text = std::move(*digits);
        out.repairs.add(Repair::thousands);
    } else {
        const auto size = std::min(text.find_first_not_of("0123456789"), text.size());
        out.text = text.substr(0, size);
        rest = text.substr(size);
    }
    if (out.text.empty() || (!rest.empty() && !is_zero_decimals(rest)) || out.text == text) {
        return std::nullopt;
    }
    if (!rest.empty()) {
        out.repairs.add(Repair::decimals);
    }
    return out;
}

/// "29-1069" of "29-1069.0": six digits with gaps, and a zero behind a point, which is what is left
/// of two.
std::optional<CellForm> without_zero(const CellForm& cell) {
    constexpr std::size_t digits = 6;
    constexpr std::string_view zero = ".0";
    const std::string_view text = cell.text;
    if (!text.ends_with(zero)) {
        return std::nullopt;
    }
    const auto whole = text.substr(0, text.size() - zero.size());
    const auto squeezed = squeeze(whole);
    if (squeezed.size() != digits || !are_digits(squeezed) || squeezed == whole) {
        return std::nullopt;
    }
    CellForm out{std::string{whole}, cell.repairs};
    out.repairs.add(Repair::decimals);
    return out;
}

/// "29-1069.10" of "29-1069,10": a number of six digits, with gaps or without, and two decimals.
std::optional<CellForm> with_point(const CellForm& cell) {
    constexpr std::size_t digits = 6;
    constexpr std::size_t decimals = 2;
    const std::string_view text = cell.text;
    const auto comma = text.find(',');
    if (comma == npos || text.size() != comma + 1 + decimals ||
        !are_digits(text.substr(comma + 1))) {
        return std::nullopt;
    }
    const auto whole = squeeze(text.substr(0, comma));
    if (whole.size() != digits || !are_digits(whole)) {
        return std::nullopt;
    }
    CellForm out = cell;
    out.text[comma] = '.';
    out.repairs.add(Repair::punctuation);
    return out;
}

}  // namespace

FormRules forms_allowed(const LeavingOut& leaving_out) {
    return {!leaving_out.has_points() || leaving_out.has_one_pointed_form(),
            !leaving_out.has_points(), leaving_out.has_one_pointed_form()};
}

std::vector<CellForm> forms_of(const Core& core, FormRules rules) {
    std::vector<CellForm> out;
    CellForm cleaned{"", core.repairs};
    const auto text = ascii_digits(core.text, cleaned.repairs);
    const auto inside =
        strip(without_brackets(without_tail(text, cleaned.repairs), cleaned.repairs));
    cleaned.text = inside.text;
    cleaned.repairs.add(inside.repairs);
    if (cleaned.text.empty()) {
        return out;
    }
    if (cleaned.text != core.text) {
        out.push_back(cleaned);
    }
    if (rules.comma) {
        if (auto pointed = with_point(cleaned)) {
            out.push_back(std::move(*pointed));
        }
        if (auto whole = without_zero(cleaned)) {
            out.push_back(std::move(*whole));
        }
    }
    if (rules.numbers) {
        if (auto number = whole_number(cleaned)) {
            out.push_back(std::move(*number));
        }
    }
    if (const auto without = without_suffix(cleaned.text); without && rules.suffix) {
        out.push_back({std::string{*without}, cleaned.repairs});
        out.back().repairs.add(Repair::extra_suffix);
    }
    return out;
}

Repairs worth_saying(Repairs repairs) {
    return repairs.has(Repair::decimals) || repairs.has(Repair::thousands)
               ? repairs.without(Repair::missing_hyphens)
               : repairs;
}

bool looks_rounded(std::string_view text) {
    const auto number = exponential(text);
    return number && number->exponent > number->part.size();
}

}  // namespace socshift
