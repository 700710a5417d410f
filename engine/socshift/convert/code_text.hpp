#pragma once

// Internal: not installed. How a cell is compared with codes.

#include "socshift/convert/recognise.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// Longer text is no code; bounds the work per cell.
inline constexpr std::size_t longest_code = 64;

/// A cell without what surrounds it.
struct Core {
    std::string_view text;
    bool blanks = false;
    bool quotes = false;
};

/// Takes blanks and quotes off both ends of a cell as long as there are any. `="` at the start,
/// which keeps a spreadsheet from changing a code, is a quote.
[[nodiscard]] Core strip(std::string_view text);

/// @p text without hyphens, dashes and blanks.
[[nodiscard]] std::string squeeze(std::string_view text);

/// What it takes to make @p code of a cell whose core squeezes to the same text: where the code has
/// a hyphen the cell may have any one, or blanks, or nothing; nowhere else. None if there is
/// anything else.
[[nodiscard]] std::optional<Repairs> compare(const Core& core, std::string_view code);

}  // namespace socshift
