#pragma once

#include "socshift/convert/request.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace socshift {

/// A file of which adding up would count twice: rows of a group and of a member of it are both
/// carried, or one figure of a publication is in two rows, because its code is printed at two
/// levels (printed_twice()).
class MixedLevels : public Error {
public:
    explicit MixedLevels(const std::string& message, std::optional<RowFilter> one_level = {},
                         bool no_column = false)
        : Error(message), one_level_(std::move(one_level)), no_column_(no_column) {}

    /// The rows that would remain if only one level is to count, where the file says it in a
    /// column.
    [[nodiscard]] const std::optional<RowFilter>& one_level() const noexcept { return one_level_; }

    /// Whether the rows differ in no column, so that none can tell levels apart.
    [[nodiscard]] bool no_column() const noexcept { return no_column_; }

private:
    std::optional<RowFilter> one_level_;
    bool no_column_;
};

/// The first cells of a column with figures leave open what a point or a comma in them means.
class FiguresNotClear : public FormatError {
public:
    using FormatError::FormatError;
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
/// Rows that are set aside take no part, so rows of groups count twice only if they are carried.
/// One figure in two rows is: a code that a publication prints at two levels, on exactly two rows
/// with the same keys, with equal numbers in all columns, while no other code has several rows with
/// these keys.
///
/// Errors   as convert_rows(); @throws MixedLevels unless allowed; Error for more than 2,000,000
///          combinations of source code and keys, or keys of more than 64 MiB in all; nothing is
///          written before the whole file was read and the account balances.
/// Cost     one hash lookup a row, and two more for each key; memory depends on the editions and
///          on the number of combinations of source code and keys, not on the file.
[[nodiscard]] ConvertSummary convert_sums(const ConvertRequest& request,
                                          const CodedEditions& sources, ReadBytes read,
                                          const ConvertOutputs& outputs);

}  // namespace socshift
