#pragma once

// Internal: not installed. Cells with figures, and sums of them.

#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/shortest_decimal.hpp"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace socshift {

__extension__ using Int128 = __int128;

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
        constexpr std::array<std::int64_t, fixed_decimals + 1> units = {
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
    [[nodiscard]] bool read_fixed(std::string_view text) noexcept;
    [[nodiscard]] bool read_unsigned(std::string_view text, std::size_t written) noexcept;
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
