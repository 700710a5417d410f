#pragma once

#include "socshift/changes/diff.hpp"
#include "socshift/changes/edition_pair.hpp"
#include "socshift/changes/exclusion_changes.hpp"

#include <set>
#include <string>
#include <vector>

namespace socshift {

/// Which changes between two editions are asked for: those of some kinds, and those that have a
/// code at or below one item. Refers to the editions.
class ChangeFilter {
public:
    /// @p group: a code of either edition; empty: no group. @p kinds: none: all.
    /// @throws UnknownName for a code that neither edition has.
    ChangeFilter(const Catalog& catalog, const EditionPair& pair, const std::string& group,
                 const std::vector<ChangeKind>& kinds = {});

    /// Whether there is anything that it keeps back.
    [[nodiscard]] bool narrows() const noexcept { return by_group_ || !kinds_.empty(); }

    [[nodiscard]] bool operator()(const Change& change) const;

    /// Exclusions have no kind of change.
    [[nodiscard]] bool operator()(const ExclusionChange& change) const;

    /// Those of @p changes that pass, in their order.
    template <typename AnyChange>
    [[nodiscard]] std::vector<AnyChange> of(const std::vector<AnyChange>& changes) const {
        std::vector<AnyChange> out;
        for (const auto& change : changes) {
            if ((*this)(change)) {
                out.push_back(change);
            }
        }
        return out;
    }

private:
    void add_below(const Edition& edition, const std::string& code);
    [[nodiscard]] bool any_below(const std::vector<const Item*>& items) const;

    std::set<ChangeKind> kinds_;
    bool by_group_ = false;
    std::set<const Item*> below_;
};

}  // namespace socshift
