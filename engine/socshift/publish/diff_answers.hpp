#pragma once

#include "socshift/changes/change_evidence.hpp"
#include "socshift/changes/change_filter.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/residual_drift.hpp"
#include "socshift/publish/answer.hpp"

#include <vector>

namespace socshift {

/// A diff, or a part of it, with what is needed to show it.
struct DiffView {
    const Edition& before;
    const Edition& after;
    const Correspondence& leaves;
    const Diff& whole;
    std::vector<Change> changes;  // those that were asked for
    DiffCounts counts;            // of these changes
    std::vector<Diff> above;      // the same two editions at each coarser level, coarsest first
};

/// The part of @p whole, a diff of @p pair, that @p wanted lets pass. @p above: with the levels
/// above, unless something is kept back. Refers to the three of them.
[[nodiscard]] DiffView diff_view(const EditionPair& pair, const Diff& whole,
                                 const ChangeFilter& wanted, bool above);

/// The changes of one root, in words of the edition that the root is of.
struct GroupChanges {
    const Item* root = nullptr;
    std::vector<Change> changes;
};

/// @p changes by the code of their root: Change::group.
[[nodiscard]] std::vector<GroupChanges> by_root(const std::vector<Change>& changes);

/// socshift/diff/1: a row for each change. Where the table between the editions is matched() a
/// column `matched` has the reasons of the links of each.
[[nodiscard]] Answer changes_answer(const DiffView& view);

/// socshift/diff-names/1: the codes of all that is not unchanged, a row for each.
[[nodiscard]] Answer changed_codes_answer(const DiffView& view);

/// socshift/diff-stat/1: numbers about all changes, about those of each root, and about the levels
/// above.
[[nodiscard]] Answer diff_counts_answer(const DiffView& view);

/// socshift/diff-explain/1: a row for each piece of evidence of each change; one, without evidence,
/// for a change that has none. Loads the tables of the route of @p view from @p catalog.
[[nodiscard]] Answer evidence_answer(const Catalog& catalog, const EvidenceView& view);

/// socshift/diff-residuals/1: a row for each link that a residual item is at an end of, in the
/// order of by_residual().
[[nodiscard]] Answer residuals_answer(const Edition& before, const Edition& after,
                                      const ResidualDrift& drift);

}  // namespace socshift
