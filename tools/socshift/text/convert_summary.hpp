#pragma once

#include "socshift/publish/conversion_summary.hpp"

#include <string>

namespace socshift::cli {

/// For people, in 80 columns.
[[nodiscard]] std::string summary_text(const ConvertSummary& summary, const ConvertFacts& facts);

}  // namespace socshift::cli
