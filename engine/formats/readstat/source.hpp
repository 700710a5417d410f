#pragma once

#include "arrow/blocks.hpp"
#include "readstat/child.hpp"
#include "readstat/variable.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace socshift::readstat {

/// How a file of a statistical package is read.
struct ReadOptions {
    /// Columns of numbers whose labels are texts to look at: each has a column more, `NAME:label`,
    /// of what its values are called ("11-1011 Chief Executives"); of a value without a label the
    /// number. Hidden: it is in no output.
    std::vector<std::string> by_label;

    ChildLimits limits = {};  // of the process that reads the file
};

/// The columns of a regular file of Stata, SPSS or SAS, which is of @p kind: see kind_of(). Texts
/// are utf8; numbers what the file has: whole ones of 8, 16 or 32 bits, floats, doubles. What the
/// file knows beside the values is in the metadata: `variable_key` of a column, `dataset_key` of
/// the table.
///
/// Missing values are nulls; also those with a tag (.a to .z) and those that SPSS declares. Where
/// the file can have such, the last column is hidden and says, row by row, which of them are meant:
/// a list of {column: place in the file, value: ".a" or the value that was declared}. With it, a
/// sink of the same kind gives them back, in whatever order the rows are.
///
///     const auto source = open_source("survey.dta", Kind::dta);
///     for (Owned<CArray> block; source->next(block);) { … }
///
/// The file is read by another process, which may die of it. Memory is bounded by the block, but
/// for long texts of Stata (strL), all of which that process keeps.
/// @throws FormatError, with the row, if the file is damaged; FileError if it cannot be read; Error
/// if there is no column of `by_label`.
[[nodiscard]] std::unique_ptr<arrow::BlockSource> open_source(const std::filesystem::path& file,
                                                              Kind kind,
                                                              const ReadOptions& options = {});

}  // namespace socshift::readstat
