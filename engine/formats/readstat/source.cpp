#include "readstat/source.hpp"

#include "arrow/schema.hpp"
#include "readstat/child.hpp"
#include "readstat/parser.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/regular_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

namespace socshift::readstat {

namespace {

/// The texts of one column's labels.
struct LabelColumn {
    std::size_t place = 0;
    std::vector<std::string> texts;
    std::unordered_map<double, std::int32_t> place_of;
};

class Source final : public arrow::BlockSource {
public:
    Source(const std::filesystem::path& path, Kind kind, const ReadOptions& options)
        : shown_(path.string()), file_(path) {
        child_.emplace([this, kind](const Child::Write& write) { read_in_child(kind, write); },
                       file_.descriptor(), options.limits);
        auto message = hear();
        if (message.what != Message::header) {
            broken();
        }
        header_ = header_of(message.bytes);
        for (const auto& variable : header_.variables) {
            storages_.push_back(variable.storage);
        }
        for (const auto& name : options.by_label) {
            add_labels(name);
        }
        make_schema();
    }

    [[nodiscard]] const arrow::CSchema& schema() const noexcept override { return *schema_; }

    [[nodiscard]] bool next(arrow::Owned<arrow::CArray>& block) override {
        if (is_at_end_) {
            return false;
        }
        const auto message = hear();
        if (message.what == Message::end) {
            is_at_end_ = true;
            return false;
        }
        if (message.what != Message::block) {
            broken();
        }
        const auto table = table_of(message.bytes, message.owner);
        arrow::CArray array{};
        arrow::export_array(table, &array);
        block = arrow::Owned<arrow::CArray>(&array);
        return true;
    }

private:
    struct Heard {
        Message what = Message::end;
        std::shared_ptr<const void> owner;
        std::string_view bytes;
    };

    void read_in_child(Kind kind, const Child::Write& write) const {
        parse(
            kind,
            [this](char* buffer, std::size_t size, std::uint64_t offset) {
                return file_.read_at(buffer, size, offset);
            },
            file_.size(),
            [&write](Message what, std::string_view bytes) {
                const std::array<std::uint64_t, 2> start{static_cast<std::uint64_t>(what),
                                                         bytes.size()};
                return write({reinterpret_cast<const char*>(start.data()), sizeof start}) &&
                       write(bytes);
            });
    }

    [[noreturn]] void broken() {
        const auto how = child_->how_it_ended();
        throw FormatError({shown_},
                          fmt::format("the file is damaged: what reads it {}, after row {}",
                                      how.value_or("ended too early"), rows_));
    }

    Heard hear() {
        std::array<std::uint64_t, 2> start{};
        if (!child_->read(reinterpret_cast<char*>(start.data()), sizeof start)) {
            broken();
        }
        const auto size = start[1];
        if (size > most_message_bytes) {
            broken();
        }
        // Not made of zeros, since all of it is read.
        const std::shared_ptr<char[]> bytes(new char[size + 1]);
        if (!child_->read(bytes.get(), size)) {
            broken();
        }
        const std::string_view view{bytes.get(), size};
        if (static_cast<Message>(start[0]) == Message::error) {
            throw FormatError({shown_}, std::string{view});
        }
        return {static_cast<Message>(start[0]), bytes, view};
    }

    Header header_of(std::string_view bytes) const {
        try {
            return Header::of(bytes);
        } catch (const Error& error) {
            throw FormatError({shown_}, error.what());
        }
    }

    void add_labels(const std::string& name) {
        const auto found =
            std::find_if(header_.variables.begin(), header_.variables.end(),
                         [&](const Variable& variable) { return variable.name == name; });
        if (found == header_.variables.end()) {
            throw Error(fmt::format("{}: no column '{}'", shown_, name));
        }
        if (found->labels.empty() || found->storage == Storage::text) {
            throw Error(fmt::format("{}: column '{}' has no labels of numbers", shown_, name));
        }
        LabelColumn column;
        column.place = static_cast<std::size_t>(found - header_.variables.begin());
        for (const auto& each : found->labels) {
            if (const auto number = number_of(each.value)) {
                column.place_of.emplace(*number, std::ssize(column.texts));
                column.texts.push_back(each.label);
            }
        }
        label_columns_.push_back(std::move(column));
    }

