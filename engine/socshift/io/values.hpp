#pragma once

#include "socshift/io/byte_source.hpp"
#include "socshift/io/data_shape.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// The different values of column @p column in the rows that @p shape lets through; sorted. Rows
/// with more or fewer columns than the first line are passed over.
/// @throws FormatError if there are more than @p most, or as convert_rows().
[[nodiscard]] std::vector<std::string> column_values(const DataShape& shape,
                                                     const std::string& column, ReadBytes read,
                                                     std::size_t most);

}  // namespace socshift
