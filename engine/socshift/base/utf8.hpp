#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace socshift {

/// The byte-order mark of UTF-8, which some programs write at the start of a file.
inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// How many bytes of @p text a catalog file can hold, counted from its start: all of them, or those
/// before the first character that is not well-formed UTF-8 (RFC 3629, no surrogates), is NUL, or
/// is one of the 66 noncharacters of Unicode, for which writers of YAML put another.
[[nodiscard]] std::size_t valid_utf8_size(std::string_view text) noexcept;

/// The size of the character at the start of @p text, which is not empty; 0 if it is none of those.
[[nodiscard]] std::size_t valid_character_size(std::string_view text) noexcept;

/// The start of @p text, at most @p most bytes, cut between two characters. All of a shorter text;
/// bytes that are no UTF-8 are cut where @p most says.
[[nodiscard]] std::string_view first_bytes(std::string_view text, std::size_t most) noexcept;

/// Adds the character with the number @p point, up to 0x10FFFF.
void append_utf8(std::string& out, std::uint32_t point);

}  // namespace socshift
