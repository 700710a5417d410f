#include "parquet/arrow_cpp/writer.hpp"

#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/memory_pool.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <arrow/type_traits.h>
#include <cstdint>
#include <parquet/arrow/schema.h>
#include <string_view>
#include <unordered_set>

namespace socshift::parquet {

namespace {

template <typename ValueAt>
std::int64_t different_values(const ::arrow::Array& column, const ValueAt& value_at) {
    std::unordered_set<std::string_view> seen;
    seen.reserve(static_cast<std::size_t>(column.length()));
    for (std::int64_t i = 0; i < column.length(); ++i) {
        if (column.IsValid(i)) {
            seen.insert(value_at(i));
        }
    }
    return std::ssize(seen);
}

/// How many different values a column has; 0: it is not looked at.
std::int64_t different_values(const ::arrow::Array& column) {
    const auto& type = *column.type();
    if (::arrow::is_binary_like(type.id())) {
        const auto& texts = static_cast<const ::arrow::BinaryArray&>(column);
        return different_values(column, [&](std::int64_t row) { return texts.GetView(row); });
    }
    if (::arrow::is_large_binary_like(type.id())) {
        const auto& texts = static_cast<const ::arrow::LargeBinaryArray&>(column);
        return different_values(column, [&](std::int64_t row) { return texts.GetView(row); });
    }
    constexpr int least = 4;  // bytes: of fewer there cannot be many
    if (!(::arrow::is_primitive(type.id()) || ::arrow::is_fixed_size_binary(type.id())) ||
        type.bit_width() < least * 8) {
        return 0;
    }
    const auto width = static_cast<std::size_t>(type.byte_width());
    const auto* const bytes = reinterpret_cast<const char*>(column.data()->buffers[1]->data()) +
                              static_cast<std::size_t>(column.offset()) * width;
    return different_values(column, [&](std::int64_t row) {
        return std::string_view{bytes + static_cast<std::size_t>(row) * width, width};
    });
}

/// Whether a dictionary of a column is not worth trying.
bool has_many_values(const ::arrow::Array& column) {
    constexpr std::int64_t fewest_rows = 1024;
    return column.length() >= fewest_rows && different_values(column) > column.length() / 8 * 7;
}

}  // namespace

Writer::Writer(const Output& output, ::ArrowSchema* schema, const WriteSettings& settings)
    : pool_(small_pool()),
      settings_(settings),
      schema_(require(::arrow::ImportSchema(schema), Problem::no_place)),
      file_(std::make_shared<OutputFile>(output)) {
    ::parquet::ArrowWriterProperties::Builder types;
    types.store_schema();
    types.set_use_threads(settings.threads != 1);
    types_ = types.build();
    // Types without a place in Parquet are refused now, not with the first block.
    std::shared_ptr<::parquet::SchemaDescriptor> ignored;
    require(::parquet::arrow::ToParquetSchema(
                schema_.get(), *::parquet::default_writer_properties(), *types_, &ignored),
            Problem::no_place);
}

void Writer::open(const ::arrow::RecordBatch* first) {
    ::parquet::WriterProperties::Builder how;
    how.memory_pool(&pool_);
    how.compression(::arrow::Compression::ZSTD);
    how.compression_level(settings_.level);
    how.max_row_group_length(settings_.rows);
    how.enable_page_checksum();
    // Of a dictionary's column statistics are made with each batch, at a cost of its own.
    constexpr std::int64_t values_at_once = std::int64_t{1} << 14U;
    how.write_batch_size(values_at_once);
    for (int i = 0; first != nullptr && i < first->num_columns(); ++i) {
        if (has_many_values(*first->column(i))) {
            how.disable_dictionary(first->column_name(i));
        }
    }
    writer_ =
        require(::parquet::arrow::FileWriter::Open(*schema_, &pool_, file_, how.build(), types_),
                usual_problem());
}

void Writer::write(::ArrowArray* block) {
    const auto batch = require(::arrow::ImportRecordBatch(block, schema_), Problem::no_place);
    if (batch->num_rows() == 0) {
        return;
    }
    if (writer_ == nullptr) {
        open(batch.get());
    }
    require(writer_->WriteRecordBatch(*batch), usual_problem());
    if (pool_.bytes_allocated() > settings_.group_bytes) {
        require(writer_->NewBufferedRowGroup(), usual_problem());
    }
}

void Writer::finish() {
    if (writer_ == nullptr) {
        open(nullptr);
    }
    require(writer_->Close(), usual_problem());
}

}  // namespace socshift::parquet
