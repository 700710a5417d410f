#pragma once

// Internal: not installed. Lines of an account held against each other.

#include <cstdint>
#include <string_view>

namespace socshift {

/// @throws AccountError that names @p what unless both are the same number of rows.
void expect_rows(std::uint64_t expected, std::uint64_t found, std::string_view what);

}  // namespace socshift
