#pragma once

// Internal: not installed.

#include "socshift/convert/decimal.hpp"

#include <boost/multiprecision/cpp_int.hpp>

namespace socshift {

/// digits * 10^-decimals
struct DecimalSum::Exact {
    boost::multiprecision::cpp_int digits;
    unsigned decimals = 0;
};

[[nodiscard]] boost::multiprecision::cpp_int power_of_ten(unsigned exponent);

/// The number with as many decimals as it takes, without exponent.
[[nodiscard]] std::string decimal_text(boost::multiprecision::cpp_int digits, unsigned decimals);

}  // namespace socshift
