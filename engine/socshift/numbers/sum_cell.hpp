#pragma once

// Internal: not installed. Cells with figures, and sums of them.

#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/shortest_decimal.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace socshift {

__extension__ using Int128 = __int128;

/// The number that up to eight digits say, all at once, because no branch can be foretold where
/// sizes differ from row to row.
class DigitWord {
public:
    static constexpr unsigned most = 8;

    /// The first @p size bytes at @p text, of which 8 are readable. Needs @p size <= 8, which is
    /// none or more.
    DigitWord(const char* text, unsigned size) noexcept : size_(size) {
        std::memcpy(&bytes_, text, sizeof bytes_);
        bytes_ &= size == most ? ~std::uint64_t{0} : ~(~std::uint64_t{0} << (8 * size));
    }

    /// @p other behind it. Needs room for both.
    void append(const DigitWord& other) noexcept {
        bytes_ |= size_ == most ? 0 : other.bytes_ << (8 * size_);
        size_ += other.size_;
    }

    /// False if one is not a digit. 0 of none.
    [[nodiscard]] bool read(std::uint64_t& number) const noexcept {
        constexpr std::uint64_t zeros = 0x3030303030303030;
        const auto missing = 8 * (most - size_);
        auto bytes = size_ == 0 ? 0 : (bytes_ ^ (zeros >> missing)) << missing;
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

private:
    std::uint64_t bytes_ = 0;
    unsigned size_;
};

/// One cell of a column that is added up.
struct SumCell {
    enum class Kind { fixed, large, empty, missing, not_a_number };

    static constexpr unsigned fixed_decimals = 6;

    /// @p raw as it stands in the file, with 16 readable bytes from any of its own on. @p storage
    /// is room to work in; @p longest as of Decimal::parse().
    void read(std::string_view raw, std::string& storage,
              unsigned longest = Decimal::longest_cell) {
        const bool quoted = raw.size() >= 2 && raw.front() == '"' && raw.back() == '"';
        if (!read_fixed(quoted ? raw.substr(1, raw.size() - 2) : raw)) {
            read_closely(raw, storage, longest);
        }
    }

    /// The same of a column with figures in @p form. @p is_plain: form.reads_plain_numbers().
    void read(std::string_view raw, std::string& storage, const FigureForm& form, bool is_plain) {
        const bool quoted = raw.size() >= 2 && raw.front() == '"' && raw.back() == '"';
        if (!is_plain || !read_fixed(quoted ? raw.substr(1, raw.size() - 2) : raw)) {
            read_in_form(raw, storage, form, is_plain);
        }
    }

