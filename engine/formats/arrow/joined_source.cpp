#include "arrow/joined_source.hpp"

#include "arrow/schema.hpp"
#include "arrow/wider_type.hpp"
#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
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

/// A table of some columns of another and of new ones, as its reader has it.
struct Rearranged {
    Owned<CArray> table;
    std::vector<CArray> made;
    std::vector<CArray*> columns;
};

void release_rearranged(CArray* array) {
    auto* const own = static_cast<Rearranged*>(array->private_data);
    for (auto& column : own->made) {
        if (column.release != nullptr) {
            column.release(&column);
        }
    }
    array->release = nullptr;
    delete own;
}

/// A column of a table that is made of another: its place there, or one that is new.
struct Column {
    std::int64_t place = 0;
    std::optional<Node> made = {};
};

Owned<CArray> rearranged(Owned<CArray> table, const std::vector<Column>& columns) {
    auto own = std::make_unique<Rearranged>();
    own->made.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].made) {
            export_array(*columns[i].made, &own->made[i]);
            own->columns.push_back(&own->made[i]);
        } else {
            own->columns.push_back((*table).children[columns[i].place]);
        }
    }
    CArray out = *table;
    own->table = std::move(table);
    out.n_children = std::ssize(own->columns);
    out.children = own->columns.data();
    out.release = release_rearranged;
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

std::string name_of(const CSchema& column) {
    return column.name == nullptr ? std::string{} : std::string{column.name};
}

bool is_hidden(const char* metadata) {
    return metadata_value(metadata, hidden_key).has_value();
}

/// The names of columns that a file has.
std::vector<std::string> names_of(const CSchema& type) {
    std::vector<std::string> out;
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        if (!is_hidden(type.children[i]->metadata)) {
            out.push_back(name_of(*type.children[i]));
        }
    }
    return out;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What is wrong with the names of the columns of a file behind the first; empty: nothing.
std::string difference_of_names(const CSchema& found, const CSchema& expected) {
    const auto own = names_of(found);
    const auto first = names_of(expected);
    if (own == first) {
        return {};
    }
    for (const auto& name : first) {
        if (!has(own, name)) {
            return fmt::format("there is no column '{}'", name);
        }
    }
    for (const auto& name : own) {
        if (!has(first, name)) {
            return fmt::format("there is a column '{}', expected none", name);
        }
    }
    if (own.size() != first.size() ||
        std::set<std::string>(own.begin(), own.end()).size() != own.size()) {
        return "several columns have the same name, and the order of columns differs";
    }
    const bool has_hidden = own.size() != static_cast<std::size_t>(found.n_children);
    return has_hidden ? fmt::format("the order of columns is another, from '{}' on",
                                    *std::mismatch(own.begin(), own.end(), first.begin()).first)
                      : std::string{};
}

class JoinedSource final : public BlockSource {
public:
    JoinedSource(std::vector<DataFile> files, OpenFile open, const UniteSaid& unite)
        : files_(std::move(files)), open_(std::move(open)), source_(open_(files_.front().path)) {
        type_ = node_of(source_->schema());
        export_schema(type_, first_.get());
        for (std::size_t i = 1; i < files_.size(); ++i) {
            const auto source = open_(files_[i].path);
            check_names(source->schema(), i);
            unite_columns(source->schema(), i, unite);
        }
        column_types_.reserve(type_.children.size());
        for (const auto& column : type_.children) {
            column_types_.emplace_back();
            export_schema(column, column_types_.back().get());
        }
        add_keys();
        export_schema(type_, schema_.get());
    }

    [[nodiscard]] const CSchema& schema() const noexcept override { return *schema_; }

    [[nodiscard]] bool next(Owned<CArray>& block) override {
        while (!source_->next(block)) {
            if (file_ + 1 == files_.size()) {
                return false;
            }
            source_.reset();
            source_ = open_(files_[++file_].path);
            rows_ = 0;
            check_names(source_->schema(), file_);
        }
        check_doubled_keys(*block);
        rows_ += static_cast<std::uint64_t>((*block).length);
        const auto rows = (*block).offset + (*block).length;
        auto columns = columns_of(*block, rows);
        for (const auto& [place, column] : keys_) {
            columns.push_back({0, column.column(files_[file_].keys[place].value, rows)});
        }
        const bool is_as_read = std::ssize(columns) == (*block).n_children &&
                                std::all_of(columns.begin(), columns.end(),
                                            [at = std::int64_t{0}](const Column& column) mutable {
                                                return !column.made && column.place == at++;
                                            });
        if (!is_as_read) {
            block = rearranged(std::move(block), columns);
        }
        return true;
    }

private:
    [[noreturn]] void fail(std::size_t file, const std::string& problem) const {
        throw FormatError({files_[file].path.string(), 0, 0},
                          fmt::format("{}, as '{}' has", problem, files_.front().path.string()));
    }

    void check_names(const CSchema& found, std::size_t file) const {
        if (const auto problem = difference_of_names(found, *first_); !problem.empty()) {
            throw FormatError(
                {files_[file].path.string(), 0, 0},
                fmt::format("{}, unlike '{}'", problem, files_.front().path.string()));
        }
    }

