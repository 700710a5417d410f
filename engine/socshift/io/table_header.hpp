#pragma once

// Internal: not installed. Which row of a published table is its header.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// @p text without the blanks, tabs, line ends and no-break spaces around it.
[[nodiscard]] std::string_view without_blanks_around(std::string_view text) noexcept;

/// A cell of a header on one line, with single spaces.
[[nodiscard]] std::string column_name(std::string_view text);

/// What a spreadsheet calls a column: "A" for 0, "AA" for 26.
[[nodiscard]] std::string column_letters(std::uint32_t column);

/// How many of @p cells hold more than blanks.
[[nodiscard]] std::size_t filled_cells(const std::vector<std::string>& cells);

/// The first row that fills more than half as many cells as the fullest does; @p filled has the
/// number of cells that each row fills. As many as there are rows if nothing is filled.
[[nodiscard]] std::size_t header_place(const std::vector<std::size_t>& filled);

}  // namespace socshift
