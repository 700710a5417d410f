#pragma once

#include "socshift/model/edition.hpp"
#include "socshift/model/rates.hpp"
#include "socshift/weights/weights.hpp"

#include <map>
#include <vector>

namespace socshift {

/// Which leaves of a classification each combined code stands for; each leaf under one code at
/// most. A leaf that is named goes to its name; of those left, the leaves of a group to the code
/// that names the group, the smallest group first; of those left, each to the pattern that it fits.
/// A leaf that fits several patterns is under none.
struct RateMembers {
    std::map<Code, std::vector<Code>> leaves;  // by combined code; sorted
    std::map<Code, Code> code_of;              // by leaf
    std::map<Code, std::vector<Code>>
        unclear;  // leaves that fit several patterns, with those codes
};

/// Of the source codes of @p rates in @p before, and of the target codes in @p after. There, a leaf
/// that fits several patterns is under the one that some rate leads to from the codes of its
/// sources in @p table, if that is one.
[[nodiscard]] RateMembers source_members(const Rates& rates, const Edition& before);
[[nodiscard]] RateMembers target_members(const Rates& rates, const Edition& after,
                                         const Correspondence& table, const RateMembers& sources);

/// The shares out of single codes that rates between combined codes determine, on the basis
/// `census`, for open_sources(table).
///
/// Let C be the combined code of a source s, and D run over the combined codes that C has a rate
/// to. Rates determine shares of s only if
/// 1. C stands for s alone, or for several sources that have the same targets;
/// 2. every target of s is under one of the D, and every D holds a target of s;
/// 3. there are two D or more, and their rates sum to exactly one.
/// The targets of s under one D are then a cell, with the rate of C to D as its share.
///
/// They determine them exactly if C stands for s alone and each D for one target alone. Otherwise
/// `in_part`: C stands for several sources, of which each gets the same shares; or D holds other
/// codes than targets of s, and it is @p table that says that nobody went from s to those; or
/// several targets of s, and how they divide the cell is not said.
///
/// Needs    @p table between leaves of @p before and @p after, those of @p rates.
[[nodiscard]] WeightTable census_weights(const Rates& rates, const Edition& before,
                                         const Edition& after, const Correspondence& table);

/// @p weights without the sources that it determines in part; those become gaps.
[[nodiscard]] WeightTable only_exact(WeightTable weights);

}  // namespace socshift
