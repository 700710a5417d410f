#include "socshift/numbers/sum_cell.hpp"

#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/figure_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace socshift {

namespace {

constexpr std::size_t longest_whole = 20;  // as printed
constexpr std::size_t longest_real = 400;  // more than any double prints
constexpr std::size_t text_behind = 16;    // bytes that read() may look at

/// Whether one of @p words is the number @p plain, however it is written.
bool is_number_among(const std::vector<std::string>& words, const Decimal& number) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        const auto of_word = Decimal::parse(word);
        if (!of_word) {
            return false;
        }
        DecimalSum a;
        DecimalSum b;
        a.add(*of_word);
        b.add(number);
        return a == b;
    });
}

}  // namespace

void SumCell::read_closely(std::string_view raw, std::string& storage, unsigned longest) {
    const auto text = field_text(raw, storage);
    if (auto number = Decimal::parse(text, longest)) {
        kind = Kind::large;
        decimals = number->decimals();
        large = std::move(*number);
    } else {
        const bool blank = text.find_first_not_of(" \t") == std::string_view::npos;
        kind = blank ? Kind::empty : Kind::not_a_number;
    }
}

void SumCell::read_printed(std::int64_t whole, std::string& storage, const FigureForm& form) {
    std::array<char, longest_whole + text_behind> text{};
    const auto* const end = std::to_chars(text.data(), text.data() + longest_whole, whole).ptr;
    read({text.data(), static_cast<std::size_t>(end - text.data())}, storage, form,
         form.reads_plain_numbers());
}

void SumCell::read_printed(double real, std::string& storage, const FigureForm& form) {
    std::array<char, longest_real + text_behind> text{};
    const auto* const end = std::isnan(real)
                                ? text.data()
                                : print_shortest(text.data(), text.data() + longest_real, real);
    read({text.data(), static_cast<std::size_t>(end - text.data())}, storage, form,
         form.reads_plain_numbers());
}

void SumCell::read_in_form(std::string_view raw, std::string& storage, const FigureForm& form,
                           bool is_plain) {
    marks = 0;
    if (is_plain) {
        read_closely(raw, storage, Decimal::longest_cell);
        if (kind != Kind::not_a_number) {
            return;
        }
    }
    const auto text = without_figure_blanks(field_text(raw, storage));
    if (text.empty()) {
        kind = Kind::empty;
    } else if (const auto why = missing_figure(text, form)) {
        kind = Kind::missing;
        why_missing = *why;
    } else if (const auto figure = read_figure(text, form)) {
        auto number = Decimal::parse(figure->plain);
        if (number && is_number_among(form.missing, *number)) {
            kind = Kind::missing;
            why_missing = MissingFigure::not_available;
            return;
        }
        kind = number ? Kind::large : Kind::not_a_number;
        decimals = number ? number->decimals() : 0;
        large = number ? std::move(*number) : Decimal{};
        marks = figure->marks;
    } else {
        kind = Kind::not_a_number;
    }
}

void add_fixed(DecimalSum& sum, Int128 fixed, unsigned decimals) {
    if (const auto small = static_cast<std::int64_t>(fixed); small == fixed) {
        sum.add(Decimal{small, decimals});
    } else {
        sum.add(DecimalSum::Exact{fixed, decimals});
    }
}

void FixedSum::add_to(DecimalSum& sum) const {
    add_fixed(sum, fixed_);
    sum.add(large_);
}

}  // namespace socshift
