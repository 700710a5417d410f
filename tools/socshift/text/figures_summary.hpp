#pragma once

#include "socshift/convert/summary.hpp"

#include <cstddef>
#include <string>

namespace socshift::cli {

/// How the figures of a column were written, and how many are missing; empty if there is nothing to
/// say.
[[nodiscard]] std::string figures_text(const FigureCounts& counts, std::size_t indent);

/// Numbers that may stand for missing figures and were added up; empty if there are none.
[[nodiscard]] std::string could_be_missing_text(const ConvertSummary& summary);

/// Figures of the output that are not of all rows; empty if there are none.
[[nodiscard]] std::string missing_text(const ConvertSummary& summary);

}  // namespace socshift::cli
