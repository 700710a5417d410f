#pragma once

// Internal: not installed. Rows on their way between processes, or through a temporary file.

#include "arrow/node.hpp"
#include "readstat/variable.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::readstat {

/// Puts numbers and bytes one behind the other, each at a multiple of eight bytes.
class Packing {
public:
    void number(std::uint64_t number);
    void bytes(const void* data, std::size_t size);
    void text(std::string_view text) { bytes(text.data(), text.size()); }

    [[nodiscard]] const std::string& packed() const noexcept { return packed_; }
    void clear() noexcept { packed_.clear(); }

private:
    std::string packed_;
};

/// Takes them out again. @throws Error where they end too early.
class Unpacking {
public:
    explicit Unpacking(std::string_view packed) : left_(packed) {}
    std::uint64_t number();
    std::string_view bytes();

private:
    std::string_view take(std::size_t size);
    std::string_view left_;
};

/// A column of some rows that grows at its end.
class ColumnBuffer {
public:
    explicit ColumnBuffer(Storage storage) : storage_(storage), width_(width_of(storage)) {}

    [[nodiscard]] Storage storage() const noexcept { return storage_; }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

    /// Needs the type of the storage.
    template <typename T>
    void add(T value) {
        add_fixed(&value);
    }
    void add_fixed(const void* value);
    void add_text(std::string_view text);
    void add_null();

    void pack(Packing& out) const;
    void clear() noexcept;

private:
    void mark(bool has_value);

    Storage storage_;
    std::size_t width_;
    std::size_t rows_ = 0;
    std::size_t nulls_ = 0;
    std::vector<std::uint8_t> validity_;  // packed bits; as far as there are nulls
    std::vector<char> values_;
    std::vector<std::int32_t> ends_{0};
};

/// Which missing values are meant, row by row: of each the column, by Variable::place, and what
/// stands for it: ".a", or the value of SPSS that is declared to be none.
class MissingBuffer {
public:
    void add(std::int32_t column, std::string_view value);
    void end_row();

    void pack(Packing& out) const;
    void clear() noexcept;

private:
    std::vector<std::int32_t> ends_{0};
    std::vector<std::int32_t> columns_;
    ColumnBuffer values_{Storage::text};
};

/// A column of a block that was packed; refers to its bytes.
struct ColumnView {
    std::size_t rows = 0;
    std::int64_t nulls = 0;
    const std::uint8_t* validity = nullptr;  // nullptr: all have a value
    const char* values = nullptr;
    const std::int32_t* ends = nullptr;  // of texts: one more than rows

    [[nodiscard]] bool has_value(std::size_t row) const noexcept {
        constexpr std::size_t bits = 8;
        return validity == nullptr || (validity[row / bits] >> row % bits & 1) != 0;
    }
    template <typename T>
    [[nodiscard]] T value(std::size_t row) const noexcept {
        return reinterpret_cast<const T*>(values)[row];
    }
    [[nodiscard]] std::string_view text(std::size_t row) const noexcept {
        return {values + ends[row], static_cast<std::size_t>(ends[row + 1] - ends[row])};
    }
    /// The value of a column of numbers.
    [[nodiscard]] double number(Storage storage, std::size_t row) const noexcept;
};

/// A block that was packed: the rows, the columns, which missing values are meant. Bounds are
/// checked.
struct BlockView {
    std::size_t rows = 0;
    std::vector<ColumnView> columns;
    const std::int32_t* missing_ends = nullptr;  // nullptr: the file has no such
    std::span<const std::int32_t> missing_columns;
    ColumnView missing_values;

    /// @p packed begins at a multiple of eight bytes. @throws Error.
    [[nodiscard]] static BlockView of(std::string_view packed,
                                      const std::vector<Storage>& storages);
};

/// Puts a block together; @p missing may be nullptr.
void pack_block(Packing& out, std::size_t rows, const std::vector<ColumnBuffer>& columns,
                const MissingBuffer* missing);

/// A column that refers to the bytes of a block, kept by @p owner.
[[nodiscard]] arrow::Node node_of(const ColumnView& column, Storage storage,
                                  const std::shared_ptr<const void>& owner);

/// The column of missing values.
[[nodiscard]] arrow::Node missing_node(const BlockView& block,
                                       const std::shared_ptr<const void>& owner);

}  // namespace socshift::readstat
