#include "arrow/joined_source.hpp"

#include "arrow/schema.hpp"
#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace socshift::arrow {

namespace {

/// A whole number as it would be printed: no zeros before it, no sign but "-".
std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t out = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, out);
    const bool is_whole = error == std::errc{} && stop == end && std::to_string(out) == text;
    return is_whole ? std::optional{out} : std::nullopt;
}

/// What a file is in the table: its values of the keys, repeated.
class KeyColumn {
public:
    KeyColumn(std::string name, bool is_whole) : name_(std::move(name)), is_whole_(is_whole) {}

    /// So many rows of one value; none of no value: the type.
    [[nodiscard]] Node column(const std::optional<std::string>& value, std::int64_t rows) const {
        const auto size = static_cast<std::size_t>(rows);
        const std::vector<bool> has_value(value ? 0 : size, false);
        if (is_whole_) {
            const auto number = value ? whole_number(*value).value_or(0) : 0;
            return whole_column(name_, std::vector<std::int64_t>(size, number), has_value);
        }
        return text_column(name_, std::vector<std::string_view>(size, value.value_or("")),
                           has_value);
    }

private:
    std::string name_;
    bool is_whole_;
};

/// A table with more columns, as its reader has it.
struct Widened {
    Owned<CArray> table;
    std::vector<CArray> more;
    std::vector<CArray*> columns;
};

void release_widened(CArray* array) {
    auto* const own = static_cast<Widened*>(array->private_data);
    for (auto& column : own->more) {
        if (column.release != nullptr) {
            column.release(&column);
        }
    }
    array->release = nullptr;
    delete own;
}

/// @p table with columns behind its own.
Owned<CArray> widened(Owned<CArray> table, const std::vector<Node>& columns) {
    auto own = std::make_unique<Widened>();
    own->more.resize(columns.size());
    for (std::int64_t i = 0; i < (*table).n_children; ++i) {
        own->columns.push_back((*table).children[i]);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        export_array(columns[i], &own->more[i]);
        own->columns.push_back(&own->more[i]);
    }
    CArray out = *table;
    own->table = std::move(table);
    out.n_children = std::ssize(own->columns);
    out.children = own->columns.data();
    out.release = release_widened;
    out.private_data = own.release();
    return Owned<CArray>{&out};
}

/// Where values may be missing in one of two types, they may in the first.
void allow_missing(Node& type, const CSchema& other) {
    type.flags |= other.flags & flag_nullable;
    for (std::size_t i = 0; i < type.children.size(); ++i) {
        allow_missing(type.children[i], *other.children[static_cast<std::int64_t>(i)]);
    }
}

class JoinedSource final : public BlockSource {
public:
    JoinedSource(std::vector<DataFile> files, OpenFile open)
        : files_(std::move(files)), open_(std::move(open)), source_(open_(files_.front().path)) {
        auto type = node_of(source_->schema());
        export_schema(type, columns_.get());
        for (std::size_t i = 1; i < files_.size(); ++i) {
            const auto source = open_(files_[i].path);
            check(*source, i);
            allow_missing(type, source->schema());
        }
        add_keys(type);
        export_schema(type, schema_.get());
    }

    [[nodiscard]] const CSchema& schema() const noexcept override { return *schema_; }

    [[nodiscard]] bool next(Owned<CArray>& block) override {
        while (!source_->next(block)) {
            if (file_ + 1 == files_.size()) {
                return false;
            }
            source_.reset();
            source_ = open_(files_[++file_].path);
            check(*source_, file_);
        }
        if (!keys_.empty()) {
            const auto rows = (*block).offset + (*block).length;
            std::vector<Node> columns;
            for (const auto& [place, column] : keys_) {
                columns.push_back(column.column(files_[file_].keys[place].value, rows));
            }
            block = widened(std::move(block), columns);
        }
        return true;
    }

private:
    void check(const BlockSource& source, std::size_t file) const {
        const auto problem = difference(source.schema(), *columns_);
        if (!problem.empty()) {
            throw FormatError(
                {files_[file].path.string(), 0, 0},
                fmt::format("{}, as '{}' has", problem, files_.front().path.string()));
        }
    }

    void add_keys(Node& type) {
        const auto& keys = files_.front().keys;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto& name = keys[i].name;
            if (std::any_of(type.children.begin(), type.children.end(),
                            [&](const Node& column) { return column.name == name; })) {
                continue;
            }
            const bool is_whole = std::all_of(files_.begin(), files_.end(), [i](const auto& file) {
                return !file.keys[i].value || whole_number(*file.keys[i].value);
            });
            const bool has_any = std::any_of(files_.begin(), files_.end(), [i](const auto& file) {
                return file.keys[i].value.has_value();
            });
            keys_.emplace_back(i, KeyColumn{name, is_whole && has_any});
            type.children.push_back(keys_.back().second.column({}, 0));
        }
    }

    std::vector<DataFile> files_;
    OpenFile open_;
    std::unique_ptr<BlockSource> source_;
    std::size_t file_ = 0;
    std::vector<std::pair<std::size_t, KeyColumn>> keys_;
    Owned<CSchema> columns_;  // of the first file
    Owned<CSchema> schema_;
};

}  // namespace

std::unique_ptr<BlockSource> joined(std::vector<DataFile> files, OpenFile open) {
    return std::make_unique<JoinedSource>(std::move(files), std::move(open));
}

}  // namespace socshift::arrow
