#pragma once

// Files of statistical packages that tests write and read.

#include "arrow/blocks.hpp"
#include "arrow/frame.hpp"
#include "arrow/schema.hpp"
#include "readstat/kind.hpp"
#include "readstat/parser.hpp"
#include "readstat/sink.hpp"
#include "readstat/source.hpp"
#include "socshift/base/error.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift::test::statistical {

using namespace socshift::arrow;
using namespace socshift::readstat;

using Texts = std::vector<std::string>;

inline Owned<CSchema> schema_of(const Node& table) {
    CSchema schema{};
    export_schema(table, &schema);
    return Owned<CSchema>(&schema);
}

inline Node with(Node column, const Variable& variable) {
    column.metadata = arrow::metadata_pair(variable_key, to_json(variable));
    return column;
}

/// A column of so many bytes a value, of which those without one are null.
template <typename T>
Node fixed_column(const char* format, std::string name, std::vector<T> values,
                  const std::vector<bool>& has_value = {}) {
    auto validity = NullBits::of(has_value);
    Node out{format, std::move(name)};
    out.length = std::ssize(values);
    out.null_count = validity.nulls;
    out.buffers = {std::move(validity.bits), Buffer::of(std::move(values))};
    return out;
}

/// The bytes of a file with the blocks @p tables, which are of one type.
inline std::string written(readstat::Kind kind, const std::vector<Node>& tables,
                           WriteOptions options = {}) {
    const test::TemporaryFolder folder;
    options.folder = folder.path();
    std::string out;
    const auto schema = schema_of(tables.front());
    const auto sink = make_sink(
        kind, *schema, [&out](std::string_view bytes) { out += bytes; }, options);
    for (const auto& table : tables) {
        sink->write(table);
    }
    CHECK(out.empty());  // nothing before it is whole
    sink->finish();
    CHECK(std::filesystem::is_empty(folder.path()));
    return out;
}

/// What a sink says of a table that has no place in the file.
inline std::string refusal(readstat::Kind kind, const Node& table,
                           const WriteOptions& options = {}) {
    try {
        static_cast<void>(written(kind, {table}, options));
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

/// A file that was read to its end, in one piece.
class ReadFile {
public:
    explicit ReadFile(const std::string& bytes, const ReadOptions& options = {})
        : source_(open_source(folder_.write("file", bytes), kind_of(bytes).value(), options)) {
        while (true) {
            Owned<CArray> block;
            if (!source_->next(block)) {
                break;
            }
            blocks_.push_back(std::move(block));
        }
    }

    [[nodiscard]] const CSchema& schema() const { return source_->schema(); }
    [[nodiscard]] std::size_t block_count() const { return blocks_.size(); }

    /// The rows of one block, in the order of @p rows; all as they are without.
    [[nodiscard]] Node rows(std::size_t block,
                            const std::optional<std::vector<std::uint64_t>>& rows = {}) {
        const auto it = frame(block);
        std::vector<std::uint64_t> all;
        for (std::uint64_t row = 0; row < it.rows(); ++row) {
            all.push_back(row);
        }
        return it.gather(rows.value_or(all));
    }

    /// The cells of one column as text; "-" has no value.
    [[nodiscard]] Texts cells(const std::string& name) {
        Texts out;
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            const auto table = rows(i);
            for (const auto& column : table.children) {
                if (column.name == name) {
                    add_cells(column, out);
                }
            }
        }
        return out;
    }

    [[nodiscard]] Variable variable(std::int64_t place) const {
        return variable_of(
            arrow::metadata_value(schema().children[place]->metadata, variable_key).value());
    }
    [[nodiscard]] Dataset dataset() const {
        return dataset_of(arrow::metadata_value(schema().metadata, dataset_key).value());
    }
    [[nodiscard]] std::string format(std::int64_t place) const {
        return schema().children[place]->format;
    }

private:
    Frame frame(std::size_t block) {
        auto type = schema();
        type.release = [](CSchema* self) { self->release = nullptr; };
        auto array = *blocks_.at(block);
        array.release = [](CArray* self) { self->release = nullptr; };
        return Frame::of_array(&type, &array);
    }

    static void add_cells(const Node& column, Texts& out) {
        const auto type = type_of_text(column);
        for (std::int64_t row = 0; row < column.length; ++row) {
            const auto* const bits = static_cast<const std::uint8_t*>(column.buffers[0].data);
            if (bits != nullptr && (bits[row / 8] >> row % 8 & 1) == 0) {
                out.emplace_back("-");
            } else if (type) {
                const auto* const ends = static_cast<const std::int32_t*>(column.buffers[1].data);
                out.emplace_back(static_cast<const char*>(column.buffers[2].data) + ends[row],
                                 static_cast<std::size_t>(ends[row + 1] - ends[row]));
            } else {
                out.push_back(decimal(number(column, row)));
            }
        }
    }
    static bool type_of_text(const Node& column) { return column.format == "u"; }
    static double number(const Node& column, std::int64_t row) {
        const auto* const data = column.buffers[1].data;
        switch (column.format.front()) {
            case 'c':
                return static_cast<const std::int8_t*>(data)[row];
            case 's':
                return static_cast<const std::int16_t*>(data)[row];
            case 'i':
                return static_cast<const std::int32_t*>(data)[row];
            case 'f':
                return static_cast<const float*>(data)[row];
            default:
                return static_cast<const double*>(data)[row];
        }
    }

    test::TemporaryFolder folder_;
    std::unique_ptr<BlockSource> source_;
    std::vector<Owned<CArray>> blocks_;
};

/// What is said of a file that cannot be read; empty: it can. Read here, without the process of its
/// own that a source has: a file is damaged in hundreds of ways.
inline std::string damage(const std::string& bytes) {
    std::string out;
    readstat::parse(
        kind_of(bytes).value(),
        [&bytes](char* to, std::size_t size, std::uint64_t offset) -> std::int64_t {
            const auto part = std::min(size, bytes.size() - std::min(offset, bytes.size()));
            std::copy_n(bytes.data() + std::min(offset, bytes.size()), part, to);
            return static_cast<std::int64_t>(part);
        },
        bytes.size(),
        [&out](Message what, std::string_view text) {
            if (what == Message::error) {
                out = text;
            }
            return true;
        });
    return out;
}

inline Variable known(readstat::Kind kind, int place, Storage storage) {
    Variable out;
    out.kind = kind;
    out.place = place;
    out.storage = storage;
    return out;
}

}  // namespace socshift::test::statistical
