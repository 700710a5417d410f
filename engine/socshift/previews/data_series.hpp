#pragma once

#include "socshift/previews/preview.hpp"
#include "socshift/previews/tally.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// A series of a data file that does not stay as it was: a code of it that a draft touches, or a
/// group of the base that breaks. Figures are sums of the column that is added up, or rows where
/// none is.
struct PreviewedSeries {
    NamedCode code;  // `level`: of the group; of a code of the data, that in its own edition
    EditionId edition;
    std::optional<std::string> now;          // an exact decimal; none: no row of it has a figure
    std::uint64_t missing = 0;               // rows of it, and of what comes, without a figure
    std::optional<DecimalInterval> leaving;  // of `now`
    std::optional<DecimalInterval> coming;   // from elsewhere; none: not known of such a code

    /// The same in hundredths of a percent of `now`, the nearest; none where `now` is not above
    /// zero, or a figure is below it.
    struct Part {
        std::int64_t low = 0;
        std::int64_t high = 0;

        friend bool operator==(const Part&, const Part&) = default;
    };
    std::optional<Part> leaving_part;
    std::optional<Part> coming_part;

    /// The most that leaves or comes, in hundredths of a percent; none: not known.
    [[nodiscard]] std::optional<std::int64_t> greatest() const noexcept;
};

/// The series of @p tally that @p preview does not leave as they were: those of which the most
/// leaves or comes first, what is not known before all; among equals groups from the coarsest, then
/// codes of the data, each in code order. What is counted of a group are the codes that are surely
/// in it.
///
/// Needs    @p sources lead to the base of @p preview; @p summed: a column of figures was.
[[nodiscard]] std::vector<PreviewedSeries> previewed_series(const Preview& preview,
                                                            const Tally& tally,
                                                            const CodedEditions& sources,
                                                            bool summed);

}  // namespace socshift
