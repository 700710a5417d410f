#pragma once

#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/previews/impact.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace socshift {

/// What a data file has of one code.
struct DataCode {
    std::size_t item = 0;       // of CodedEditions
    std::uint64_t rows = 0;     // carried
    bool has_figure = false;    // a row of them has a number in the summed column
    DecimalSum sum;             // of these
    std::uint64_t missing = 0;  // rows whose figure is missing, or is no number and sets them aside
};

/// The rows of a data file by code.
struct Tally {
    std::vector<DataCode> codes;  // those with rows or missing ones, by item
    ConvertSummary account;       // what was carried and set aside; `sums` if a column is summed
};

/// Reads a file as convert_sums() does, without dividing any code: the rows that would be carried
/// by @p sources, and the sum of one column, by the code that they have. A code needs no known
/// shares for that.
///
/// Needs    one column in request.sums, or none; no means and no keys.
/// Errors   as convert_sums(), MixedLevels among them.
[[nodiscard]] Tally tally(const ConvertRequest& request, const CodedEditions& sources,
                          ReadBytes read);

/// A part of something, where it is known and where it is not: equal ends, or different ones.
struct PartBounds {
    Share least{0, 1};
    Share most{0, 1};

    friend bool operator==(const PartBounds&, const PartBounds&) = default;
};

/// What part of @p code counts, if of each leaf of the target that part counts which @p of_leaf
/// says. Of a code that can be in several leaves, each has what the published shares allow; what
/// goes nowhere does not count.
[[nodiscard]] PartBounds part_of(const DataCode& code, const CodedEditions& sources,
                                 const std::function<PartBounds(const Item&)>& of_leaf);

/// A code of a data file that a draft touches, because it goes to leaves of the base that do not
/// stay as they were.
struct TouchedData {
    const DataCode* data = nullptr;  // of the tally
    std::string title;
    Effect effect = Effect::loses;  // as seen by the code: `ends` if it can only leave
    std::vector<Code> touched;      // leaves of the base that it can be in, touched by the draft
    Share least{0, 1};              // part of its rows and figures that surely leaves
    Share most{0, 1};               // part that may leave
};

/// The codes of @p tally that @p touched, leaves of sources.target(), has an effect on; by item. Of
/// a code that can be in several leaves, each has what the published shares allow.
[[nodiscard]] std::vector<TouchedData> touched_data(const Tally& tally,
                                                    const CodedEditions& sources,
                                                    const std::vector<TouchedCode>& touched);

/// What surely leaves its code, and what at most does: "12.5".
struct DecimalInterval {
    std::string low;
    std::string high;
};

/// A figure, which lives longer than this, of which a part counts.
struct PartOfFigure {
    const DecimalSum* figure = nullptr;
    PartBounds part;
};

/// The sum of what counts, to two decimals where it is no decimal that ends.
[[nodiscard]] DecimalInterval sum_of(const std::vector<PartOfFigure>& parts);

/// touched_sum() of a user's own figures.
[[nodiscard]] DecimalInterval touched_sum(const std::vector<TouchedData>& touched);

/// The items of @p tally that are surely in @p group, an item of sources.target(): all leaves that
/// they can be in are.
[[nodiscard]] std::vector<const DataCode*> codes_within(const Tally& tally,
                                                        const CodedEditions& sources,
                                                        const Item& group);

}  // namespace socshift
