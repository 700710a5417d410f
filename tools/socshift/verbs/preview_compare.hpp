#pragma once

#include "socshift/previews/preview_comparison.hpp"
#include "text/report.hpp"

#include <string>

namespace socshift::cli {

/// "1,234", or "0 to 1,234".
[[nodiscard]] std::string bounds_text(const Bounds& bounds);

/// Two scenarios side by side.
[[nodiscard]] Report compare_report(const PreviewComparison& comparison);

}  // namespace socshift::cli
