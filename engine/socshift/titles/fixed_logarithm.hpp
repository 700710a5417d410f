#pragma once

// Internal: not installed. Logarithms in whole numbers, which are the same on any machine.

#include <cstdint>

namespace socshift::detail {

/// Units of the logarithms here: parts of one bit.
inline constexpr int logarithm_bits = 10;

/// The binary logarithm of @p value, at least 1, in units of 2^-logarithm_bits, rounded down.
[[nodiscard]] std::int32_t fixed_log2(std::uint64_t value) noexcept;

/// 2^-x for x = @p value / 2^16, at least 0, in units of 2^-30, rounded down at each factor.
[[nodiscard]] std::uint32_t fixed_exp2_of_minus(std::uint64_t value) noexcept;

}  // namespace socshift::detail
