#pragma once

// Internal: not installed.

#include <string>
#include <string_view>

namespace socshift {

/// @p text with each accent that is a character of its own, behind a Latin letter, made one letter
/// with it, as most programs write it: a reader sees the same. Other bytes stay.
[[nodiscard]] std::string composed(std::string_view text);

}  // namespace socshift
