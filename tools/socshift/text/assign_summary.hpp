#pragma once

#include "socshift/publish/assignment_summary.hpp"

#include <string>

namespace socshift::cli {

/// For people, in 80 columns.
[[nodiscard]] std::string summary_text(const AssignSummary& summary, const Assignment& assignment,
                                       const AssignFacts& facts);

}  // namespace socshift::cli
