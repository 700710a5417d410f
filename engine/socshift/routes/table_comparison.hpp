#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/routes/route.hpp"

namespace socshift {

/// The links and ends of leaves that only one of @p table and @p route has: the warnings
/// `only-here`, where the row stands, and `only-there`, where the first row of the source stands;
/// each sorted by the codes. Links out of a source of which @p table says nothing are left out:
/// that it has none is a finding of its own. Of a partial source only `only-here` is looked for,
/// since its links are candidates.
///
/// Needs @p table to have rows that are links of the route's two editions, and no repeats.
/// @throws DataError as leaf_table() and composed().
[[nodiscard]] Findings compare_with_route(const Correspondence& table, const Catalog& catalog,
                                          const Route& route);

/// The same for the best route between the table's editions; nothing if there is none.
[[nodiscard]] Findings compare_with_catalog(const Correspondence& table, const Catalog& catalog);

}  // namespace socshift
