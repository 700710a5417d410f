#pragma once

// Internal: not installed.

#include <string>
#include <string_view>

namespace socshift {

/// @p text in the composed form of Unicode (NFC): an accent that is a character of its own, behind
/// its letter, is one with it, as most programs write it; a reader sees the same. Text that is not
/// UTF-8 stays.
[[nodiscard]] std::string composed(std::string_view text);

}  // namespace socshift
