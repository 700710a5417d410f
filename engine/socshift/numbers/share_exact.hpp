#pragma once

// Internal: not installed. Sources that multiply figures by shares include it.

#include "socshift/numbers/share.hpp"

#include <boost/multiprecision/cpp_int.hpp>

namespace socshift {

struct Share::Exact {
    boost::multiprecision::cpp_rational value;
};

}  // namespace socshift
