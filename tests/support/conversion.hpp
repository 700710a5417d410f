#pragma once

#include "socshift/convert/plan.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace socshift::test {

/// Two small editions and the table between them:
///
///     old  1-0 group: 1-1 1-2   2-0 group: 2-1 2-2 2-3   3-1
///     new  N1 N2 N3 N4
///
/// 1-1 goes to N1; 1-2 to N1 and N2, no share known; 2-1 to N1, N2 and N3, officially 1/2, 1/3 and
/// 1/6; 2-2 to N3; 2-3 to N2, N3 and N4, no share known; 3-1 nowhere. A third edition, `elder`,
/// has 9-9.
[[nodiscard]] const Catalog& small_catalog();

/// The plan between leaves, with what is open divided by @p weighting in the table itself.
[[nodiscard]] Plan leaf_plan(const Edition& source, const Edition& target,
                             const Correspondence& table, Weighting weighting);

[[nodiscard]] Plan small_plan(Weighting weighting);

/// The source of a row by one column: for each of its values the place.
[[nodiscard]] SourceColumns by_value(const std::string& column,
                                     const std::map<std::string, std::size_t>& places);

/// The cell that @p text is read as.
[[nodiscard]] SumCell sum_cell(const std::string& text);

/// What came of one conversion.
struct Converted {
    std::string out;
    std::string rejects;
    ConvertSummary summary;
};

/// Converts @p text: sums if the request has sums or means.
[[nodiscard]] Converted converted(const ConvertRequest& request, const CodedEditions& sources,
                                  std::string_view text);

/// Converts @p text with the small catalog; column `code` of file `data.csv` unless the request
/// says otherwise.
[[nodiscard]] Converted convert_text(const std::string& text, ConvertRequest request = {},
                                     Weighting weighting = Weighting::none);

}  // namespace socshift::test
