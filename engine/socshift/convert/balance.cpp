#include "socshift/convert/balance.hpp"

#include "socshift/convert/summary.hpp"

#include <fmt/core.h>

namespace socshift {

void expect_rows(std::uint64_t expected, std::uint64_t found, std::string_view what) {
    if (expected != found) {
        throw AccountError(
            fmt::format("the account does not balance: {} {}, expected {}", what, found, expected));
    }
}

}  // namespace socshift
