#include "socshift/numbers/sum_cell.hpp"

#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/figure_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

namespace socshift {

namespace {

constexpr auto fixed_decimals = SumCell::fixed_decimals;
constexpr std::size_t most_whole_digits = 12;  // so that all fits 64 bits
constexpr std::array<std::int64_t, fixed_decimals + 1> powers = {1,      10,      100,      1000,
                                                                 10'000, 100'000, 1'000'000};

constexpr std::size_t longest_whole = 20;  // as printed
constexpr std::size_t longest_real = 400;  // more than any double prints
constexpr std::size_t text_behind = 16;    // bytes that read() may look at

constexpr unsigned word_size = 8;  // bytes that are read as one number

/// What stands before so many digits to make them eight.
constexpr std::array<std::uint64_t, word_size + 1> leading_zeros = {0x3030303030303030,
                                                                    0x30303030303030,
                                                                    0x303030303030,
                                                                    0x3030303030,
                                                                    0x30303030,
                                                                    0x303030,
                                                                    0x3030,
                                                                    0x30,
                                                                    0};

/// The number that @p size digits at @p text say, all at once, because no branch can be foretold
/// where sizes differ from row to row. False if they are not digits. Needs @p size from 1 to 8, and
/// 8 readable bytes.
inline bool read_word(const char* text, unsigned size, std::uint64_t& number) noexcept {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    bytes = bytes << (8 * (word_size - size)) | leading_zeros[size];
    bytes ^= leading_zeros[0];
    if (((bytes | (bytes + 0x7676767676767676)) & 0x8080808080808080) != 0) {
        return false;
    }
    // The first digit is the highest: two by two, then four by four, then all.
    constexpr std::uint64_t pairs = 0x000000FF000000FF;
    constexpr std::uint64_t hundreds = 100 + (std::uint64_t{1'000'000} << 32U);
    constexpr std::uint64_t ones = 1 + (std::uint64_t{10'000} << 32U);
    bytes = bytes * 10 + (bytes >> 8U);
    number = ((bytes & pairs) * hundreds + ((bytes >> 16U) & pairs) * ones) >> 32U;
    return true;
}

/// The same for 0 to 12 digits.
inline bool read_digits(const char* text, unsigned size, std::uint64_t& number) noexcept {
    if (size <= word_size) {
        return size == 0 || read_word(text, size, number);
    }
    std::uint64_t front = 0;
    if (!read_word(text, size - word_size, front) ||
        !read_word(text + size - word_size, word_size, number)) {
        return false;
    }
    number += front * 100'000'000;
    return true;
}

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

/// Reads a plain number, such as "-12.50"; false if it has to be looked at more closely.
bool SumCell::read_fixed(std::string_view text) noexcept {
    const bool minus = text.starts_with('-');
    text.remove_prefix(minus ? 1 : 0);
    // As many decimals as in the row before, most of the time.
    if (!read_unsigned(text, decimals)) {
        const auto point = std::min(text.find('.'), text.size());
        if (!read_unsigned(text, text.size() - std::min(point + 1, text.size()))) {
            return false;
        }
    }
    fixed = minus ? -fixed : fixed;
    return true;
}

/// The same without sign, with so many digits behind a point; 0: no point.
bool SumCell::read_unsigned(std::string_view text, std::size_t written) noexcept {
    const auto behind = written + (written > 0 ? 1 : 0);
    if (std::endian::native != std::endian::little || text.empty() || text.size() < behind ||
        written > fixed_decimals || text.size() - behind > most_whole_digits) {
        return false;
    }
    const auto size = static_cast<unsigned>(text.size() - behind);
    std::uint64_t whole = 0;
    std::uint64_t part = 0;
    if (!read_digits(text.data(), size, whole) ||
        (written > 0 && (text[size] != '.' || !read_word(text.data() + size + 1,
                                                         static_cast<unsigned>(written), part)))) {
        return false;
    }
    kind = Kind::fixed;
    decimals = static_cast<unsigned>(written);
    fixed = static_cast<std::int64_t>(whole) * powers[fixed_decimals] +
            static_cast<std::int64_t>(part) * powers[fixed_decimals - written];
    return true;
}

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
