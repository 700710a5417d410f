#include "parquet/arrow_cpp/reader.hpp"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/array/data.h>
#include <arrow/c/bridge.h>
#include <arrow/type.h>
#include <arrow/type_traits.h>
#include <arrow/util/utf8.h>
#include <cerrno>
#include <cstring>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/properties.h>
#include <parquet/schema.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace socshift::parquet {

namespace {

std::string quoted(const std::string& name) {
    return "column '" + name + "'";
}

constexpr std::int64_t fewest_rows_of_block = 256;  // of a block, unless fewer are asked for

/// How much memory a file may take: a small one cannot ask for all that there is.
std::int64_t memory_for(const Input& input, const ReadSettings& settings) {
    constexpr std::int64_t of_any_file = std::int64_t{256} << 20U;
    constexpr std::int64_t of_each_byte = 64;
    const auto size = std::clamp(input.size, std::int64_t{0}, settings.most_memory);
    return std::min(settings.most_memory, of_any_file + of_each_byte * size);
}

/// So many rows that a block has about so many bytes, by what the file says of its row groups.
std::int64_t rows_of_block(const ::parquet::FileMetaData& file, const ReadSettings& settings) {
    std::int64_t rows = settings.rows;
    for (int i = 0; i < file.num_row_groups(); ++i) {
        const auto group = file.RowGroup(i);
        const auto bytes_of_row =
            group->total_byte_size() / std::max<std::int64_t>(group->num_rows(), 1);
        if (bytes_of_row > 0) {
            rows = std::min(rows, settings.block_bytes / bytes_of_row);
        }
    }
    return std::clamp(rows, std::min(fewest_rows_of_block, settings.rows), settings.rows);
}

/// The leaves below a column, in their order.
void add_leaves(const ::parquet::arrow::SchemaField& field, std::vector<int>& out) {
    if (field.column_index >= 0) {
        out.push_back(field.column_index);
    }
    for (const auto& child : field.children) {
        add_leaves(child, out);
    }
}

/// Whether all places of a dictionary's column that are not null are among so many. Of places with
/// a sign those below 0 are read as larger than all others, and `size` is one that they can have.
template <typename Place>
bool are_places(const ::arrow::ArrayData& data, std::uint64_t size) {
    const auto* const places = data.GetValues<Place>(1);
    bool out = true;
    for (std::int64_t i = 0; i < data.length; ++i) {
        out = out && (places[i] < size || data.IsNull(i));
    }
    return out;
}

bool has_right_places(const ::arrow::ArrayData& data, const ::arrow::DataType& places) {
    const auto bits = places.bit_width();
    const bool has_sign = ::arrow::is_signed_integer(places.id());
    const auto most = has_sign ? std::uint64_t{1} << (bits - 1) : ~std::uint64_t{0};
    const auto size = std::min(static_cast<std::uint64_t>(data.dictionary->length), most);
    switch (bits) {
        case 8:
            return are_places<std::uint8_t>(data, size);
        case 16:
            return are_places<std::uint16_t>(data, size);
        case 32:
            return are_places<std::uint32_t>(data, size);
        default:
            return are_places<std::uint64_t>(data, size);
    }
}

/// @throws Failure if a place in a dictionary is none, at any depth.
void check_places(const ::arrow::ArrayData& data, const std::string& column) {
    if (data.dictionary != nullptr) {
        const auto& type = static_cast<const ::arrow::DictionaryType&>(*data.type);
        if (!has_right_places(data, *type.index_type())) {
            throw Failure(Problem::bad_file, quoted(column) + ": a place in a dictionary of " +
                                                 std::to_string(data.dictionary->length) +
                                                 " values is none of it");
        }
        check_places(*data.dictionary, column);
    }
    for (const auto& child : data.child_data) {
        check_places(*child, column);
    }
}

/// @throws Failure if a column, or a part of one, has a name that is no text.
void check_names(const std::vector<std::shared_ptr<::arrow::Field>>& fields) {
    for (const auto& field : fields) {
        const auto& name = field->name();
        if (!::arrow::util::ValidateUTF8(reinterpret_cast<const std::uint8_t*>(name.data()),
                                         std::ssize(name))) {
            throw Failure(Problem::bad_file, "a column with a name that is not UTF-8");
        }
        check_names(field->type()->fields());
    }
}

/// Whether there are timestamps of 96 bits among the leaves of a column.
bool has_old_timestamps(const ::parquet::arrow::SchemaField& field,
                        const ::parquet::SchemaDescriptor& file) {
    if (field.column_index >= 0 &&
        file.Column(field.column_index)->physical_type() == ::parquet::Type::INT96) {
        return true;
    }
    return std::any_of(field.children.begin(), field.children.end(),
                       [&](const auto& child) { return has_old_timestamps(child, file); });
}

/// The parts of a column: fields of a struct, values of lists; only those of its own rows.
::arrow::ArrayVector parts_of(const ::arrow::Array& column) {
    const auto flat = [](const auto& lists) {
        return ::arrow::ArrayVector{require(lists.Flatten(), Problem::bad_file)};
    };
    if (column.type_id() == ::arrow::Type::STRUCT) {
        return require(static_cast<const ::arrow::StructArray&>(column).Flatten(),
                       Problem::bad_file);
    }
    if (column.type_id() == ::arrow::Type::LIST || column.type_id() == ::arrow::Type::MAP) {
        return flat(static_cast<const ::arrow::ListArray&>(column));
    }
    if (column.type_id() == ::arrow::Type::LARGE_LIST) {
        return flat(static_cast<const ::arrow::LargeListArray&>(column));
    }
    if (column.type_id() == ::arrow::Type::FIXED_SIZE_LIST) {
        return flat(static_cast<const ::arrow::FixedSizeListArray&>(column));
    }
    return {};
}

bool is_in(const ::arrow::Array& column, ::arrow::TimeUnit::type unit) {
    return column.type_id() == ::arrow::Type::TIMESTAMP &&
           static_cast<const ::arrow::TimestampType&>(*column.type()).unit() == unit;
}

/// @throws Failure unless all timestamps in nanoseconds are those of `exact` in microseconds, cut.
void check_same_times(const ::arrow::Array& times, const ::arrow::Array& exact,
                      const std::string& column) {
    if (is_in(times, ::arrow::TimeUnit::NANO) && is_in(exact, ::arrow::TimeUnit::MICRO)) {
        constexpr std::int64_t thousand = 1000;
        const auto& nanoseconds = static_cast<const ::arrow::TimestampArray&>(times);
        const auto& microseconds = static_cast<const ::arrow::TimestampArray&>(exact);
        for (std::int64_t i = 0; i < times.length(); ++i) {
            const auto value = nanoseconds.Value(i);
            const auto cut = value / thousand - (value % thousand < 0 ? 1 : 0);
            if (!times.IsNull(i) && cut != microseconds.Value(i)) {
                throw Failure(Problem::no_place,
                              quoted(column) +
                                  ": timestamps of 96 bits that are not between the "
                                  "years 1677 and 2262");
            }
        }
    }
    const auto of_times = parts_of(times);
    const auto of_exact = parts_of(exact);
    for (std::size_t i = 0; i < of_times.size(); ++i) {
        check_same_times(*of_times[i], *of_exact[i], column);
    }
}

}  // namespace

