#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace socshift {

// What strangers wrote (titles, names of columns, cells, file names) must not command a terminal.
// Escaped are the control characters of ASCII but line feed and tab (a carriage return that ends a
// line stays, too), those of Unicode (U+0080 to U+009F), what turns the direction of text or breaks
// a line (U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069), and bytes that are no UTF-8.

/// How they are escaped. `text`: "\x1b", "\u202e". `json`: "\u202e" as JSON has it, where only what
/// a JSON writer leaves as it is needs an escape.
enum class Escapes { text, json };

/// @p text with what is dangerous escaped.
[[nodiscard]] std::string harmless(std::string_view text, Escapes escapes = Escapes::text);

/// A cell as one line can show it: without control characters, and not longer than 40 bytes.
[[nodiscard]] std::string visible(std::string_view value);

/// The start of a text that comes in pieces: adds it, escaped, to @p out, up to where what follows
/// decides what it is. What stands between two times @p mark, unless that is empty, is let through
/// as it is, without the marks; it starts with a control character. Returns how many bytes were
/// taken.
std::size_t escape_start(std::string_view text, Escapes escapes, std::string_view mark,
                         std::string& out);

}  // namespace socshift
