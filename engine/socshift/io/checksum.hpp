#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace socshift {

/// SHA-256 (FIPS 180-4) of @p bytes as 64 hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// Tells bytes that were damaged from those that were written: a changed word of eight bytes always
/// shows, anything else all but surely. No help against somebody who wants to deceive. Depends on
/// the byte order of the machine. Cost: a small part of what reading the bytes from memory takes.
[[nodiscard]] std::uint64_t damage_check(std::string_view bytes) noexcept;

}  // namespace socshift
