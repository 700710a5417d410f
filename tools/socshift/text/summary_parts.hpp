#pragma once

#include "socshift/convert/summary.hpp"

#include <cstddef>
#include <cstdint>
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

/// Adds a line of the account: what, how many, and a remark that goes on below itself.
void add_count(std::string& out, std::string_view label, std::uint64_t count,
               std::string_view remark = "");

/// "2 rows, 1 different"; the second part only where it says something. @p more: not all different
/// ones were counted.
[[nodiscard]] std::string rows_and_values(std::uint64_t rows, std::size_t values, bool more);

/// Rows that one thing is said of, with examples; several lines.
[[nodiscard]] std::string aside_text(const AsideCount& rows);

}  // namespace socshift::cli
