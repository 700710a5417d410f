#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/rates.hpp"
#include "socshift/weights/weights.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// What an office knows of two classifications by coding the same cases twice, in lists of codes of
/// its own that combine those of the classifications: which part of each code went to which, and
/// what the codes cover. Tables as Correspondence::make() has them.
struct DualCoding {
    Correspondence flows;   // from one list to the other, with shares
    Correspondence before;  // from the one list to the leaves of the first classification
    Correspondence after;   // from the other to those of the second
};

/// The dual coding of the catalog between two classifications: two lists with a table between them
/// that has shares on the basis `census`, of which the one has a table to @p before, the other to
/// @p after. The first by names; none if there is none. Loads the tables between such lists.
[[nodiscard]] std::optional<DualCoding> dual_coding(const Catalog& catalog, const EditionId& before,
                                                    const EditionId& after);

/// The two lists; none if there is no dual coding.
[[nodiscard]] std::optional<std::pair<EditionId, EditionId>> dual_coded_lists(
    const Catalog& catalog, const EditionId& before, const EditionId& after);

/// @p flows with the shares that group_shares() gives the sources of @p rates, on the basis
/// `census`; links that get none have the share 0.
/// Needs    the ends of @p rates are those of @p flows, which has a link for each of their pairs.
[[nodiscard]] Correspondence with_rates(const Correspondence& flows, const Rates& rates,
                                        const std::vector<std::string>& group);

/// Whether @p table has shares on the basis `census`.
[[nodiscard]] bool has_counted_shares(const Correspondence& table);

/// The leaves that each combined code covers; each leaf under one code at most. A leaf that several
/// cover is under none.
struct CoveredLeaves {
    std::map<Code, std::vector<Code>> leaves;  // by combined code; sorted
    std::map<Code, Code> code_of;              // by leaf
};
[[nodiscard]] CoveredLeaves covered_leaves(const Correspondence& coverage);

/// The shares out of single codes that dual coding determines, on the basis `census`, for
/// open_sources(table).
///
/// Let C be the combined code of a source s, and D run over the combined codes that C has a share
/// to. They determine shares of s only if
/// 1. C stands for s alone, or for several sources that have the same targets;
/// 2. every target of s is under one of the D, and every D holds a target of s;
/// 3. there are two D or more.
/// The targets of s under one D are then a cell, with the share of C in D.
///
/// They determine them exactly if C stands for s alone and each D for one target alone. Otherwise
/// `in_part`: C stands for several sources, of which each gets the same shares; or D holds other
/// codes than targets of s, and it is @p table that says that nobody went from s to those; or
/// several targets of s, and how they divide the cell is not said.
///
/// Needs    @p table between leaves of the classifications of @p coding.
[[nodiscard]] WeightTable census_weights(const DualCoding& coding, const Correspondence& table);

/// @p weights without the sources that it determines in part; those become gaps.
[[nodiscard]] WeightTable only_exact(WeightTable weights);

}  // namespace socshift
