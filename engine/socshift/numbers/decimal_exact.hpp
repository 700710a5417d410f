#pragma once

// Internal: not installed.

#include "socshift/numbers/decimal.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <string>
#include <string_view>

namespace socshift {

/// digits * 10^-decimals
struct DecimalSum::Exact {
    boost::multiprecision::cpp_int digits;
    unsigned decimals = 0;
};

/// Needs decimal digits and nothing else; none of them are 0.
[[nodiscard]] boost::multiprecision::cpp_int large_integer(std::string_view digits);

[[nodiscard]] boost::multiprecision::cpp_int power_of_ten(unsigned exponent);

/// @p digits with a point before the last @p decimals of them, and no zeros at the end behind it.
[[nodiscard]] std::string with_point(std::string digits, unsigned decimals);

/// The number with as many decimals as it takes, without exponent.
[[nodiscard]] std::string decimal_text(boost::multiprecision::cpp_int digits, unsigned decimals);

}  // namespace socshift
