#pragma once

// Internal: not installed.

#include "socshift/numbers/sum_cell.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>

namespace socshift {

/// An exact fraction, numerator / (denominator * 10^decimals), while 128 and 62 bits hold it. What
/// a function says false to did not fit, and the fraction is as it was.
class SmallFraction {
public:
    SmallFraction() = default;

    /// @p numerator / (@p denominator * 10^@p decimals). Needs a denominator above 0, of 62 bits.
    SmallFraction(Int128 numerator, std::int64_t denominator, unsigned decimals) noexcept
        : numerator_(numerator), denominator_(denominator), decimals_(decimals) {}

    [[nodiscard]] Int128 numerator() const noexcept { return numerator_; }
    [[nodiscard]] std::int64_t denominator() const noexcept { return denominator_; }
    [[nodiscard]] unsigned decimals() const noexcept { return decimals_; }

    [[nodiscard]] bool add(const SmallFraction& other) noexcept {
        const auto common = std::gcd(denominator_, other.denominator_);
        const auto own_by = other.denominator_ / common;
        const auto other_by = denominator_ / common;
        auto sum = *this;
        auto added = other;
        if (!multiply(sum.numerator_, own_by) || !multiply(added.numerator_, other_by) ||
            width(denominator_) + width(own_by) > most_denominator_bits) {
            return false;
        }
        sum.denominator_ = denominator_ * own_by;
        const auto decimals = std::max(decimals_, other.decimals_);
        if (!sum.scale(decimals) || !added.scale(decimals)) {
            return false;
        }
        sum.numerator_ += added.numerator_;  // both have a bit to spare
        *this = sum;
        return true;
    }

    /// Has at least @p decimals; the value stays.
    [[nodiscard]] bool scale(unsigned decimals) noexcept {
        auto numerator = numerator_;
        for (auto at = decimals_; at < decimals; ++at) {
            if (!multiply(numerator, ten)) {
                return false;
            }
        }
        numerator_ = numerator;
        decimals_ = std::max(decimals_, decimals);
        return true;
    }

    /// Has no more than @p decimals, at the cost of a larger denominator; the value stays.
    [[nodiscard]] bool lower(unsigned decimals) noexcept {
        auto made = *this;
        for (; made.decimals_ > decimals; --made.decimals_) {
            if (width(made.denominator_) + width(ten) > most_denominator_bits) {
                return false;
            }
            made.denominator_ *= ten;
        }
        *this = made;
        return true;
    }

    /// Takes zeros at the end off, as long as there are more than @p decimals.
    void drop_zeros(unsigned decimals) noexcept {
        for (; decimals_ > decimals && numerator_ % ten == 0; --decimals_) {
            numerator_ /= ten;
        }
    }

    /// Of numerator / denominator, rounded towards minus infinity.
    [[nodiscard]] Int128 floor() const noexcept {
        const auto quotient = numerator_ / denominator_;
        return quotient * denominator_ > numerator_ ? quotient - 1 : quotient;
    }

    /// In lowest terms, but for the power of ten.
    void reduce() noexcept {
        const auto rest = static_cast<std::int64_t>(numerator_ % denominator_);
        const auto common = std::gcd(rest, denominator_);
        numerator_ /= common;
        denominator_ /= common;
    }

    /// Makes a decimal of it, with a denominator of 1. False of a fraction that does not end, too.
    /// Needs reduce().
    [[nodiscard]] bool end() noexcept {
        auto made = *this;
        while (made.denominator_ % ten == 0) {
            made.denominator_ /= ten;
            ++made.decimals_;
        }
        for (const std::int64_t factor : {std::int64_t{2}, std::int64_t{5}}) {
            while (made.denominator_ % factor == 0) {
                made.denominator_ /= factor;
                if (!multiply(made.numerator_, ten / factor)) {
                    return false;
                }
                ++made.decimals_;
            }
        }
        if (made.denominator_ != 1) {
            return false;
        }
        *this = made;
        return true;
    }

private:
    static constexpr std::int64_t ten = 10;
    static constexpr unsigned most_denominator_bits = 62;
    static constexpr unsigned most_bits = 125;

    [[nodiscard]] static unsigned width(std::int64_t number) noexcept {
        return static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(number)));
    }
    [[nodiscard]] static unsigned width(Int128 number) noexcept {
        const auto size = number < 0 ? -number : number;
        const auto high = static_cast<std::uint64_t>(size >> 64U);
        const auto bits = std::bit_width(high != 0 ? high : static_cast<std::uint64_t>(size));
        return static_cast<unsigned>(bits) + (high != 0 ? 64 : 0);
    }
    /// Needs @p by above 0.
    [[nodiscard]] static bool multiply(Int128& number, std::int64_t by) noexcept {
        if (by != 1 && width(number) + width(by) > most_bits) {
            return false;
        }
        number *= by;
        return true;
    }

    Int128 numerator_ = 0;
    std::int64_t denominator_ = 1;
    unsigned decimals_ = 0;
};

}  // namespace socshift
