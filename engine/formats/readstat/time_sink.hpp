#pragma once

// Internal: not installed. Days and moments on their way into a file that counts them otherwise.

#include "arrow/blocks.hpp"
#include "readstat/kind.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace socshift::readstat {

/// Opens a sink for rows of a type, in which days and moments are as the file that is written has
/// them, and hands it the rows so. @p kind: of Stata or SPSS, or none: a file that has dates of its
/// own, as Arrow does.
///
/// Into one with dates of its own  numbers under a format of a statistical package become days
///          (date32) or moments without a time zone (milliseconds of `%tc`, else microseconds).
///          What the package knew of the column stays beside it.
/// Into Stata and SPSS  dates, moments without a time zone, and numbers under a format of another
///          package become `%td` and `%tc`, DATE and DATETIME; what was Stata's or SPSS' own
///          before has its own format again. Labels of values that are days go.
///
/// Other columns stay as they are; if all do, this is what @p open gives. @throws Error, which
/// names column and row, for a value that is no whole day where days are meant.
[[nodiscard]] std::unique_ptr<arrow::BlockSink> open_with_times(
    std::optional<Kind> kind, const arrow::CSchema& schema,
    const std::function<std::unique_ptr<arrow::BlockSink>(const arrow::CSchema&)>& open);

}  // namespace socshift::readstat
