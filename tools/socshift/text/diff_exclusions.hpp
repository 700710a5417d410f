#pragma once

#include "command.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "text/table.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::cli {

/// The exclusions of two editions with what is needed to show them.
struct ExclusionView {
    const Edition& before;
    const Edition& after;
    const ExclusionChanges& whole;
    std::vector<ExclusionChange> changes;   // those that were asked for
    std::set<std::string_view> only_there;  // codes that changed in nothing else
};

/// The title of what @p note names, if it is one item of @p edition; else empty.
[[nodiscard]] std::string reference_title(const Edition& edition, const Note& note);

/// Text under the items that leave others out, without what was kept unless @p all; otherwise a row
/// for each change.
void write_exclusions(const ExclusionView& view, bool all, Format format, Context& context);

}  // namespace socshift::cli
