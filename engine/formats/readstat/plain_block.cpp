#include "readstat/plain_block.hpp"

#include "arrow/blocks.hpp"
#include "arrow/schema.hpp"
#include "socshift/base/error.hpp"

#include <cstring>

namespace socshift::readstat {

namespace {

constexpr std::size_t step = 8;
constexpr std::size_t bits_of_byte = 8;
constexpr std::uint8_t all_bits = 0xFF;

[[noreturn]] void not_whole() {
    throw Error("a block of rows is not whole");
}

std::size_t byte_count(std::size_t bits) {
    return (bits + bits_of_byte - 1) / bits_of_byte;
}

/// The values of @p bytes, of which there have to be @p count.
template <typename T>
const T* values_of(std::string_view bytes, std::size_t count) {
    if (bytes.size() / sizeof(T) != count || bytes.size() % sizeof(T) != 0) {
        not_whole();
    }
    return reinterpret_cast<const T*>(bytes.data());
}

/// Ends that do not go back and do not go beyond @p most.
const std::int32_t* ends_of(std::string_view bytes, std::size_t rows, std::size_t most) {
    const auto* const ends = values_of<std::int32_t>(bytes, rows + 1);
    std::int32_t last = 0;
    for (std::size_t i = 0; i <= rows; ++i) {
        if (ends[i] < last) {
            not_whole();
        }
        last = ends[i];
    }
    if (ends[0] != 0 || static_cast<std::size_t>(last) != most) {
        not_whole();
    }
    return ends;
}

ColumnView column_of(Unpacking& from, Storage storage, std::size_t rows) {
    ColumnView out;
    out.rows = rows;
    const auto nulls = from.number();
    const auto validity = from.bytes();
    if (nulls > rows || (nulls > 0 && validity.size() != byte_count(rows))) {
        not_whole();
    }
    out.nulls = static_cast<std::int64_t>(nulls);
    if (nulls > 0) {
        out.validity = reinterpret_cast<const std::uint8_t*>(validity.data());
    }
    const auto values = from.bytes();
    out.values = values.data();
    if (storage == Storage::text) {
        out.ends = ends_of(from.bytes(), rows, values.size());
    } else if (values.size() != rows * width_of(storage)) {
        not_whole();
    }
    return out;
}

arrow::Buffer buffer(const void* data, const std::shared_ptr<const void>& owner) {
    return {owner, data};
}

}  // namespace

void Packing::number(std::uint64_t number) {
    packed_.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void Packing::bytes(const void* data, std::size_t size) {
    number(size);
    if (size > 0) {
        packed_.append(static_cast<const char*>(data), size);
    }
    packed_.append((step - size % step) % step, '\0');
}

std::string_view Unpacking::take(std::size_t size) {
    if (size > left_.size()) {
        not_whole();
    }
    const auto out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
}

std::uint64_t Unpacking::number() {
    std::uint64_t out = 0;
    std::memcpy(&out, take(sizeof out).data(), sizeof out);
    return out;
}

std::string_view Unpacking::bytes() {
    const auto size = number();
    const auto out = take(size);
    take((step - size % step) % step);
    return out;
}

void ColumnBuffer::mark(bool has_value) {
    if (!has_value || nulls_ > 0) {
        if (validity_.size() < byte_count(rows_ + 1)) {
            validity_.resize(byte_count(rows_ + 1), all_bits);
        }
        if (!has_value) {
            auto& byte = validity_[rows_ / bits_of_byte];
            byte = static_cast<std::uint8_t>(byte & ~(1U << rows_ % bits_of_byte));
            ++nulls_;
        }
    }
    ++rows_;
}

void ColumnBuffer::add_fixed(const void* value) {
    const auto at = rows_ * width_;
    if (values_.size() < at + width_) {
        values_.resize(2 * at + width_);
    }
    std::memcpy(values_.data() + at, value, width_);
    mark(true);
}

void ColumnBuffer::add_text(std::string_view text) {
    values_.insert(values_.end(), text.begin(), text.end());
    ends_.push_back(static_cast<std::int32_t>(values_.size()));
    mark(true);
}

void ColumnBuffer::add_null() {
    if (storage_ == Storage::text) {
        ends_.push_back(ends_.back());
    } else {
        constexpr std::uint64_t zero = 0;
        add_fixed(&zero);
        --rows_;
    }
    mark(false);
}

void ColumnBuffer::pack(Packing& out) const {
    out.number(nulls_);
    auto validity = validity_;
    if (nulls_ > 0) {
        validity.resize(byte_count(rows_), all_bits);
    }
    out.bytes(validity.data(), nulls_ > 0 ? validity.size() : 0);
    if (storage_ == Storage::text) {
        out.bytes(values_.data(), values_.size());
        out.bytes(ends_.data(), ends_.size() * sizeof(std::int32_t));
    } else {
        out.bytes(values_.data(), rows_ * width_);
    }
}

void ColumnBuffer::clear() noexcept {
    rows_ = 0;
    nulls_ = 0;
    validity_.clear();
    if (storage_ == Storage::text) {
        values_.clear();
        ends_.resize(1);
    }
}

void MissingBuffer::add(std::int32_t column, std::string_view value) {
    columns_.push_back(column);
    values_.add_text(value);
}

void MissingBuffer::end_row() {
    ends_.push_back(static_cast<std::int32_t>(columns_.size()));
}

void MissingBuffer::pack(Packing& out) const {
    out.bytes(ends_.data(), ends_.size() * sizeof(std::int32_t));
    out.bytes(columns_.data(), columns_.size() * sizeof(std::int32_t));
    values_.pack(out);
}

void MissingBuffer::clear() noexcept {
    ends_.resize(1);
    columns_.clear();
    values_.clear();
}

void pack_block(Packing& out, std::size_t rows, const std::vector<ColumnBuffer>& columns,
                const MissingBuffer* missing) {
    out.number(rows);
    for (const auto& column : columns) {
        column.pack(out);
    }
    out.number(missing != nullptr ? 1 : 0);
    if (missing != nullptr) {
        missing->pack(out);
    }
}

double ColumnView::number(Storage storage, std::size_t row) const noexcept {
    switch (storage) {
        case Storage::int8:
            return value<std::int8_t>(row);
        case Storage::int16:
            return value<std::int16_t>(row);
        case Storage::int32:
            return value<std::int32_t>(row);
        case Storage::int64:
            return static_cast<double>(value<std::int64_t>(row));
        case Storage::float32:
            return value<float>(row);
        case Storage::float64:
        case Storage::text:
            break;
    }
    return value<double>(row);
}

BlockView BlockView::of(std::string_view packed, const std::vector<Storage>& storages) {
    Unpacking from(packed);
    BlockView out;
    out.rows = from.number();
    if (out.rows > packed.size() * bits_of_byte && !storages.empty()) {
        not_whole();
    }
    out.columns.reserve(storages.size());
    for (const auto storage : storages) {
        out.columns.push_back(column_of(from, storage, out.rows));
    }
    if (from.number() != 0) {
        const auto ends = from.bytes();
        const auto columns = from.bytes();
        const auto count = columns.size() / sizeof(std::int32_t);
        out.missing_ends = ends_of(ends, out.rows, count);
        out.missing_columns = {values_of<std::int32_t>(columns, count), count};
        out.missing_values = column_of(from, Storage::text, count);
    }
    return out;
}

arrow::Node node_of(const ColumnView& column, Storage storage,
                    const std::shared_ptr<const void>& owner) {
    arrow::Node out{format_of(storage), ""};
    out.length = static_cast<std::int64_t>(column.rows);
    out.null_count = column.nulls;
    out.buffers.push_back(buffer(column.validity, owner));
    if (storage == Storage::text) {
        out.buffers.push_back(buffer(column.ends, owner));
    }
    out.buffers.push_back(buffer(column.values, owner));
    return out;
}

arrow::Node missing_node(const BlockView& block, const std::shared_ptr<const void>& owner) {
    const auto count = static_cast<std::int64_t>(block.missing_columns.size());
    arrow::Node column{"i", "column"};
    column.length = count;
    column.buffers = {{}, buffer(block.missing_columns.data(), owner)};
    auto value = node_of(block.missing_values, Storage::text, owner);
    value.name = "value";
    arrow::Node item{"+s", "item"};
    item.length = count;
    item.buffers.resize(1);
    item.children = {std::move(column), std::move(value)};
    arrow::Node out{"+l", std::string{missing_name}};
    out.metadata = arrow::metadata_pair(arrow::hidden_key, "missing");
    out.length = static_cast<std::int64_t>(block.rows);
    out.buffers = {{}, buffer(block.missing_ends, owner)};
    out.children.push_back(std::move(item));
    return out;
}

}  // namespace socshift::readstat
