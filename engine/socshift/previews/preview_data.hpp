#pragma once

#include "socshift/convert/conversion.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/previews/data_series.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/previews/tally.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// A code of a data file that a draft touches.
struct PreviewedData {
    CodeRef code;
    std::string title;
    Effect effect = Effect::loses;   // as seen by the code: see TouchedData
    std::vector<Code> touched;       // leaves of the base that it can be in, touched by the draft
    std::uint64_t rows = 0;          // carried
    std::optional<std::string> sum;  // of these, an exact decimal; if one of them has a figure
    std::uint64_t missing = 0;       // rows whose figure is missing or no number
};

/// A group of the base whose series breaks with a draft, and what a data file has of it.
struct BrokenGroup {
    NamedCode group;
    EditionId since;                 // the earliest edition with which it could be compared
    std::uint64_t rows = 0;          // never 0
    std::optional<std::string> sum;  // of these, an exact decimal; if one of them has a figure
};

/// What a scenario does to a data file. Rows of the file: those of `account` that are not left out
/// by a filter.
struct PreviewOfData {
    ConvertSummary account;               // what was carried and set aside
    std::vector<PreviewedData> codes;     // in the order of editions, then of codes
    std::vector<BrokenGroup> groups;      // by level, coarsest first, then code
    std::vector<PreviewedSeries> series;  // what does not stay as it was, the most of it first
    std::uint64_t rows = 0;
    std::uint64_t rows_moving = 0;      // in codes of which all leaves
    std::uint64_t rows_losing = 0;      // in codes of which a part may leave
    std::uint64_t rows_in_no_code = 0;  // whose cell is no code that its edition could carry
    std::uint64_t missing = 0;          // rows of all codes whose figure is missing or none
    DecimalInterval moving;             // figures that surely leave their code, and that may
};

/// Reads a data file as tally() does, and looks at what @p preview touches of it.
///
/// Needs    @p conversion leads to the base of @p preview; one column in its sums, or none; no
/// means
///          and no keys.
/// Errors   as tally(), MixedLevels among them.
[[nodiscard]] PreviewOfData preview_data(const Preview& preview, const Conversion& conversion,
                                         ReadBytes read);

}  // namespace socshift
