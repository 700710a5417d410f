#pragma once

// Internal: not installed. From counts to what is said about a column.

#include "socshift/io/columns.hpp"
#include "socshift/recognise/column_tally.hpp"
#include "socshift/recognise/detect.hpp"
#include "socshift/recognise/readings.hpp"

#include <cstddef>
#include <vector>

namespace socshift {

/// Cells that no edition explains, by kind in the order of CellDamage.
[[nodiscard]] std::vector<Unexplained> unexplained_cells(const ColumnTally& tally,
                                                         Readings& readings);

/// Everything but `column` and `unexplained`. @p groups and @p columns name other columns.
[[nodiscard]] ColumnDetection judge_column(const ColumnTally& tally, const Readings& readings,
                                           const std::vector<GroupValues>& groups,
                                           const Columns& columns);

}  // namespace socshift
