#pragma once

// Internal: not installed. Columns that are parted by as many blanks as it takes.

#include "socshift/io/byte_source.hpp"

#include <string>
#include <string_view>

namespace socshift {

/// @p text with one blank for each run of blanks and tabs, none at the ends of lines, but as it is
/// within a field in quotes. Twice is as once.
[[nodiscard]] std::string single_blanks(std::string_view text);

/// The same of all that @p read gives.
[[nodiscard]] ReadBytes single_blanks(ReadBytes read);

}  // namespace socshift
