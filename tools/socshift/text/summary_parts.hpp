#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::cli {

/// How wide summaries are.
inline constexpr std::size_t summary_width = 80;

/// @p text in lines of summary_width, lines after the first further in.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t indent, std::size_t hanging);

/// @p parts with commas between, in lines that break at the commas.
[[nodiscard]] std::string enumeration(const std::vector<std::string>& parts, std::size_t indent);

}  // namespace socshift::cli
