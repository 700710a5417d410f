#pragma once

// Internal: not installed.

#include <string>
#include <string_view>

namespace socshift {

/// "a/b" of "a%2Fb": bytes that an address or the name of a folder has as two hexadecimal digits
/// (RFC 3986). A sign without two of them stays.
[[nodiscard]] std::string without_percent_code(std::string_view text);

}  // namespace socshift
