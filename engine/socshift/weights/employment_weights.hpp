#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/weights/estimate.hpp"
#include "socshift/weights/weights.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// leaf_counts() of counts of the catalog, over the table from their own codes to @p edition.
/// @throws UnknownName if the catalog has no such counts or no route joins the two.
[[nodiscard]] LeafSizes catalog_leaf_counts(const Catalog& catalog, const Counts& counts,
                                            const EditionId& edition);

/// catalog_leaf_counts() of the latest counts of the catalog that are margins of @p edition; if
/// there are none, of the latest that are coded in it, as those of a publication are. None if there
/// are none of both.
[[nodiscard]] std::optional<LeafSizes> latest_leaf_counts(const Catalog& catalog,
                                                          const EditionId& edition);

/// estimate_weights() of counts of the catalog: of Catalog::margins_of() both editions of @p table,
/// the two that are nearest to each other in time, of these the latest. None if one of them has
/// none, or if there is only one table for both.
[[nodiscard]] std::optional<Estimate> employment_estimate(const Catalog& catalog,
                                                          const Correspondence& table);

/// The names of the counts that employment_estimate() takes between the two editions, of the
/// sources and of the targets; none where it gives none.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> estimated_from(
    const Catalog& catalog, const EditionId& before, const EditionId& after);

/// Employment weights for @p table; none if it has none. They are employment_estimate() where that
/// can be. Else a source gets its shares by the first of these that says something of it:
///
/// - its targets' counts, if it is a code of a publication and its family goes from each of its
///   sources to each of its targets: then it makes no difference how many the sources are. Of the
///   margins of the target edition those serve that have all of the targets, of these the nearest
///   to the publication in time;
/// - the estimate in the codes of the source edition, where margins of an edition that it rests on
///   (foundations()) are counted in them, and what flows by employment_estimate() out of codes of
///   an edition that it rests on, if the source is one or more whole codes of it and has the same
///   targets: of these two the one first whose counts are nearer to each other in time.
[[nodiscard]] std::optional<WeightTable> employment_weights(const Catalog& catalog,
                                                            const Correspondence& table);

/// By the editions that the source edition of @p table rests on alone, without those of @p between:
/// for a table along a route of several steps. None if they say nothing of any source.
[[nodiscard]] std::optional<WeightTable> foundation_weights(const Catalog& catalog,
                                                            const Correspondence& table,
                                                            const std::vector<EditionId>& between);

/// Whether foundation_weights() can give any. Fits nothing.
[[nodiscard]] bool has_foundation_weights(const Catalog& catalog, const EditionId& before,
                                          const EditionId& after,
                                          const std::vector<EditionId>& between);

/// Whether employment_weights() can give any between the two editions. Fits nothing.
[[nodiscard]] bool has_employment_weights(const Catalog& catalog, const EditionId& before,
                                          const EditionId& after);

}  // namespace socshift
