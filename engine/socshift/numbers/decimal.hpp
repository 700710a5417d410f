#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

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

    /// How many times 10^-@p decimals this is; none unless that is a whole number of 64 bits.
    [[nodiscard]] std::optional<std::int64_t> in_units(unsigned decimals) const noexcept;

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

    /// As Decimal::in_units().
    [[nodiscard]] std::optional<std::int64_t> in_units(unsigned decimals) const noexcept;

    /// The sum as digits * 10^-decimals; none if 64 bits do not hold it.
    struct Small {
        std::int64_t digits = 0;
        unsigned decimals = 0;
    };
    [[nodiscard]] std::optional<Small> small() const noexcept {
        return large_ == nullptr ? std::optional{Small{small_, decimals_}} : std::nullopt;
    }

    friend bool operator==(const DecimalSum& a, const DecimalSum& b);

    /// The number behind a sum; its definition is internal to the library.
    struct Exact;
    [[nodiscard]] Exact exact() const;
    void add(const Exact& exact);

private:
    void add_scaled(std::int64_t digits, unsigned decimals);
    void spill();

    // The sum is small_ * 10^-decimals_ plus *large_, if there is one.
    std::int64_t small_ = 0;
    unsigned decimals_ = 0;
    std::unique_ptr<Exact> large_;
};

}  // namespace socshift
