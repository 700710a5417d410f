#pragma once

#include "arrow/blocks.hpp"
#include "columns/row_sink.hpp"
#include "formats.hpp"
#include "socshift/convert/assignment.hpp"
#include "socshift/io/byte_source.hpp"

#include <vector>

namespace socshift::formats {

/// Gives the rows of a file with columns codes for their titles. Its own columns come out as those
/// of convert_blocks(); behind them those of title_columns(). Rows that are set aside are written
/// to @p rejects as RejectsWriter has them. @p persons: what person_rows() read of the same file.
///
/// Errors   as Assignment::assign(); CodesInLabels for old codes; arrow::FrameError, which names
///          the file, for a block that is not as Arrow has it, or a type that is not read here;
///          what source and sink throw.
/// Cost     memory depends on the rows of a block, not on those of the file.
[[nodiscard]] AssignSummary assign_blocks(const Assignment& assignment, arrow::BlockSource& source,
                                          const PersonRows& persons, const RowSink& sink,
                                          const WriteBytes& rejects);

/// The last rows of persons in a file with columns, if they are asked for: see
/// Assignment::person_rows().
[[nodiscard]] PersonRows person_rows(const Assignment& assignment, arrow::BlockSource& source);

/// The titles of the codes that @p assignment gives, in the column that has them.
[[nodiscard]] std::vector<CodeTitles> titles_of(const Assignment& assignment);

}  // namespace socshift::formats
