#pragma once

#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"

#include <cstdint>
#include <string>

namespace socshift {

/// A file that has a row for a group and one for a member of it: adding up counts twice.
class MixedLevels : public Error {
public:
    using Error::Error;
};

/// Adds up the columns request.sums by target code, and averages request.means: exact totals are
/// kept by source code, and the plan is applied to them once at the end. Writes `<edition>_code`,
/// `<edition>_title`, the columns request.by, the sums, the means and `basis`, the weakest that
/// contributed, sorted by code, then by keys in byte order; see FigureColumn for how figures are
/// printed. A figure that nothing but empty cells contributed to is empty. Rows that cannot be
/// carried, or have a cell that is no number in one of the columns, or a negative weight, go to
/// outputs.rejects.
///
/// With request.by there is a line for each target and combination of keys that a row has. Keys are
/// the texts of cells.
///
/// A mean is the sum of figures times weight times share, divided by that of weights times shares,
/// over the rows that have a figure and a weight; exact, and rounded once: see
/// FigureColumn::quotient(). It is empty if there is no weight but zero. Its column is
/// `<name>_mean`, or `<name>_mean_by_<weight>`.
///
/// Rows with another number of columns than the first line are set aside without being added to
/// any sum: it is not known which of their cells is which.
///
/// Needs    request.adds_up(); no request.bounds with request.means: means have none.
/// Errors   as convert_rows(); @throws MixedLevels unless allowed; Error for more than 2,000,000
///          combinations of source code and keys, or keys of more than 64 MiB in all; nothing is
///          written before the whole file was read and the account balances.
/// Cost     one hash lookup a row, and two more for each key; memory depends on the editions and
///          on the number of combinations of source code and keys, not on the file.
[[nodiscard]] ConvertSummary convert_sums(const ConvertRequest& request,
                                          const ConvertSources& sources, ReadBytes read,
                                          const ConvertOutputs& outputs);

}  // namespace socshift
