#pragma once

#include "arrow/blocks.hpp"
#include "columns/key_columns.hpp"
#include "columns/row_sink.hpp"
#include "formats.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/recognise/detect.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace socshift::formats {

/// Carries the rows of a file with columns. Its own columns come out as they are: their types,
/// metadata and dictionaries; behind them those of AddedColumns.
/// Figures that are divided take the place of their columns: whole numbers keep their type if the
/// request wants whole ones, other numbers become doubles, texts stay texts; metadata stays as
/// well. A figure that was divided is the double nearest to it, one that was not is exact.
///
///     auto source = open_source(*kind, {{"survey.dta"}});
///     const auto account = convert_blocks(conversion, *source, {open}, write_rejects);
///
/// Rows that are set aside are written to @p rejects, if there are any, as text between commas: the
/// number of the row, counted from 1, as `line`; the reason; the cells as TextRows has them.
///
/// Errors   as Conversion::run(); Error, which names row and column, for a figure that no double
///          holds as said; arrow::FrameError, which names the file that the spec has, for a block
///          that is not as Arrow has it, or a type that is not read here; what source and sink
///          throw.
/// Cost     memory depends on the rows of a block, not on those of the file.
[[nodiscard]] ConvertSummary convert_blocks(const Conversion& conversion,
                                            arrow::BlockSource& source, const RowSink& sink,
                                            const WriteBytes& rejects);

/// Adds the figures of a file with columns up, as the spec's sums and means say. @p keys: made for
/// them.
[[nodiscard]] SummedColumns sum_blocks(const Conversion& conversion, arrow::BlockSource& source,
                                       KeyColumns& keys, const WriteBytes& rejects);

/// @throws Error for a figure that no double is near enough to.
/// The figures that sum_blocks() gave as a table, whose keys are what they were in the file, in the
/// order of their values.
[[nodiscard]] arrow::Node figures_table(const Catalog& catalog, const Conversion& conversion,
                                        const SummedColumns& figures, const KeyColumns& keys);

/// The editions that the rows of a file with columns are in: see socshift::found_editions().
[[nodiscard]] RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                                         arrow::BlockSource& source);

/// Finds out which edition each column of a file is in, as detect_columns() does.
[[nodiscard]] Detection detect_blocks(const DetectRequest& request, const Catalog& catalog,
                                      arrow::BlockSource& source);

/// The titles of the codes that @p conversion adds to rows, in each of the columns that it adds
/// them in, or of those that its figures have.
[[nodiscard]] std::vector<CodeTitles> titles_of(const Conversion& conversion);

/// Names of the columns that are looked at, for SourceRequest::columns; none: all, also where one
/// is named by its place, which it would not keep.
[[nodiscard]] std::optional<std::vector<std::string>> asked_names(const ConversionSpec& spec,
                                                                  const arrow::CSchema& type);
[[nodiscard]] std::optional<std::vector<std::string>> asked_names(const AssignSpec& spec,
                                                                  const arrow::CSchema& type);
[[nodiscard]] std::optional<std::vector<std::string>> asked_names(const DetectRequest& request,
                                                                  const arrow::CSchema& type);

}  // namespace socshift::formats
