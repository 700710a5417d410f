#pragma once

#include "socshift/changes/family_index.hpp"
#include "socshift/publish/answer.hpp"

namespace socshift {

/// socshift/families/1: a row for each code of each family.
[[nodiscard]] Answer families_answer(const Catalog& catalog, const FamilyIndex& index);

/// socshift/families-wide/1: a row for each family, with a column of codes for each edition.
[[nodiscard]] Answer wide_families_answer(const Catalog& catalog, const FamilyIndex& index);

/// socshift/families-stat/1: how many there are. @p at_level: families of leaves melted together at
/// a level that was asked for.
[[nodiscard]] Answer family_counts_answer(const Catalog& catalog, const FamilyIndex& index,
                                          bool at_level);

}  // namespace socshift
