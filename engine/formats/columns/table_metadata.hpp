#pragma once

// Internal: not installed. What a table says of itself beside its columns.

#include "arrow/c_data.hpp"
#include "arrow/node.hpp"

#include <string>

namespace socshift::formats {

/// The metadata of a table of the type @p before, for @p after, which its rows became: some left
/// out, some several times, with columns more. Keys stay as they are, but for two:
///
/// `pandas`  is kept of columns that have the type that they had. Of an index that was a column
///           that column stays one; one that only counts rows goes, since the rows are others.
/// `org.apache.spark.sql.parquet.row.metadata`  goes: Spark reads no column that it does not name.
[[nodiscard]] std::string metadata_for(const arrow::CSchema& before, const arrow::Node& after);

}  // namespace socshift::formats
