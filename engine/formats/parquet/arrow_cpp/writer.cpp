#include "parquet/arrow_cpp/writer.hpp"

#include <arrow/c/bridge.h>
#include <arrow/memory_pool.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <parquet/properties.h>

namespace socshift::parquet {

Writer::Writer(const Output& output, ::ArrowSchema* schema, const WriteSettings& settings)
    : pool_(::arrow::default_memory_pool()),
      group_bytes_(settings.group_bytes),
      schema_(require(::arrow::ImportSchema(schema), Problem::no_place)),
      file_(std::make_shared<OutputFile>(output)) {
    ::parquet::WriterProperties::Builder how;
    how.memory_pool(&pool_);
    how.compression(::arrow::Compression::ZSTD);
    how.compression_level(settings.level);
    how.max_row_group_length(settings.rows);
    how.enable_page_checksum();
    ::parquet::ArrowWriterProperties::Builder blocks;
    blocks.store_schema();
    blocks.set_use_threads(settings.threads != 1);
    writer_ = require(
        ::parquet::arrow::FileWriter::Open(*schema_, &pool_, file_, how.build(), blocks.build()),
        Problem::no_place);
}

void Writer::write(::ArrowArray* block) {
    const auto batch = require(::arrow::ImportRecordBatch(block, schema_), Problem::no_place);
    if (batch->num_rows() == 0) {
        return;
    }
    require(writer_->WriteRecordBatch(*batch), usual_problem());
    if (pool_.bytes_allocated() > group_bytes_) {
        require(writer_->NewBufferedRowGroup(), usual_problem());
    }
}

void Writer::finish() {
    require(writer_->Close(), usual_problem());
}

}  // namespace socshift::parquet
