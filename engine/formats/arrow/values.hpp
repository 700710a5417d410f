#pragma once

// Internal: not installed. What the bytes of some values mean.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace socshift::arrow {

[[nodiscard]] double real_of_half(std::uint16_t half);

/// The double that is meant by a float: the one that its shortest decimal reads as.
[[nodiscard]] double meant_by(float real);

/// "-12.50" of -1250 with two places behind the point; below zero, so many zeros are behind it. @p
/// bytes: a whole number with sign, @p width of them, the least first.
[[nodiscard]] std::string decimal_text(const void* bytes, std::size_t width, std::int64_t places);

/// "1.5" of "1.50", and "1" of "1.0": as the same number of any other type is written.
[[nodiscard]] std::string without_end_zeros(std::string number);

/// How many places behind the point a type "d:38,10" has. @throws FrameError, which names @p
/// column, for what is none.
[[nodiscard]] std::int64_t decimals_of(std::string_view format, const std::string& column);

}  // namespace socshift::arrow
