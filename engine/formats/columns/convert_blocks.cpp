#include "columns/convert_blocks.hpp"

#include "arrow/schema.hpp"
#include "columns/added_columns.hpp"
#include "columns/figure_order.hpp"
#include "columns/frame_blocks.hpp"
#include "columns/missing_kinds.hpp"
#include "columns/rejects_writer.hpp"
#include "columns/types.hpp"
#include "formats.hpp"
#include "socshift/convert/asked_columns.hpp"
#include "socshift/convert/detect_columns.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/share.hpp"
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/figures_answer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace socshift::formats {

namespace {

using arrow::CSchema;
using arrow::Frame;
using arrow::Node;

/// The places of columns with these names.
std::vector<std::size_t> places_of(const Columns& columns, const std::vector<std::string>& names) {
    std::vector<std::size_t> out;
    for (const auto& name : names) {
        out.push_back(columns.place(name));
    }
    return out;
}

/// Makes tables of rows that are carried, and hands them on.
class RowsOut : public CarriedBlocks {
public:
    RowsOut(const Conversion& conversion, const CSchema& type, const RowSink& sink,
            const WriteBytes& rejects)
        : conversion_(conversion),
          type_(type),
          rows_to_(sink),
          draws_(draws_of(conversion)),
          columns_(conversion.spec().file, names_of(type)),
          scaled_(places_of(columns_, conversion.request().scale)),
          missing_(conversion.spec(), type),
          rejects_(type, rejects, scaled_, &missing_) {}

    void start(const std::vector<CarriedPlace>& places) override {
        for (const auto& name : conversion_.added_columns()) {
            columns_.check_is_new(name);
        }
        added_.emplace(conversion_, places);
        for (const auto& place : places) {
            is_divided_.push_back(place.share && *place.share != Share(1, 1));
            is_kept_.push_back(!place.target && place.candidates == 0);
        }
        const auto empty = empty_frame(type_);
        for (const auto place : scaled_) {
            kinds_.push_back(empty.values(place));
        }
        CarriedBlock nothing;
        for (std::size_t i = 0; i < scaled_.size(); ++i) {
            nothing.scaled.emplace_back();
        }
        auto table = table_of(empty, nothing);
        for (const auto& column : table.children) {
            formats_.push_back(column.format);
        }
        sink_ = open_for(rows_to_, type_, std::move(table));
    }

    void make(CarriedBlock& block) override {
        const auto& data = static_cast<const FrameBlock&>(*block.data);
        try {
            auto table = table_of(data.frame(), block);
            check(table);
            block.made = std::make_shared<Node>(std::move(table));
        } catch (const arrow::FrameError& error) {
            throw with_rows_before(error, data.rows_before());
        }
    }

    void take(CarriedBlock&& block) override {
        count_kept(block);
        sink_->write(*std::static_pointer_cast<const Node>(block.made));
    }

    void set_aside(const BlockAside& block) override { rejects_.add(block); }

    void finish() { sink_->finish(); }

    [[nodiscard]] std::vector<MissingCodes> missing_codes() const { return missing_.counts(); }

private:
    /// Rows that are written without a target because their code is missing.
    void count_kept(const CarriedBlock& block) {
        if (conversion_.request().on_unknown != OnUnknown::keep || !MissingKinds::has(type_)) {
            return;
        }
        const MissingKinds kinds(static_cast<const FrameBlock&>(*block.data).frame(), type_);
        for (std::size_t i = 0; i < block.rows.size(); ++i) {
            const bool is_first = i == 0 || block.rows[i] != block.rows[i - 1];
            if (is_first && is_kept_[block.places[i]]) {
                missing_.add(kinds.of(block.rows[i]));
            }
        }
    }

    [[nodiscard]] Node table_of(const Frame& frame, const CarriedBlock& block) const {
        const TableRows rows(block.rows, block.places, draws_);
        auto out = rows_of(frame, rows.rows());
        for (std::size_t i = 0; i < scaled_.size(); ++i) {
            auto& column = out.children[scaled_[i]];
            auto figures = figures_of(block, i, column);
            // What an extension type says is true of its own values alone.
            if (!column.metadata.empty() &&
                !arrow::metadata_value(column.metadata.data(), "ARROW:extension:name")) {
                figures.metadata = std::move(column.metadata);
            }
            column = std::move(figures);
        }
        leave_hidden_out(rows_to_, type_, out);
        for (auto& column : added_->columns(rows, block.title_scores)) {
            out.children.push_back(std::move(column));
        }
        return out;
    }

    /// The figures of a column that is scaled, in the type that they are written in.
    [[nodiscard]] Node figures_of(const CarriedBlock& block, std::size_t which,
                                  const Node& column) const {
        const auto& figures = block.scaled[which].figures;
        if (rows_to_.is_text || kinds_[which] == Frame::Values::texts) {
            return arrow::text_column(column.name, figures);
        }
        if (kinds_[which] == Frame::Values::wholes && conversion_.request().whole) {
            return whole_column_of(column.name, figures, column.format);
        }
        for (std::size_t at = 0; at < figures.size(); ++at) {
            const bool holds = is_divided_[block.places[at]] ? is_near_double(figures[at])
                                                             : is_exact_double(figures[at]);
            if (!holds) {
                const auto& data = static_cast<const FrameBlock&>(*block.data);
                throw Error(fmt::format(
                    "{}: row {}: column '{}' is {}, which no double holds, and figures that are "
                    "divided become doubles; delimited text holds it",
                    conversion_.spec().file, data.rows_before() + block.rows[at] + 1, column.name,
                    figures[at]));
            }
        }
        return column_of_kind(column.name, figures, Frame::Values::reals);
    }

    /// @throws Error if a column has become one of another type.
    void check(const Node& table) const {
        for (std::size_t i = 0; i < formats_.size(); ++i) {
            if (table.children[i].format != formats_[i]) {
                throw Error(
                    fmt::format("{}: column '{}' has figures that no column of numbers can hold",
                                conversion_.spec().file, table.children[i].name));
            }
        }
    }

    const Conversion& conversion_;
    const CSchema& type_;
    const RowSink& rows_to_;
    std::size_t draws_;
    Columns columns_;
    std::vector<std::size_t> scaled_;   // places of columns whose figures are divided
    std::vector<Frame::Values> kinds_;  // theirs, as read
    std::vector<bool> is_divided_;      // by place of CarriedBlock::places
    std::vector<bool> is_kept_;         // by place: of rows without a target
    std::vector<std::string> formats_;  // of all columns, as written
    std::optional<AddedColumns> added_;
    MissingCodeCount missing_;
    RejectsWriter rejects_;
    std::unique_ptr<arrow::BlockSink> sink_;
};

/// The columns of data of this type, as asked_columns() takes them.
std::vector<OfferedColumn> offered_by(const CSchema& type) {
    const auto names = names_of(type);
    std::vector<OfferedColumn> out;
    for (std::size_t place = 0; place < names.size(); ++place) {
        const auto& column = *type.children[place];
        const bool is_readable = Frame::is_readable(column);
        out.push_back({names[place], is_readable,
                       is_readable && Frame::values_of(column) == Frame::Values::texts});
    }
    return out;
}

template <typename Request>
std::optional<std::vector<std::string>> names_asked_by(const Request& request,
                                                       const CSchema& type) {
    const auto names = names_of(type);
    if (std::set<std::string>(names.begin(), names.end()).size() != names.size()) {
        return std::nullopt;  // whoever asks for one of two is told so
    }
    std::vector<std::string> nameless;  // so that only places find a column
    for (std::size_t i = 0; i < names.size(); ++i) {
        nameless.push_back(std::string{'\0'} + std::to_string(i));
    }
    if (!asked_columns(request, nameless).empty()) {
        return std::nullopt;
    }
    std::vector<std::string> out;
    for (const auto place : asked_columns(request, names)) {
        out.push_back(names[place]);
    }
    return out;
}

/// Codes and titles are texts.
void read_texts(const ConversionSpec& spec, FrameBlocks& blocks) {
    blocks.read_as_text(spec.file, spec.column);
    if (!spec.title_column.empty()) {
        blocks.read_as_text(spec.file, spec.title_column);
    }
}

}  // namespace

ConvertSummary convert_blocks(const Conversion& conversion, arrow::BlockSource& source,
                              const RowSink& sink, const WriteBytes& rejects) {
    return in_file(conversion.spec().file, [&] {
        check_codes_against_labels(conversion.spec().file, source.schema(),
                                   conversion.spec().column);
        KeyColumns keys(conversion.spec(), source.schema(), false);
        FrameBlocks blocks(source);
        blocks.read(asked_columns(conversion.spec(), offered_by(source.schema())), &keys);
        read_texts(conversion.spec(), blocks);
        RowsOut out(conversion, source.schema(), sink, rejects);
        auto account = conversion.carry(blocks, out);
        out.finish();
        account.missing_codes = out.missing_codes();
        return account;
    });
}

SummedColumns sum_blocks(const Conversion& conversion, arrow::BlockSource& source, KeyColumns& keys,
                         const WriteBytes& rejects) {
    return in_file(conversion.spec().file, [&] {
        check_codes_against_labels(conversion.spec().file, source.schema(),
                                   conversion.spec().column);
        FrameBlocks blocks(source);
        blocks.read(asked_columns(conversion.spec(), offered_by(source.schema())), &keys);
        read_texts(conversion.spec(), blocks);
        MissingCodeCount missing(conversion.spec(), source.schema());
        RejectsWriter aside(source.schema(), rejects, {}, &missing);
        auto out = conversion.add_up(blocks, [&](const BlockAside& block) { aside.add(block); });
        out.account.missing_codes = missing.counts();
        return out;
    });
}

Node figures_table(const Catalog& catalog, const Conversion& conversion,
                   const SummedColumns& figures, const KeyColumns& keys) {
    std::vector<std::vector<std::string>> orders;
    for (std::size_t key = 0; key < figures.keys.size(); ++key) {
        orders.push_back(keys.orders(key, figures.keys[key]));
    }
    auto sorted = figures;
    put_in_order(sorted, order_of_lines(figures, orders));
    const auto table = figures_answer(catalog, conversion, sorted).table;
    const auto names = printed_names(table);
    std::vector<std::vector<std::string>> cells(names.size());
    for (const auto& row : table.rows()) {
        auto printed = printed_cells(table, row);
        for (std::size_t place = 0; place < names.size(); ++place) {
            cells[place].push_back(std::move(printed[place]));
        }
    }
    constexpr std::size_t first_key = 2;  // behind code and title
    const auto key_count = conversion.spec().by.size();
    std::vector<std::vector<std::string>> texts_of_keys;
    std::vector<Node> out;
    for (std::size_t place = 0; place < names.size(); ++place) {
        const auto kind = table.columns()[place].kind;
        const auto values = kind == ColumnKind::whole    ? Frame::Values::wholes
                            : kind == ColumnKind::amount ? Frame::Values::reals
                                                         : Frame::Values::texts;
        if (place >= first_key && place < first_key + key_count) {
            out.push_back(keys.column(place - first_key, names[place], cells[place]));
            texts_of_keys.push_back(std::move(cells[place]));
            continue;
        }
        for (std::size_t row = 0; kind == ColumnKind::amount && row < cells[place].size(); ++row) {
            const auto& text = cells[place][row];
            const bool is_whole = text.find('.') == std::string::npos;
            if (is_whole ? !is_exact_double(text) : !is_near_double(text)) {
                throw Error(
                    fmt::format("{}: row {} of the result: '{}' is {}, which no double "
                                "holds; delimited text holds it",
                                conversion.spec().file, row + 1, names[place], text));
            }
        }
        out.push_back(column_of_kind(names[place], cells[place], values));
    }
    if (auto missing = keys.missing(texts_of_keys)) {
        out.push_back(std::move(*missing));
    }
    return arrow::table_of(std::ssize(table.rows()), std::move(out));
}

RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                           arrow::BlockSource& source) {
    return in_file(spec.file, [&] {
        check_codes_against_labels(spec.file, source.schema(), spec.column);
        KeyColumns keys(spec, source.schema(), false);
        FrameBlocks blocks(source);
        blocks.read(asked_columns(spec, blocks.names()), &keys);
        read_texts(spec, blocks);
        return socshift::found_editions(catalog, spec, blocks);
    });
}

