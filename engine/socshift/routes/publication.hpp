#pragma once

#include "socshift/model/catalog.hpp"

#include <vector>

namespace socshift {

/// What @p edition rests on: the edition that an extension extends; the classifications that a
/// table leads to from a publication. In catalog order; empty for a classification that extends
/// none. @throws UnknownName if @p catalog has no such edition.
[[nodiscard]] std::vector<EditionId> foundations(const Catalog& catalog, const EditionId& edition);

/// Items of @p publication whose code is also that of a group of a classification it rests on. A
/// publication prints the groups of its foundations beside its own codes, so such a code is printed
/// at two levels, with one figure: 31-1120 of OEWS May 2021, which is a broad group of SOC 2018, in
/// a row for the group and in one for what is published. In code order; empty for an edition that
/// is no publication. Foundations that cannot be loaded are passed over. @throws UnknownName if
/// @p catalog has no such edition.
[[nodiscard]] std::vector<const Item*> printed_twice(const Catalog& catalog,
                                                     const EditionId& publication);

}  // namespace socshift
