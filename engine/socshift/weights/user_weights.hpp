#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/weights.hpp"
#include "socshift/weights/weights.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// The different values of the groups of @p weights, sorted; one empty list if it has no groups.
[[nodiscard]] std::vector<std::vector<std::string>> groups_of(const Weights& weights);

/// Groups of rows that the weights of one file may be for: each has a plan of its own in memory.
inline constexpr std::size_t most_weight_groups = 1000;

/// Everything wrong or notable in @p weights for @p table, in row order; never throws for bad data.
/// Rules: docs/formats.md, "Findings". With @p normalise, shares that do not sum to one are no
/// error: user_weights() divides them by their sum.
[[nodiscard]] Findings check(const Weights& weights, const Correspondence& table,
                             const Edition& before, const Edition& after, bool normalise = false);

/// @p weights with codes as their editions print them, where those let them be written otherwise.
/// Codes that are of no item stay: check() tells.
[[nodiscard]] Weights with_printed_codes(Weights weights, const Edition& before,
                                         const Edition& after);

/// The weights of one group, exactly as written: shares as they are, counts divided by their sum.
struct UserWeights {
    WeightTable table;
    /// "'15-1132' by 3/2": sources whose shares were divided by their sum, which was not one.
    std::vector<std::string> normalised;
};

/// Needs    check() found no error; @p group one of groups_of().
[[nodiscard]] UserWeights user_weights(const Weights& weights, const std::string& name,
                                       const Correspondence& table,
                                       const std::vector<std::string>& group = {});

/// Shares as weights of a file, to be written.
[[nodiscard]] Weights to_file(const WeightTable& table, const EditionId& before,
                              const EditionId& after);

}  // namespace socshift
