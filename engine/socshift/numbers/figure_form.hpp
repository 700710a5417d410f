#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What a cell with a figure has beside digits and a decimal point.
enum class FigureMark : std::uint8_t {
    thousands,      // separators: 1,436.1
    decimal_comma,  // 5,5
    currency,       // $1436
    percent,        // 5.5%, which is read as 5.5
    parentheses,    // (5), which is -5
};
template <>
inline constexpr auto word_table<FigureMark> =
    std::to_array<Word<FigureMark>>({{FigureMark::thousands, "thousands"},
                                     {FigureMark::decimal_comma, "decimal-comma"},
                                     {FigureMark::currency, "currency"},
                                     {FigureMark::percent, "percent"},
                                     {FigureMark::parentheses, "parentheses"}});

/// Why a cell has no figure, though it is not empty. `not_available`: nobody says it, or it is kept
/// back. `above_top`: it is above what the table prints ("#", ">=208,000", "100+"). `below_least`:
/// the other way round ("<10").
enum class MissingFigure : std::uint8_t { not_available, above_top, below_least };
template <>
inline constexpr auto word_table<MissingFigure> =
    std::to_array<Word<MissingFigure>>({{MissingFigure::not_available, "not-available"},
                                        {MissingFigure::above_top, "above-top"},
                                        {MissingFigure::below_least, "below-least"}});

/// How many cells of a column were more than plain numbers, and how many had none.
struct FigureCounts {
    std::array<std::uint64_t, word_table<FigureMark>.size()> marks{};
    std::array<std::uint64_t, word_table<MissingFigure>.size()> missing{};

    [[nodiscard]] std::uint64_t all_missing() const noexcept {
        std::uint64_t sum = 0;
        for (const auto count : missing) {
            sum += count;
        }
        return sum;
    }
    void add(const FigureCounts& other) noexcept {
        for (std::size_t i = 0; i < marks.size(); ++i) {
            marks[i] += other.marks[i];
        }
        for (std::size_t i = 0; i < missing.size(); ++i) {
            missing[i] += other.missing[i];
        }
    }
    friend bool operator==(const FigureCounts&, const FigureCounts&) = default;
};

/// A number in a column of figures that may be somebody's word for a missing one, such as -999. It
/// counts as the number that it is until somebody says so.
struct StandIn {
    std::string number;       // whole, "-999"
    std::uint64_t cells = 0;  // that have it, never 0

    friend bool operator==(const StandIn&, const StandIn&) = default;
};

/// Whether @p sign can stand before decimals or between thousands: a point, a comma, a blank, an
/// apostrophe or a low line.
[[nodiscard]] bool is_figure_sign(char sign) noexcept;

/// How the figures of one column are written. Rules: docs/formats.md, "Figures".
struct FigureForm {
    char decimal = '.';
    bool is_decimal_known = false;  // somebody or something says so: "1,234" can be 1234 alone
    std::optional<char> thousands;  // this alone; none: any but `decimal`
    bool percent = false;           // every cell has the sign, but for zeros
    std::string currency;           // the sign that cells may have; empty: none
    bool parentheses = false;       // for below zero
    /// Words, beside those that everybody writes. A number stands for all ways to write it: -999
    /// for -999.0.
    std::vector<std::string> missing = {};

    /// Whether a plain number with a point says what it seems to say.
    [[nodiscard]] bool reads_plain_numbers() const;
};

/// A cell as a form reads it.
struct FigureText {
    std::string plain;       // "-1436.1", as Decimal::parse() takes it
    std::uint8_t marks = 0;  // bits by FigureMark

    [[nodiscard]] bool has(FigureMark mark) const noexcept {
        return (marks & (1U << static_cast<unsigned>(mark))) != 0;
    }
};

/// @p text as a plain number; none if @p form does not read it: it is no number, or not only one.
[[nodiscard]] std::optional<FigureText> read_figure(std::string_view text, const FigureForm& form);

/// Why @p text, which need not be trimmed, is no figure; none if it is no word for that.
[[nodiscard]] std::optional<MissingFigure> missing_figure(std::string_view text,
                                                          const FigureForm& form);

}  // namespace socshift
