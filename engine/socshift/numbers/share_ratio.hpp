#pragma once

// Internal: not installed.

#include "socshift/numbers/share_exact.hpp"

#include <boost/multiprecision/cpp_int.hpp>

namespace socshift {

/// Needs 0 <= value <= 1.
[[nodiscard]] inline Share share_of(const boost::multiprecision::cpp_rational& value) {
    return Share::parse(numerator(value).str() + "/" + denominator(value).str());
}

}  // namespace socshift
