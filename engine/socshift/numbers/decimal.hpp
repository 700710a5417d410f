#pragma once

#include "socshift/numbers/share.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A decimal as a cell states it: digits * 10^-decimals, exactly. Cheap to make; no memory of its
/// own as long as the digits fit 64 bits.
class Decimal {
public:
    Decimal() = default;

    /// @p digits * 10^-@p decimals
    Decimal(std::int64_t digits, unsigned decimals) : digits_(digits), decimals_(decimals) {}

    /// Reads "12", "-3.50", "+.5", "5.", "1e5", "0.8200000000000001", with blanks around or not.
    /// None for anything else: nothing at all, "1,234", "*", "nan", "inf", "0x10", and numbers of
    /// more than @p longest digits before or after the point, which no table has.
    static std::optional<Decimal> parse(std::string_view text, unsigned longest = longest_cell);

    static constexpr unsigned longest_cell = 400;     // more than any double prints
    static constexpr unsigned longest_amount = 4000;  // of a sum of products of such, and shares

    /// How many digits are written after the point: 2 for "3.50"; 0 for "1e5".
    [[nodiscard]] unsigned decimals() const noexcept { return decimals_; }

    /// Below zero; "-0" is not.
    [[nodiscard]] bool is_negative() const noexcept;

private:
    friend class DecimalSum;
    std::int64_t digits_ = 0;  // when `long_digits_` is empty
    unsigned decimals_ = 0;
    std::string long_digits_;  // with sign, when 64 bits are not enough
};

/// The exact sum of decimals, of any size.
class DecimalSum {
public:
    DecimalSum() noexcept;
    DecimalSum(DecimalSum&&) noexcept;
    DecimalSum& operator=(DecimalSum&&) noexcept;
    ~DecimalSum();

    void add(const Decimal& value);
    void add(const DecimalSum& other);

    /// Adds @p a times @p b.
    void add_product(const Decimal& a, const Decimal& b);

    /// "-3.5": as many decimals as it takes; no exponent; "0" for zero. Decimal::parse() reads it.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] bool is_zero() const;

    friend bool operator==(const DecimalSum& a, const DecimalSum& b);

    /// The number behind a sum; its definition is internal to the library.
    struct Exact;
    [[nodiscard]] Exact exact() const;

private:
    void add_scaled(std::int64_t digits, unsigned decimals);
    void spill();

    // The sum is small_ * 10^-decimals_ plus *large_, if there is one.
    std::int64_t small_ = 0;
    unsigned decimals_ = 0;
    std::unique_ptr<Exact> large_;
};

/// A column of figures, each a sum of shares of exact sums, that must be printed without changing
/// their total. The parts of the column have to add up to a finite decimal: all shares of what is
/// divided are there.
class FigureColumn {
public:
    /// @p figures figures, all zero.
    explicit FigureColumn(std::size_t figures);
    FigureColumn(FigureColumn&&) noexcept;
    FigureColumn& operator=(FigureColumn&&) noexcept;
    ~FigureColumn();

    /// Adds @p share of @p amount to figure @p at.
    void add(std::size_t at, const DecimalSum& amount, const Share& share);

    /// The figures as decimals. One that ends is exact. The others are rounded at @p decimals
    /// places (more, if their total has more): down first, then the units that are missing are
    /// given one each to the largest remainders, the earlier of equals first. The printed figures
    /// add up to exactly the sum of the figures.
    [[nodiscard]] std::vector<std::string> print(unsigned decimals) const;

    /// Figure @p at divided by that of @p divisor, rounded to the nearest at @p decimals places,
    /// halves away from zero; no zeros at the end. None if the divisor is zero.
    [[nodiscard]] std::optional<std::string> quotient(std::size_t at, const FigureColumn& divisor,
                                                      unsigned decimals) const;

    /// Whether @p printed is that, by multiplying again.
    [[nodiscard]] bool is_quotient(std::size_t at, const FigureColumn& divisor, unsigned decimals,
                                   const std::string& printed) const;

private:
    struct Figures;
    std::unique_ptr<Figures> figures_;
};

}  // namespace socshift