Detection detect_blocks(const DetectRequest& request, const Catalog& catalog,
                        arrow::BlockSource& source) {
    return in_file(request.file, [&] {
        check_codes_against_labels(request.file, source.schema(), request.column);
        FrameBlocks blocks(source);
        auto places = asked_columns(request, blocks.names());
        if (request.column.empty()) {  // dates, lists and what else there is have no codes
            places.erase(
                std::remove_if(places.begin(), places.end(),
                               [&](std::size_t place) {
                                   return !Frame::is_readable(*source.schema().children[place]);
                               }),
                places.end());
        }
        blocks.read(std::move(places));
        if (!request.column.empty()) {
            blocks.read_as_text(request.file, request.column);
        }
        return detect_columns(request, catalog, blocks);
    });
}

std::vector<CodeTitles> titles_of(const Conversion& conversion) {
    const auto columns = conversion.new_columns();
    const auto of_codes = conversion.request().adds_up() ? 1 : draws_of(conversion);
    std::vector<CodeTitles> out;
    for (std::size_t place = 0; place < std::min(of_codes, columns.size()); ++place) {
        out.push_back(code_titles(columns[place].name, conversion.sources().target()));
    }
    return out;
}

std::optional<std::vector<std::string>> asked_names(const ConversionSpec& spec,
                                                    const CSchema& type) {
    const auto offered = offered_by(type);
    if (asked_columns(spec, offered).size() > asked_columns(spec, names_of(type)).size()) {
        return std::nullopt;
    }
    return names_asked_by(spec, type);
}

std::optional<std::vector<std::string>> asked_names(const AssignSpec& spec, const CSchema& type) {
    return names_asked_by(spec, type);
}

std::optional<std::vector<std::string>> asked_names(const DetectRequest& request,
                                                    const CSchema& type) {
    const auto is_by_place = [](const RowFilter& filter) { return filter.column.starts_with('#'); };
    const auto names = names_of(type);
    if (!request.column.empty() ||
        std::any_of(request.where.begin(), request.where.end(), is_by_place) ||
        std::set<std::string>(names.begin(), names.end()).size() != names.size()) {
        return names_asked_by(request, type);
    }
    std::vector<std::string> out;  // those that codes can be in, and filters
    for (std::size_t place = 0; place < names.size(); ++place) {
        const bool is_filter =
            std::any_of(request.where.begin(), request.where.end(),
                        [&](const RowFilter& filter) { return filter.column == names[place]; });
        if (is_filter || Frame::is_readable(*type.children[place])) {
            out.push_back(names[place]);
        }
    }
    return out;
}

}  // namespace socshift::formats