    void make_schema() {
        std::vector<arrow::Node> columns;
        for (const auto& variable : header_.variables) {
            arrow::Node column{format_of(variable.storage), variable.name};
            column.metadata = arrow::metadata_pair(variable_key, to_json(variable));
            columns.push_back(std::move(column));
        }
        for (const auto& each : label_columns_) {
            auto column =
                arrow::coded_column(header_.variables[each.place].name + ":label", {}, {});
            column.metadata = arrow::metadata_pair(arrow::hidden_key, "labels");
            columns.push_back(std::move(column));
        }
        if (header_.has_missing) {
            columns.push_back(missing_node(BlockView{}, nullptr));
        }
        auto table = arrow::table_of(0, std::move(columns));
        table.metadata = arrow::metadata_pair(dataset_key, to_json(header_.dataset));
        arrow::CSchema schema{};
        arrow::export_schema(table, &schema);
        schema_ = arrow::Owned<arrow::CSchema>(&schema);
    }

    arrow::Node table_of(std::string_view bytes, const std::shared_ptr<const void>& owner) {
        const auto block = view_of(bytes);
        rows_ += block.rows;
        std::vector<arrow::Node> columns;
        for (std::size_t i = 0; i < block.columns.size(); ++i) {
            columns.push_back(node_of(block.columns[i], storages_[i], owner));
            columns.back().name = header_.variables[i].name;
        }
        for (auto& each : label_columns_) {
            columns.push_back(labels_of(each, block.columns[each.place]));
        }
        if (header_.has_missing) {
            columns.push_back(missing_node(block, owner));
        }
        return arrow::table_of(static_cast<std::int64_t>(block.rows), std::move(columns));
    }

    BlockView view_of(std::string_view bytes) {
        try {
            auto out = BlockView::of(bytes, storages_);
            if (header_.has_missing != (out.missing_ends != nullptr)) {
                broken();
            }
            return out;
        } catch (const FormatError&) {
            throw;
        } catch (const Error&) {
            broken();
        }
    }

    arrow::Node labels_of(LabelColumn& labels, const ColumnView& column) const {
        const auto storage = storages_[labels.place];
        const auto own = labels.texts.size();
        std::vector<double> added;  // values without a label, of this block alone
        std::vector<std::int32_t> places;
        places.reserve(column.rows);
        for (std::size_t row = 0; row < column.rows; ++row) {
            if (!column.has_value(row)) {
                places.push_back(-1);
                continue;
            }
            const double number = column.number(storage, row);
            const auto [found, is_new] = labels.place_of.emplace(number, std::ssize(labels.texts));
            if (is_new) {
                labels.texts.push_back(decimal(number));
                added.push_back(number);
            }
            places.push_back(found->second);
        }
        auto out = arrow::coded_column(header_.variables[labels.place].name + ":label",
                                       std::move(places), labels.texts);
        labels.texts.resize(own);
        for (const auto number : added) {
            labels.place_of.erase(number);
        }
        return out;
    }

    std::string shown_;
    RegularFile file_;
    std::optional<Child> child_;
    Header header_;
    std::vector<Storage> storages_;
    std::vector<LabelColumn> label_columns_;
    arrow::Owned<arrow::CSchema> schema_;
    std::uint64_t rows_ = 0;
    bool is_at_end_ = false;
};

}  // namespace

std::unique_ptr<arrow::BlockSource> open_source(const std::filesystem::path& file, Kind kind,
                                                const ReadOptions& options) {
    return std::make_unique<Source>(file, kind, options);
}

}  // namespace socshift::readstat
