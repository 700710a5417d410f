#pragma once

// Internal: not installed. A Parquet file as blocks of columns.

#include "parquet/arrow_cpp/files.hpp"

#include <arrow/c/abi.h>
#include <arrow/record_batch.h>
#include <cstdint>
#include <memory>
#include <parquet/arrow/reader.h>
#include <parquet/properties.h>
#include <vector>

namespace socshift::parquet {

/// Reads one file from its first row group to its last. What it holds is the directory of the file
/// and, of each column, a page and a block; never a row group.
///
/// Values can be far more than the bytes that the file has of them: a long text of a dictionary is
/// one for each row. Where a block needs more memory than may be taken, the rows that are left are
/// read in smaller ones. What Arrow C++ does not look at is looked at here: that there are as many
/// rows as the file says it has, that places in dictionaries are places, that old timestamps
/// (INT96) fit.
class Reader {
public:
    /// @throws Failure, or what Arrow C++ throws.
    Reader(const Input& input, const ReadSettings& settings);

    /// Hands out the type of the table.
    void give_schema(::ArrowSchema* out) const;
    /// Hands out the next rows; at the end what is released already.
    void give_next(::ArrowArray* out);

    /// What an error is, unless it says so itself.
    [[nodiscard]] Problem::Kind usual_problem() const {
        return file_->has_failed() ? Problem::no_access : Problem::bad_file;
    }

private:
    void check_rows();
    void check_types() const;
    [[nodiscard]] std::shared_ptr<::arrow::RecordBatch> next_batch();
    [[nodiscard]] bool go_on_in_smaller_blocks();
    void choose_columns(const ReadSettings& settings);
    void open_old_timestamps(const ::parquet::ReaderProperties& how,
                             ::parquet::ArrowReaderProperties blocks);
    void check_old_timestamps(const ::arrow::RecordBatch& batch);

    ReaderPool::Owner pool_;  // goes after all that is in it
    std::shared_ptr<InputFile> file_;
    std::unique_ptr<::parquet::arrow::FileReader> reader_;
    std::vector<int> row_groups_;
    std::vector<int> leaves_;  // of the columns that are read
    std::unique_ptr<::arrow::RecordBatchReader> batches_;

    // Columns with old timestamps a second time, in microseconds, to see that the nanoseconds that
    // they are read as are not too many for 64 bits.
    std::unique_ptr<::parquet::arrow::FileReader> old_reader_;
    std::unique_ptr<::arrow::RecordBatchReader> old_batches_;
    std::vector<int> old_places_;  // of these columns in a block
    std::shared_ptr<::arrow::RecordBatch> old_batch_;
    std::int64_t old_row_ = 0;
    std::int64_t rows_said_ = 0;
    std::int64_t rows_given_ = 0;
    std::int64_t rows_of_block_ = 0;
    std::int64_t rows_to_skip_ = 0;  // of `batches_`, which were given before
};

/// Puts a reader where there is room for a stream.
void give_stream(std::unique_ptr<Reader> reader, arrow::CStream* out);

}  // namespace socshift::parquet
