#pragma once

#include "socshift/convert/data_columns.hpp"
#include "socshift/recognise/detect.hpp"

#include <vector>

namespace socshift {

/// Finds out which edition each of some columns in memory is in, as detect() does with a file of
/// these cells; rows are counted as its lines, the first behind the header. How a file would be
/// parted has no meaning here.
///
/// Errors   as detect(); @throws std::invalid_argument if columns differ in length, or if there are
///          none.
[[nodiscard]] Detection detect_columns(const DetectRequest& request, const Catalog& catalog,
                                       const std::vector<DataColumn>& columns);

/// The same of columns that come block by block.
[[nodiscard]] Detection detect_columns(const DetectRequest& request, const Catalog& catalog,
                                       DataBlocks& blocks);

/// Makes @p shape that of the text which columns in memory are read as.
void shape_of_columns(DataShape& shape);

}  // namespace socshift
