#pragma once

// Internal: not installed. Text as each language of files holds it. All take any bytes.

#include <cstdint>
#include <string>
#include <string_view>

namespace socshift {

/// U+FFFD, which stands for what a file cannot hold.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// What else than bytes that are no UTF-8 is replaced.
enum class Cannot : std::uint8_t { hold_nul, hold_controls };

/// @p text with U+FFFD for each byte that is no UTF-8 and for NUL; with `hold_controls` also for
/// the other control characters of ASCII but tab, line feed and carriage return, which XML 1.0 and
/// FHIR cannot hold.
[[nodiscard]] std::string clean_text(std::string_view text, Cannot cannot = Cannot::hold_nul);

/// 'in quotes', doubled inside, as the SQL standard has it.
[[nodiscard]] std::string sql_text(std::string_view text);

/// For content and for attributes in double quotes; a carriage return, tab and line feed by number,
/// so that readers keep them.
[[nodiscard]] std::string xml_text(std::string_view text);

/// "in quotes", for Turtle: everything that is not printable ASCII or a character beyond it
/// escaped.
[[nodiscard]] std::string turtle_text(std::string_view text);

/// "in quotes", for DOT, where a backslash is doubled as labels have it, and a line end is \n.
[[nodiscard]] std::string dot_text(std::string_view text);

/// A field of RFC 4180.
[[nodiscard]] std::string csv_field(std::string_view text);

/// One segment of a URI: letters, digits, '-', '.', '_' and '~' as they are, other bytes as %XX.
[[nodiscard]] std::string uri_segment(std::string_view text);

}  // namespace socshift
