#pragma once

#include "arrow/c_data.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::arrow {

/// Bytes that a column keeps, whoever owns them.
struct Buffer {
    std::shared_ptr<const void> owner;
    const void* data = nullptr;

    /// Takes @p values over; an empty vector is a buffer as well, not the lack of one.
    template <typename T>
    static Buffer of(std::vector<T> values) {
        values.reserve(1);
        auto owner = std::make_shared<const std::vector<T>>(std::move(values));
        const void* const data = owner->data();
        return {std::move(owner), data};
    }
};

/// A column that is ready to be handed out, or a table of such: a type and its buffers, as the
/// Arrow columnar format lays them out. A value: copies share the buffers.
///
///     const auto table = table_of(2, {text_column("code", {"11-1011", ""}), …});
///     export_stream(table, stream);
struct Node {
    std::string format;
    std::string name;
    std::string metadata = {};  // as CSchema has it, with its own lengths; empty: none
    std::int64_t flags = flag_nullable;
    std::int64_t length = 0;
    std::int64_t null_count = 0;
    std::vector<Buffer> buffers = {};
    std::vector<Node> children = {};
    std::shared_ptr<const Node> dictionary = {};
    std::int64_t offset = 0;  // of the first value in all buffers and children
};

/// Which rows have a value: the buffer of validity of a column, and how many have none.
struct NullBits {
    Buffer bits = {};  // none if all have one
    std::int64_t nulls = 0;

    static NullBits of(const std::vector<bool>& has_value);
};

/// Columns of one kind each; where there is a list of bools, rows with false have no value.
/// @throws std::length_error for texts of more than two gigabytes together.
[[nodiscard]] Node text_column(std::string name, const std::vector<std::string_view>& values,
                               const std::vector<bool>& has_value = {});
[[nodiscard]] Node text_column(std::string name, const std::vector<std::string>& values,
                               const std::vector<bool>& has_value = {});
[[nodiscard]] Node whole_column(std::string name, std::vector<std::int64_t> values,
                                const std::vector<bool>& has_value = {});
[[nodiscard]] Node unsigned_column(std::string name, std::vector<std::uint64_t> values,
                                   const std::vector<bool>& has_value = {});
[[nodiscard]] Node real_column(std::string name, std::vector<double> values,
                               const std::vector<bool>& has_value = {});
[[nodiscard]] Node bool_column(std::string name, const std::vector<bool>& values,
                               const std::vector<bool>& has_value = {});
[[nodiscard]] Node texts_column(std::string name,
                                const std::vector<std::vector<std::string>>& values);

/// Texts that repeat: of each row the place of its text among @p values; below 0: none.
[[nodiscard]] Node coded_column(std::string name, std::vector<std::int32_t> places,
                                const std::vector<std::string>& values);

/// Columns of @p rows rows each, one behind the other.
[[nodiscard]] Node table_of(std::int64_t rows, std::vector<Node> columns);

/// Puts the type of @p node, or the table that it is in one part, where its reader has room for it.
void export_schema(const Node& node, CSchema* out);
void export_array(const Node& node, CArray* out);
void export_stream(Node table, CStream* out);

}  // namespace socshift::arrow
