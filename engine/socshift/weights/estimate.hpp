#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/weights.hpp"
#include "socshift/weights/weights.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace socshift {

/// The count of each leaf of @p edition that @p counts determine. @p coverage says which leaves
/// each code of the publication covers; nullptr if @p counts are in codes of @p edition itself. A
/// leaf has a count if every code that covers it covers nothing else: the sum of theirs, all of
/// which must be there. Codes that are no leaves give nothing.
///
/// Needs    @p coverage between counts.coded_in and @p edition.
[[nodiscard]] LeafSizes leaf_counts(const Counts& counts, const Edition& edition,
                                    const Correspondence* coverage);

/// `contradictory`: no flows have both margins; those of the sources are kept.
enum class EstimateState : std::uint8_t { estimated, contradictory, not_estimable };
template <>
inline constexpr auto word_table<EstimateState> =
    std::to_array<Word<EstimateState>>({{EstimateState::estimated, "estimated"},
                                        {EstimateState::contradictory, "contradictory"},
                                        {EstimateState::not_estimable, "not-estimable"}});

/// What came of one family in which a source has several targets.
struct FamilyEstimate {
    std::vector<Code> sources;
    std::vector<Code> targets;
    EstimateState state = EstimateState::estimated;
    EstimateRecord::Family record;

    friend bool operator==(const FamilyEstimate&, const FamilyEstimate&) = default;
};

struct Estimate {
    std::vector<FamilyEstimate> families;  // in the order of families()
    WeightTable weights;                   // shares are whole millionths
};

/// Weights from counts of the sources and counts of the targets: within each family, flows along
/// its links with the margins of the sources and, scaled to the same sum, of the targets, by
/// iterative proportional fitting from equal flows (see fit()). A family in which a code has no
/// count is not estimable: nobody says what is missing. Where the margins contradict each other,
/// the sources' are kept and the targets' approached, and the record says what is left between
/// them. What goes along a link is rounded to millionths of its source; a link with none of them
/// gets nothing.
///
/// Needs    @p table between leaves of @p before and @p after.
[[nodiscard]] Estimate estimate_weights(const Correspondence& table, const Edition& before,
                                        const Edition& after, const LeafSizes& sources,
                                        const LeafSizes& targets);

}  // namespace socshift
