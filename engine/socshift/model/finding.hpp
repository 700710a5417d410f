#pragma once

#include "socshift/model/source_location.hpp"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// `error`: the data cannot be used as it is. `warning`: someone should look. `note`: good to know.
enum class Severity { error, warning, note };

[[nodiscard]] std::string_view to_string(Severity severity) noexcept;

/// One thing that is wrong, or worth knowing, in data. `rule` is a fixed name such as
/// "unknown-parent"; docs/formats.md lists them all.
struct Finding {
    Severity severity = Severity::error;
    std::string rule;
    SourceLocation where;
    std::string message;

    friend auto operator<=>(const Finding&, const Finding&) = default;
};

/// Findings in the order of the data. Empty: nothing to report.
using Findings = std::vector<Finding>;

[[nodiscard]] bool has_errors(const Findings& findings) noexcept;

/// Puts findings that several rules made one after the other in the order of their places; those
/// of one place stay as they were.
void sort_by_place(Findings& findings);

/// "where: severity: message [rule]", the one printed form of a finding.
[[nodiscard]] std::string to_string(const Finding& finding);

}  // namespace socshift
