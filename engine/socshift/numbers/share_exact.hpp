#pragma once

// Internal: not installed. Sources that multiply figures by shares include it.

#include "socshift/numbers/share.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cstdint>
#include <utility>

namespace socshift {

struct Share::Exact {
    explicit Exact(boost::multiprecision::cpp_rational exact = {}) : value(std::move(exact)) {
        constexpr unsigned most_small_bits = 62;
        if (msb(denominator(value)) < most_small_bits) {
            num = static_cast<std::int64_t>(boost::multiprecision::numerator(value));
            den = static_cast<std::int64_t>(boost::multiprecision::denominator(value));
        }
    }

    boost::multiprecision::cpp_rational value;
    std::int64_t num = 0;  // value is num / den, unless den is 0: it is not so small
    std::int64_t den = 0;

    /// Needs 0 <= value <= 1. @throws ShareTooLong.
    [[nodiscard]] static Share share(boost::multiprecision::cpp_rational value);
};

/// Needs 0 <= value <= 1. @throws ShareTooLong.
[[nodiscard]] inline Share share_of(boost::multiprecision::cpp_rational value) {
    return Share::Exact::share(std::move(value));
}

}  // namespace socshift
