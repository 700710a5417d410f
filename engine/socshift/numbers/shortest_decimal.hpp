#pragma once

// Internal: not installed. Doubles as the decimals that people mean by them.

#include <array>
#include <cmath>
#include <cstdint>

namespace socshift {

/// A decimal of at most fifteen digits, with few of them behind the point: -12.5 is {-125, 1}.
struct ShortDecimal {
    std::int64_t digits = 0;  // the last is not 0 if it is behind the point
    unsigned decimals = 0;

    static constexpr unsigned most_decimals = 6;

    /// Makes this the shortest decimal that reads as @p real. False, with anything in this, if that
    /// has more digits than fit, or there is none. @p likely: so many decimals are tried first.
    ///
    /// Decimals of fifteen digits read as different doubles, so one of these that reads as @p real
    /// is the shortest, once it has no zero at its end. Whether it does so, a division says: both
    /// its operands are doubles, and it is rounded as reading is.
    [[nodiscard]] bool find(double real, unsigned likely = 0) noexcept {
        const double size = std::abs(real);
        if (!is_at(size, likely)) {
            for (decimals = 0; !is_at(size, decimals); ++decimals) {
                if (decimals == most_decimals) {
                    return false;
                }
            }
        }
        constexpr std::int64_t ten = 10;
        for (; decimals > 0 && digits % ten == 0; --decimals) {
            digits /= ten;
        }
        digits = std::signbit(real) ? -digits : digits;
        return true;
    }

private:
    /// Whether the decimal with so many places that is nearest to @p size reads as it. Keeps it.
    [[nodiscard]] bool is_at(double size, unsigned places) noexcept {
        constexpr std::array powers{1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
        constexpr double most = 1e15;
        constexpr double half = 0.5;
        static_assert(powers.size() == most_decimals + 1);
        const double scaled = size * powers[places];
        if (!(scaled < most - 1)) {  // no number (NaN) is less
            return false;
        }
        digits = static_cast<std::int64_t>(scaled + half);
        decimals = places;
        return static_cast<double>(digits) / powers[places] == size;
    }
};

/// Prints the shortest decimal that reads as @p real, without exponent; infinity as the standard
/// library does. Returns its end. Needs room for 400 bytes, and a number.
char* print_shortest(char* begin, char* end, double real);

}  // namespace socshift
