#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace socshift {

/// A whole number in digits, "-1234", with marks between thousands: "-1,234".
[[nodiscard]] std::string with_thousands(std::string digits);

/// "1,234,567": a number as people read it.
[[nodiscard]] std::string grouped(std::integral auto number) {
    return with_thousands(std::to_string(number));
}

/// "1 row", "2,000 rows"
[[nodiscard]] std::string count_of(std::uint64_t number, std::string_view one,
                                   std::string_view many);

}  // namespace socshift
