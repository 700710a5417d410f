#pragma once

// Internal: not installed. Sources that multiply figures by shares include it.

#include "socshift/numbers/share.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <utility>

namespace socshift {

struct Share::Exact {
    boost::multiprecision::cpp_rational value;

    /// Needs 0 <= value <= 1. @throws ShareTooLong.
    [[nodiscard]] static Share share(boost::multiprecision::cpp_rational value);
};

/// Needs 0 <= value <= 1. @throws ShareTooLong.
[[nodiscard]] inline Share share_of(boost::multiprecision::cpp_rational value) {
    return Share::Exact::share(std::move(value));
}

}  // namespace socshift
