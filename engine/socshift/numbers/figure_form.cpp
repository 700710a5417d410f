#include "socshift/numbers/figure_form.hpp"

#include "socshift/base/title.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/figure_text.hpp"

#include <algorithm>

namespace socshift {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t group_size = 3;

void add_mark(FigureText& out, FigureMark mark) {
    out.marks = static_cast<std::uint8_t>(out.marks | (1U << static_cast<unsigned>(mark)));
}

/// Whether @p separator, UTF-8, is what @p sign stands for.
bool is_sign(std::string_view separator, char sign) {
    return separator == std::string_view{&sign, 1} || (sign == ' ' && is_figure_blank(separator)) ||
           (sign == '\'' && separator == "\xE2\x80\x99");
}

/// Digits, in threes or not, off @p text; none if it is anything else.
std::optional<std::string> whole_digits(std::string_view text, const FigureForm& form,
                                        bool has_decimals, FigureText& out) {
    const auto groups = split_groups(text);
    if (!groups) {
        return std::nullopt;
    }
    if (groups->separator.empty()) {
        return groups->digits;
    }
    const bool is_allowed = form.thousands ? is_sign(groups->separator, *form.thousands)
                                           : !is_sign(groups->separator, form.decimal);
    const bool is_point_or_comma = groups->separator == "," || groups->separator == ".";
    const bool is_clear = form.is_decimal_known || form.thousands || has_decimals ||
                          groups->separators > 1 || !is_point_or_comma;
    if (!is_allowed || !is_clear) {
        return std::nullopt;
    }
    add_mark(out, FigureMark::thousands);
    return groups->digits;
}

/// The number between everything that stands around it.
bool read_body(std::string_view text, const FigureForm& form, FigureText& out) {
    const auto at = text.rfind(form.decimal);
    if (at == npos) {
        const auto digits = whole_digits(text, form, false, out);
        out.plain += digits.value_or("");
        return digits.has_value();
    }
    const auto part = text.substr(at + 1);
    const auto whole = text.substr(0, at);
    const auto digits =
        whole.empty() ? std::optional<std::string>{""} : whole_digits(whole, form, true, out);
    if (!digits || !are_figure_digits(part, true) || (whole.empty() && part.empty())) {
        return false;
    }
    if (form.decimal == ',') {
        add_mark(out, FigureMark::decimal_comma);
    }
    out.plain.append(*digits).append(".").append(part);
    return true;
}

bool is_zero(std::string_view plain) {
    return plain.find_first_not_of("-+.0") == npos;
}

}  // namespace

bool is_figure_sign(char sign) noexcept {
    return std::string_view{".,' _"}.find(sign) != npos;
}

bool FigureForm::reads_plain_numbers() const {
    return decimal == '.' && !percent && thousands != '.' &&
           std::none_of(missing.begin(), missing.end(),
                        [](const std::string& word) { return Decimal::parse(word).has_value(); });
}

std::optional<FigureText> read_figure(std::string_view text, const FigureForm& form) {
    const auto shell = take_shell(text);
    if ((shell.in_parentheses && !form.parentheses) || shell.percent > form.percent ||
        (!shell.currency.empty() && shell.currency != form.currency) || shell.is_twice) {
        return std::nullopt;
    }
    FigureText out;
    if (shell.minus != shell.in_parentheses) {
        out.plain = "-";
    }
    if (!read_body(shell.body, form, out)) {
        // An exponent, which only programs write.
        if (form.decimal != '.' || !Decimal::parse(shell.body) ||
            shell.body.find_first_of("eE") == npos) {
            return std::nullopt;
        }
        out.plain += shell.body;
    }
    if (form.percent && !shell.percent && !is_zero(out.plain)) {
        return std::nullopt;
    }
    if (shell.percent) {
        add_mark(out, FigureMark::percent);
    }
    if (!shell.currency.empty()) {
        add_mark(out, FigureMark::currency);
    }
    if (shell.in_parentheses) {
        add_mark(out, FigureMark::parentheses);
    }
    return out;
}

std::optional<MissingFigure> missing_figure(std::string_view text, const FigureForm& form) {
    constexpr std::size_t longest = 40;
    text = without_figure_blanks(text);
    if (text.empty() || text.size() > longest) {
        return std::nullopt;
    }
    static constexpr std::array<std::string_view, 27> words = {"*",
                                                               "**",
                                                               "***",
                                                               "~",
                                                               "-",
                                                               "--",
                                                               "\xE2\x80\x93",
                                                               "\xE2\x80\x94",
                                                               "\xE2\x88\x92",
                                                               ".",
                                                               "..",
                                                               "\xE2\x80\xA6",
                                                               "na",
                                                               "n/a",
                                                               "#n/a",
                                                               "#div/0!",
                                                               "#name?",
                                                               "#null!",
                                                               "#num!",
                                                               "#ref!",
                                                               "#value!",
                                                               "<na>",
                                                               "nan",
                                                               "null",
                                                               "none",
                                                               "n.a.",
                                                               "\x96"};
    const auto word = lower_case(text);
    if (text == "#") {
        return MissingFigure::above_top;
    }
    if (std::find(words.begin(), words.end(), word) != words.end() ||
        std::find(form.missing.begin(), form.missing.end(), text) != form.missing.end()) {
        return MissingFigure::not_available;
    }
    auto open = form;
    open.is_decimal_known = true;
    const auto rest_is_number = [&](std::string_view rest) {
        auto shell = take_shell(rest);
        open.currency = shell.currency;
        open.percent = shell.percent;
        return read_figure(rest, open).has_value();
    };
    for (const std::string_view sign : {">=", ">", "\xE2\x89\xA5"}) {
        if (text.starts_with(sign) && rest_is_number(text.substr(sign.size()))) {
            return MissingFigure::above_top;
        }
    }
    for (const std::string_view sign : {"<=", "<", "\xE2\x89\xA4"}) {
        if (text.starts_with(sign) && rest_is_number(text.substr(sign.size()))) {
            return MissingFigure::below_least;
        }
    }
    if (text.size() > 1 && text.back() == '+' && rest_is_number(text.substr(0, text.size() - 1))) {
        return MissingFigure::above_top;
    }
    return std::nullopt;
}

}  // namespace socshift