    /// The same of a number as it is in memory: of its digits, or of the shortest decimal that
    /// reads as it; missing, if it is one of the numbers that stand for that. Not a number (NaN) is
    /// empty; infinity is read as its word.
    void read(std::int64_t whole, std::string& storage, const FigureForm& form) {
        constexpr std::int64_t one = 1'000'000;
        constexpr std::int64_t most = 1'000'000 * one;  // that is fixed, as a text
        static_assert(fixed_decimals == 6);
        if (whole <= -most || whole >= most || !form.missing.empty()) {
            read_printed(whole, storage, form);
            return;
        }
        kind = Kind::fixed;
        decimals = 0;
        fixed = whole * one;
    }
    void read(double real, std::string& storage, const FigureForm& form) {
        ShortDecimal found;
        const bool is_short =
            found.find(real, decimals > ShortDecimal::most_decimals ? 0 : decimals);
        constexpr double most = 1e12;
        if (!is_short || real <= -most || real >= most || !form.missing.empty()) {
            read_printed(real, storage, form);
            return;
        }
        static constexpr std::array<std::int64_t, fixed_decimals + 1> units = {
            1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
        static_assert(ShortDecimal::most_decimals == fixed_decimals);
        kind = Kind::fixed;
        decimals = found.decimals;
        fixed = found.digits * units[found.decimals];
    }

    /// Adds what @p counts is about, if this cell was read in a form and is no plain number.
    void count(FigureCounts& counts) const noexcept {
        if (kind == Kind::missing) {
            ++counts.missing[static_cast<std::size_t>(why_missing)];
        } else if (kind == Kind::large) {
            for (std::size_t mark = 0; mark < counts.marks.size(); ++mark) {
                counts.marks[mark] += marks >> mark & 1U;
            }
        }
    }

    /// Needs a number.
    [[nodiscard]] Decimal exact() const {
        return kind == Kind::fixed ? Decimal{fixed, fixed_decimals} : large;
    }

    [[nodiscard]] bool is_number() const noexcept {
        return kind == Kind::fixed || kind == Kind::large;
    }

    Kind kind = Kind::empty;
    unsigned decimals = 0;   // as written
    std::int64_t fixed = 0;  // times 10^-fixed_decimals
    Decimal large;           // of that kind only: what is not so small or so plain
    std::uint8_t marks = 0;  // of that kind, read in a form: FigureText::marks
    MissingFigure why_missing = MissingFigure::not_available;  // of that kind

private:
    /// Reads a plain number, such as "-12.50"; false if it has to be looked at more closely.
    [[nodiscard]] bool read_fixed(std::string_view text) noexcept {
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
    [[nodiscard]] bool read_unsigned(std::string_view text, std::size_t written) noexcept {
        static constexpr std::array<std::int64_t, fixed_decimals + 1> units = {
            1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
        constexpr std::size_t most_whole_digits = 12;  // so that all fits 64 bits
        const auto behind = written + (written > 0 ? 1 : 0);
        if (std::endian::native != std::endian::little || text.empty() || text.size() < behind ||
            written > fixed_decimals || text.size() - behind > most_whole_digits) {
            return false;
        }
        const auto* const begin = text.data();
        const auto size = static_cast<unsigned>(text.size() - behind);
        const auto unit = units[written];  // of the last digit
        std::uint64_t number = 0;
        if (written > 0 && begin[size] != '.') {
            return false;
        }
        const DigitWord part(written > 0 ? begin + size + 1 : begin,
                             static_cast<unsigned>(written));
        if (size + written <= DigitWord::most) {
            DigitWord digits(begin, size);
            digits.append(part);
            if (!digits.read(number)) {
                return false;
            }
            fixed = static_cast<std::int64_t>(number) * unit;
        } else {
            const auto front = size > DigitWord::most ? size - DigitWord::most : 0;
            std::uint64_t high = 0;
            std::uint64_t low = 0;
            if (!DigitWord(begin, front).read(high) ||
                !DigitWord(begin + front, size - front).read(low) || !part.read(number)) {
                return false;
            }
            constexpr std::uint64_t eight_digits = 100'000'000;
            fixed = static_cast<std::int64_t>(high * eight_digits + low) * units[0] +
                    static_cast<std::int64_t>(number) * unit;
        }
        kind = Kind::fixed;
        decimals = static_cast<unsigned>(written);
        return true;
    }

    void read_closely(std::string_view raw, std::string& storage, unsigned longest);
    void read_printed(std::int64_t whole, std::string& storage, const FigureForm& form);
    void read_printed(double real, std::string& storage, const FigureForm& form);
    void read_in_form(std::string_view raw, std::string& storage, const FigureForm& form,
                      bool is_plain);
};

/// Adds @p fixed * 10^-@p decimals to @p sum.
void add_fixed(DecimalSum& sum, Int128 fixed, unsigned decimals = SumCell::fixed_decimals);

/// An exact sum, quick for numbers of the usual size.
class FixedSum {
public:
    /// Needs a number. Exact for 10^19 numbers.
    void add(const SumCell& cell) {
        assert(cell.is_number());
        if (cell.kind == SumCell::Kind::fixed) {
            fixed_ += cell.fixed;
        } else {
            large_.add(cell.large);
        }
    }

    void add_to(DecimalSum& sum) const;

private:
    Int128 fixed_ = 0;
    DecimalSum large_;
};

}  // namespace socshift
