#include "socshift/titles/fixed_logarithm.hpp"

#include <array>
#include <bit>
#include <cstddef>

namespace socshift::detail {

namespace {

/// The whole square root of @p value, rounded down.
constexpr std::uint64_t root(std::uint64_t value) {
    std::uint64_t out = 0;
    for (std::uint64_t bit = std::uint64_t{1} << 31U; bit != 0; bit >>= 1U) {
        const auto next = out | bit;
        out = next <= value / next ? next : out;
    }
    return out;
}

/// 2^-(2^-(k+1)) in units of 2^-30.
constexpr auto factors = [] {
    std::array<std::uint64_t, 16> out{};
    std::uint64_t last = std::uint64_t{1} << 29U;  // one half
    for (auto& factor : out) {
        factor = root(last << 30U);
        last = factor;
    }
    return out;
}();

}  // namespace

std::int32_t fixed_log2(std::uint64_t value) noexcept {
    const auto whole = std::bit_width(value) - 1;
    // The mantissa in [1, 2) with 31 bits behind the point, squared for each further bit.
    std::uint64_t mantissa = whole <= 31 ? value << static_cast<unsigned>(31 - whole)
                                         : value >> static_cast<unsigned>(whole - 31);
    auto out = static_cast<std::int32_t>(whole);
    for (int i = 0; i < logarithm_bits; ++i) {
        mantissa = (mantissa * mantissa) >> 31U;
        const auto bit = mantissa >> 32U;
        mantissa >>= bit;
        out = out * 2 + static_cast<std::int32_t>(bit);
    }
    return out;
}

std::uint32_t fixed_exp2_of_minus(std::uint64_t value) noexcept {
    const auto whole = value >> 16U;
    if (whole > 30) {
        return 0;
    }
    std::uint64_t out = std::uint64_t{1} << 30U;
    for (std::size_t k = 0; k < factors.size(); ++k) {
        if ((value >> (15U - k) & 1U) != 0) {
            out = (out * factors[k]) >> 30U;
        }
    }
    return static_cast<std::uint32_t>(out >> whole);
}

}  // namespace socshift::detail
