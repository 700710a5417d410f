#pragma once

// Internal: not installed. Blocks of columns as a Parquet file.

#include "parquet/arrow_cpp/files.hpp"

#include <arrow/c/abi.h>
#include <arrow/memory_pool.h>
#include <arrow/type_fwd.h>
#include <memory>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

namespace socshift::parquet {

/// Writes one file: zstd, checksums of pages, the type of the table as Arrow has it beside the one
/// of Parquet. It holds one row group, encoded. A column gets a dictionary unless nearly all values
/// of the first block are different: then it would grow too large in each row group and be given
/// up; of a survey, that took a third of the time of encoding.
class Writer {
public:
    /// Takes @p schema over. @throws Failure, or what Arrow C++ throws.
    Writer(const Output& output, ::ArrowSchema* schema, const WriteSettings& settings);
    ~Writer() { file_->give_up(); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Takes @p block over.
    void write(::ArrowArray* block);
    void finish();

    /// What an error is, unless it says so itself.
    [[nodiscard]] Problem::Kind usual_problem() const noexcept {
        return file_->has_failed() ? Problem::no_access : Problem::no_place;
    }

private:
    void open(const ::arrow::RecordBatch* first);

    ::arrow::ProxyMemoryPool pool_;
    WriteSettings settings_;
    std::shared_ptr<::arrow::Schema> schema_;
    std::shared_ptr<OutputFile> file_;
    std::shared_ptr<::parquet::ArrowWriterProperties> types_;
    std::unique_ptr<::parquet::arrow::FileWriter> writer_;  // from the first block on
};

}  // namespace socshift::parquet
