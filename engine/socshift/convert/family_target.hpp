#pragma once

#include "socshift/changes/family_index.hpp"
#include "socshift/convert/plan.hpp"
#include "socshift/model/catalog.hpp"

#include <string_view>
#include <vector>

namespace socshift {

/// Families as the target of a conversion: every code goes to its family as a whole, so no share
/// has to be known and nothing is assumed.
class FamilyTarget {
public:
    /// Families of the items of @p editions at @p level; empty: of their leaves.
    /// @throws as FamilyIndex::make().
    FamilyTarget(const Catalog& catalog, const std::vector<EditionId>& editions,
                 std::string_view level = {});

    [[nodiscard]] const FamilyIndex& families() const noexcept { return families_; }

    /// The families as an edition of one level: identifiers are its codes, labels its titles. Not
    /// in any catalog.
    [[nodiscard]] const Edition& edition() const noexcept { return edition_; }

    /// Where the items of @p source go that lie in one family, leaves and below the level others,
    /// and its groups as @p groups says; to be used no longer than this object and @p source.
    /// @throws UnknownName if it is none of the editions that the families are of.
    [[nodiscard]] Plan plan(const Edition& source, Groups groups = Groups::set_aside,
                            std::vector<std::vector<Code>> sets = {}) const;

private:
    FamilyIndex families_;
    Edition edition_;
};

}  // namespace socshift
