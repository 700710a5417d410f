#pragma once

#include "arrow/blocks.hpp"
#include "readstat/variable.hpp"
#include "socshift/io/byte_source.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace socshift::readstat {

/// A column of codes and what they are called.
struct TitledCodes {
    std::string column;
    std::vector<std::pair<std::string, std::string>> titles;  // by code
};

/// How a file of a statistical package is written.
struct WriteOptions {
    /// Columns of texts whose codes have titles. In .sav they stay texts, with the titles as their
    /// value labels. In .dta, where texts have none, they become whole numbers of the digits of the
    /// code ("11-1011" is 111011), labelled "11-1011 Chief Executives".
    std::vector<TitledCodes> titled;
    bool is_compressed = false;  // of .sav: the whole file, as .zsav are
    /// Where the temporary file is; it becomes about as large as the result.
    std::filesystem::path folder = ".";
};

/// Writes a file of Stata (.dta, version 118, or 119 for more than 32,767 columns) or SPSS (.sav).
/// How wide texts and whole numbers are is known at the end, so that rows wait in a temporary file
/// until finish(): before it, nothing is put out.
///
/// What the metadata of the schema says (`variable_key`, `dataset_key`) is kept: types, names,
/// labels, value labels, formats and missing values, as far as they are of the same kind of file.
/// Columns with `arrow::hidden_key` are not written. A whole number or text that needs more room
/// than the type of its column has gets it; what no type of the file can hold is an error, which
/// names column and row. Memory is bounded by the block, but for different texts of more than 2,045
/// bytes in .dta.
/// @throws Error for a kind that is not written, or a name that a column cannot have in it.
[[nodiscard]] std::unique_ptr<arrow::BlockSink> make_sink(Kind kind, const arrow::CSchema& schema,
                                                          WriteBytes write,
                                                          WriteOptions options = {});

}  // namespace socshift::readstat
