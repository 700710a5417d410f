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

/// Adds up the columns request.sums by target code: exact totals are kept by source code, and the
/// plan is applied to them once at the end. Writes `<edition>_code`, `<edition>_title`, the columns
/// and `basis`, the weakest that contributed, sorted by code; see FigureColumn for how figures are
/// printed. A figure that nothing but empty cells contributed to is empty. Rows that cannot be
/// carried, or have a cell that is no number in one of the columns, go to outputs.rejects.
///
/// Rows with another number of columns than the first line are set aside without being added to
/// any sum: it is not known which of their cells is which.
///
/// Needs    request.sums is not empty.
/// Errors   as convert_rows(); @throws MixedLevels unless allowed; nothing is written before the
///          whole file was read and the account balances.
/// Cost     one hash lookup a row; memory depends on the editions, not on the file.
[[nodiscard]] ConvertSummary convert_sums(const ConvertRequest& request,
                                          const ConvertSources& sources, ReadBytes read,
                                          const ConvertOutputs& outputs);

}  // namespace socshift