Reader::Reader(const Input& input, const ReadSettings& settings)
    : pool_(ReaderPool::of_at_most(memory_for(input, settings))) {
    auto* const pool = pool_.get();
    file_ = std::make_shared<InputFile>(input, pool);
    ::parquet::ReaderProperties how(pool);
    constexpr std::int64_t read_at_once = std::int64_t{1} << 18U;
    how.enable_buffered_stream();
    how.set_buffer_size(read_at_once);
    how.set_page_checksum_verification(true);
    auto opened = ::parquet::ParquetFileReader::Open(file_, how);
    const auto metadata = opened->metadata();
    if (metadata->num_columns() == 0) {
        throw Failure(Problem::bad_file, "a table without columns");
    }
    ::parquet::ArrowReaderProperties blocks(settings.threads != 1);
    blocks.set_pre_buffer(false);
    rows_of_block_ = rows_of_block(*metadata, settings);
    blocks.set_batch_size(rows_of_block_);
    blocks.set_arrow_extensions_enabled(true);
    reader_ = require(::parquet::arrow::FileReader::Make(pool, std::move(opened), blocks),
                      Problem::bad_file);
    check_rows();
    choose_columns(settings);
    batches_ = require(reader_->GetRecordBatchReader(row_groups_, leaves_), Problem::bad_file);
    ::arrow::util::InitializeUTF8();
    check_names(batches_->schema()->fields());
    open_old_timestamps(how, blocks);
}

