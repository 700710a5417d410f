#pragma once

#include "socshift/changes/change_filter.hpp"
#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/changes/exclusions.hpp"
#include "socshift/publish/answer.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The exclusions of two editions with what is needed to show them.
struct ExclusionView {
    const Edition& before;
    const Edition& after;
    const ExclusionChanges& whole;
    std::vector<ExclusionChange> changes;   // those that were asked for
    std::set<std::string_view> only_there;  // codes that changed in nothing else

    /// Whether the code under which @p change is listed changed in nothing else.
    [[nodiscard]] bool is_only_there(const ExclusionChange& change) const;
};

/// The part of @p whole, the exclusions of @p pair, that @p wanted lets pass. Refers to @p whole
/// and the editions.
[[nodiscard]] ExclusionView exclusion_view(const EditionPair& pair, const ExclusionChanges& whole,
                                           const ChangeFilter& wanted);

/// The code under which a change is listed: of its source, if it has one.
[[nodiscard]] const std::string& home_of(const ExclusionChange& change);

/// The title of what @p note names, if it is one item of @p edition; else empty.
[[nodiscard]] std::string reference_title(const Edition& edition, const Note& note);

/// The title of what a reference names: the item's; else the one, or the words, that it gives.
[[nodiscard]] const std::string& reference_title(const Reference& reference);

/// socshift/diff-exclusions/1: a row for each change.
[[nodiscard]] Answer exclusion_changes_answer(const ExclusionView& view);

/// socshift/exclusions/1: a row for each reference.
[[nodiscard]] Answer references_answer(const Edition& edition,
                                       const std::vector<const Reference*>& references);

/// socshift/exclusions-stat/1: how many there are of each.
[[nodiscard]] Answer reference_counts_answer(const Edition& edition, const ReferenceCounts& counts);

}  // namespace socshift