    /// The place of a column of all files in one; nothing: it is hidden, and not in that one.
    [[nodiscard]] static std::optional<std::int64_t> place_in(const CSchema& type,
                                                              const std::string& name,
                                                              std::size_t place) {
        const auto same = static_cast<std::int64_t>(place);
        if (same < type.n_children && name_of(*type.children[same]) == name) {
            return same;
        }
        for (std::int64_t i = 0; i < type.n_children; ++i) {
            if (name_of(*type.children[i]) == name) {
                return i;
            }
        }
        return std::nullopt;
    }

    void unite_columns(const CSchema& found, std::size_t file, const UniteSaid& unite) {
        for (std::size_t i = 0; i < type_.children.size(); ++i) {
            auto& column = type_.children[i];
            const auto place = place_in(found, column.name, i);
            if (!place) {
                continue;
            }
            const auto& own = *found.children[*place];
            try {
                column.metadata = unite(column.metadata, metadata_of(own.metadata));
            } catch (const Error& error) {
                fail(file, fmt::format("column '{}' {}", column.name, error.what()));
            }
            auto wider = wider_type(column, own);
            if (!wider) {
                Owned<CSchema> first;
                export_schema(column, first.get());
                fail(file, column_difference(own, *first));
            }
            column = std::move(*wider);
            if (column_difference(own, *(*first_).children[static_cast<std::int64_t>(i)]).empty()) {
                allow_missing(column, own);
            }
        }
        if (found.n_children != std::ssize(type_.children)) {
            fail(file, "other kinds of missing values are possible than expected");
        }
    }

    /// The columns of a block of the present file.
    [[nodiscard]] std::vector<Column> columns_of(const CArray& block, std::int64_t rows) const {
        const auto& found = source_->schema();
        std::vector<Column> out;
        for (std::size_t i = 0; i < column_types_.size(); ++i) {
            const auto& to = *column_types_[i];
            const auto place = place_in(found, name_of(to), i);
            if (!place || *place >= block.n_children) {
                fail(file_, fmt::format("there is no column '{}'", name_of(to)));
            }
            const auto& own = *found.children[*place];
            out.push_back({*place});
            if (!column_difference(own, to).empty()) {
                out.back().made = widened(own, block.children[*place], rows, type_.children[i]);
            }
        }
        return out;
    }

    void add_keys() {
        const auto& keys = files_.front().keys;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto& name = keys[i].name;
            const auto own = std::find_if(type_.children.begin(), type_.children.end(),
                                          [&](const Node& column) { return column.name == name; });
            if (own != type_.children.end()) {
                doubled_keys_.push_back(i);
                continue;
            }
            const bool is_whole = std::all_of(files_.begin(), files_.end(), [i](const auto& file) {
                return !file.keys[i].value || whole_number(*file.keys[i].value);
            });
            const bool has_any = std::any_of(files_.begin(), files_.end(), [i](const auto& file) {
                return file.keys[i].value.has_value();
            });
            keys_.emplace_back(i, KeyColumn{name, is_whole && has_any});
            type_.children.push_back(keys_.back().second.column({}, 0));
        }
    }

    /// Folders say of their files what a column of these says as well: it has to be the same.
    void check_doubled_keys(const CArray& block) const {
        const auto& type = source_->schema();
        for (const auto key : doubled_keys_) {
            const auto& [name, value] = files_[file_].keys[key];
            const auto place = place_in(type, name, 0).value_or(0);
            for (std::int64_t row = block.offset; row < block.offset + block.length; ++row) {
                const auto same =
                    is_value(*type.children[place], block.children[place], row,
                             value ? std::optional<std::string_view>{*value} : std::nullopt);
                if (same.value_or(false)) {
                    continue;
                }
                throw FormatError(
                    {files_[file_].path.string(), 0, 0},
                    fmt::format("row {}: column '{}' is not what the name of the folder says, "
                                "'{}={}'{}",
                                rows_ + static_cast<std::uint64_t>(row - block.offset) + 1, name,
                                name, value.value_or("__HIVE_DEFAULT_PARTITION__"),
                                same ? "" : "; expected a column of texts or numbers"));
            }
        }
    }

    std::vector<DataFile> files_;
    OpenFile open_;
    std::unique_ptr<BlockSource> source_;
    std::size_t file_ = 0;
    std::uint64_t rows_ = 0;  // of the present file
    std::vector<std::pair<std::size_t, KeyColumn>> keys_;
    std::vector<std::size_t> doubled_keys_;  // of which the files have a column
    Node type_;                              // of all files
    std::vector<Owned<CSchema>> column_types_;
    Owned<CSchema> first_;  // of the first file
    Owned<CSchema> schema_;
};

}  // namespace

std::unique_ptr<BlockSource> joined(std::vector<DataFile> files, OpenFile open,
                                    const UniteSaid& unite) {
    return std::make_unique<JoinedSource>(std::move(files), std::move(open), unite);
}

}  // namespace socshift::arrow