void Reader::check_rows() {
    const auto metadata = reader_->parquet_reader()->metadata();
    std::int64_t rows = 0;
    rows_said_ = metadata->num_rows();
    for (int i = 0; i < metadata->num_row_groups(); ++i) {
        const auto of_group = metadata->RowGroup(i)->num_rows();
        if (of_group < 0 || of_group > rows_said_ - rows) {
            throw Failure(Problem::bad_file, "row group " + std::to_string(i) + " has " +
                                                 std::to_string(of_group) + " rows, of " +
                                                 std::to_string(rows_said_) + " in the file");
        }
        rows += of_group;
        row_groups_.push_back(i);
    }
    if (rows != rows_said_) {
        throw Failure(Problem::bad_file, std::to_string(rows) + " rows in row groups, and " +
                                             std::to_string(rows_said_) + " in the file");
    }
}

void Reader::choose_columns(const ReadSettings& settings) {
    const auto& columns = reader_->manifest().schema_fields;
    const std::set<std::string> wanted(
        settings.names, settings.names + std::max<std::int64_t>(settings.columns, 0));
    for (const auto& column : columns) {
        if (settings.columns < 0 || wanted.count(column.field->name()) > 0) {
            add_leaves(column, leaves_);
        }
    }
    if (leaves_.empty()) {
        add_leaves(columns.front(), leaves_);  // there are rows all the same
    }
}

/// Arrow C++ reads an INTERVAL as bytes, and would write it as such.
void Reader::check_types() const {
    const auto& file = *reader_->parquet_reader()->metadata()->schema();
    for (const auto leaf : leaves_) {
        const auto& column = *file.Column(leaf);
        if (column.converted_type() == ::parquet::ConvertedType::INTERVAL) {
            throw Failure(Problem::no_place,
                          quoted(column.path()->ToDotString()) +
                              " is an INTERVAL, which would lose its meaning; a copy of the file "
                              "without it, or with a number in its place, can be read");
        }
    }
}

void Reader::open_old_timestamps(const ::parquet::ReaderProperties& how,
                                 ::parquet::ArrowReaderProperties blocks) {
    const auto& file = *reader_->parquet_reader()->metadata()->schema();
    std::vector<int> leaves;
    int place = 0;
    for (const auto& column : reader_->manifest().schema_fields) {
        std::vector<int> own;
        add_leaves(column, own);
        const bool is_read =
            std::find(leaves_.begin(), leaves_.end(), own.front()) != leaves_.end();
        if (is_read && has_old_timestamps(column, file)) {
            leaves.insert(leaves.end(), own.begin(), own.end());
            old_places_.push_back(place);
        }
        place += is_read ? 1 : 0;
    }
    if (leaves.empty()) {
        return;
    }
    blocks.set_coerce_int96_timestamp_unit(::arrow::TimeUnit::MICRO);
    old_reader_ =
        require(::parquet::arrow::FileReader::Make(
                    how.memory_pool(), ::parquet::ParquetFileReader::Open(file_, how), blocks),
                Problem::bad_file);
    old_batches_ =
        require(old_reader_->GetRecordBatchReader(row_groups_, leaves), Problem::bad_file);
}

void Reader::check_old_timestamps(const ::arrow::RecordBatch& batch) {
    std::int64_t row = 0;
    while (row < batch.num_rows()) {
        if (old_batch_ == nullptr || old_row_ == old_batch_->num_rows()) {
            old_row_ = 0;
            require(old_batches_->ReadNext(&old_batch_), usual_problem());
            if (old_batch_ == nullptr) {
                throw Failure(Problem::bad_file, "columns have different numbers of rows");
            }
        }
        const auto rows = std::min(batch.num_rows() - row, old_batch_->num_rows() - old_row_);
        for (std::size_t i = 0; i < old_places_.size(); ++i) {
            const auto place = old_places_[i];
            check_same_times(*batch.column(place)->Slice(row, rows),
                             *old_batch_->column(static_cast<int>(i))->Slice(old_row_, rows),
                             batch.column_name(place));
        }
        row += rows;
        old_row_ += rows;
    }
}

void Reader::give_schema(::ArrowSchema* out) const {
    require(::arrow::ExportSchema(*batches_->schema(), out), Problem::no_place);
}

