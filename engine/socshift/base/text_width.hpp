#pragma once

// Internal: not installed. Text in columns, as terminals and files of fixed width show it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Columns that @p text takes on a terminal.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// @p text with spaces after it, @p width columns wide; longer text is left as it is.
[[nodiscard]] std::string pad(std::string_view text, std::size_t width);

/// @p text broken at spaces into lines of at most @p width columns; a longer word stands alone.
/// At least one line.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace socshift
