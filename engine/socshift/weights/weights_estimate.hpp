#pragma once

#include "socshift/catalog/counts_file.hpp"
#include "socshift/weights/estimate.hpp"
#include "socshift/weights/weights_between.hpp"

#include <string>
#include <vector>

namespace socshift {

/// Weights estimated from two tables of counts, with the record of how.
struct EstimatedWeights {
    /// For write_weights(): rows, title and record; of the provenance publisher and document.
    Weights file;
    Estimate estimate;
    std::vector<std::string> notes;  // what a reader must know: codes left out, families without

    /// Whether every family with a split was estimated.
    [[nodiscard]] bool is_whole() const noexcept;
};

/// estimate_weights() for @p subject. Counts in the codes of a publication are resolved by what the
/// catalog says these cover: see catalog_leaf_counts().
/// @throws DataError with all findings if counts are not sound; UnknownName if no route joins the
/// edition of counts to the one they are to be of.
[[nodiscard]] EstimatedWeights estimate_between(const Catalog& catalog,
                                                const WeightsSubject& subject,
                                                const NamedCounts& sources,
                                                const NamedCounts& targets);

}  // namespace socshift