/// Reads on behind the rows that were given, in smaller blocks. False: there are none smaller.
bool Reader::go_on_in_smaller_blocks() {
    constexpr std::int64_t times_smaller = 16;
    if (rows_of_block_ <= fewest_rows_of_block) {
        return false;
    }
    rows_of_block_ = std::max(rows_of_block_ / times_smaller, fewest_rows_of_block);
    const auto metadata = reader_->parquet_reader()->metadata();
    std::int64_t rows_before = 0;
    std::vector<int> left;
    for (const auto group : row_groups_) {
        const auto rows = metadata->RowGroup(group)->num_rows();
        if (left.empty() && rows_before + rows <= rows_given_) {
            rows_before += rows;
        } else {
            left.push_back(group);
        }
    }
    rows_to_skip_ = rows_given_ - rows_before;
    batches_.reset();
    reader_->set_batch_size(rows_of_block_);
    batches_ = require(reader_->GetRecordBatchReader(left, leaves_), Problem::bad_file);
    return true;
}

/// The next rows, none at the end.
std::shared_ptr<::arrow::RecordBatch> Reader::next_batch() {
    while (true) {
        std::shared_ptr<::arrow::RecordBatch> batch;
        const auto status = batches_->ReadNext(&batch);
        if ((status.IsOutOfMemory() || status.IsCapacityError()) && go_on_in_smaller_blocks()) {
            continue;
        }
        require(status, usual_problem());
        if (batch == nullptr) {
            return nullptr;
        }
        const auto skipped = std::min(rows_to_skip_, batch->num_rows());
        rows_to_skip_ -= skipped;
        if (skipped < batch->num_rows()) {
            return skipped == 0 ? batch : batch->Slice(skipped);
        }
    }
}

void Reader::give_next(::ArrowArray* out) {
    check_types();
    const auto batch = next_batch();
    if (batch == nullptr) {
        if (rows_given_ != rows_said_) {
            throw Failure(Problem::bad_file, std::to_string(rows_given_) + " rows, expected the " +
                                                 std::to_string(rows_said_) +
                                                 " that the file says it has");
        }
        std::memset(out, 0, sizeof *out);
        return;
    }
    rows_given_ += batch->num_rows();
    require(batch->Validate(), Problem::bad_file);
    for (int i = 0; i < batch->num_columns(); ++i) {
        check_places(*batch->column_data(i), batch->column_name(i));
    }
    if (old_batches_ != nullptr) {
        check_old_timestamps(*batch);
    }
    require(::arrow::ExportRecordBatch(*batch, out), Problem::no_place);
}

namespace {

/// A reader behind the Arrow C stream interface.
struct Stream {
    std::unique_ptr<Reader> reader;
    Problem problem{};
};

Stream& stream_in(arrow::CStream* stream) {
    return *static_cast<Stream*>(stream->private_data);
}

template <typename Give>
int given(arrow::CStream* stream, const Give& give) noexcept {
    auto& own = stream_in(stream);
    const auto done = guarded(&own.problem, Problem::bad_file, [&] {
        try {
            give(*own.reader);
        } catch (const Failure&) {
            throw;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            throw Failure(own.reader->usual_problem(), error.what());
        }
    });
    if (done == 0) {
        return 0;
    }
    switch (own.problem.kind) {
        case Problem::no_access:
            return EIO;
        case Problem::no_memory:
            return ENOMEM;
        case Problem::no_place:
            return ENOTSUP;
        default:
            return EINVAL;
    }
}

}  // namespace

void give_stream(std::unique_ptr<Reader> reader, arrow::CStream* out) {
    auto own = std::make_unique<Stream>();
    own->reader = std::move(reader);
    out->get_schema = [](arrow::CStream* stream, arrow::CSchema* to) {
        return given(stream, [to](const Reader& from) {
            from.give_schema(reinterpret_cast<::ArrowSchema*>(to));
        });
    };
    out->get_next = [](arrow::CStream* stream, arrow::CArray* to) {
        return given(stream,
                     [to](Reader& from) { from.give_next(reinterpret_cast<::ArrowArray*>(to)); });
    };
    out->get_last_error = [](arrow::CStream* stream) -> const char* {
        return stream_in(stream).problem.text;
    };
    out->release = [](arrow::CStream* stream) {
        delete &stream_in(stream);
        stream->release = nullptr;
    };
    out->private_data = own.release();
}

}  // namespace socshift::parquet
