#include "columns/text_blocks.hpp"

#include "columns/added_columns.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>

#include <utility>

namespace socshift::formats {

namespace {

using arrow::Frame;
using arrow::Node;

constexpr std::size_t rows_at_once = 16384;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Numbers as they are written by people: "1,5" is none of these.
Node column_of(const std::string& name, const std::vector<std::string>& texts, Frame::Values kind) {
    auto out = column_of_kind(name, texts, kind);
    if (kind != Frame::Values::texts && out.format == "u") {
        throw Error(
            fmt::format("column '{}' has a figure that no column of numbers can hold", name));
    }
    return out;
}

Frame::Values values_of(NewColumn::Kind kind) {
    switch (kind) {
        case NewColumn::Kind::texts:
            break;
        case NewColumn::Kind::wholes:
            return Frame::Values::wholes;
        case NewColumn::Kind::decimals:
            return Frame::Values::reals;
    }
    return Frame::Values::texts;
}

}  // namespace

TextIntoColumns::TextIntoColumns(const DataShape& shape, std::vector<NewColumn> columns,
                                 bool are_all_new, const Open& open)
    : file_(shape.file),
      given_delimiter_(shape.delimiter),
      open_(open),
      new_(std::move(columns)),
      are_all_new_(are_all_new) {
    if (!shape.has_header) {
        throw Error(fmt::format("{}: a file without header has no names for columns", file_));
    }
}

TextIntoColumns::TextIntoColumns(const Conversion& conversion, const Open& open)
    : TextIntoColumns(conversion.request(), conversion.new_columns(),
                      conversion.request().adds_up(), open) {}

TextIntoColumns::TextIntoColumns(const Assignment& assignment, const Open& open)
    : TextIntoColumns(assignment.spec(), assignment.new_columns(), false, open) {}

void TextIntoColumns::write(std::string_view bytes) {
    text_ += bytes;
    cut(false);
}

void TextIntoColumns::finish() {
    cut(true);
    if (sink_ == nullptr && header_) {
        open(header_->size());
    }
    flush();
    if (sink_) {
        sink_->finish();
    }
}

void TextIntoColumns::cut(bool is_all) {
    std::string_view rest{text_};
    DelimitedRecord record;
    std::string storage;
    if (!delimiter_) {
        // A line end in a quoted name can be missed here; then no delimiter is found.
        if (rest.empty() || !cut_record(rest, ',', is_all, record)) {
            return;
        }
        if (rest.starts_with(byte_order_mark)) {
            text_.erase(0, byte_order_mark.size());
            cut(is_all);
            return;
        }
        delimiter_ = delimiter_of(record.bytes);
    }
    while (!rest.empty() && cut_record(rest, *delimiter_, is_all, record)) {
        rest.remove_prefix(record.bytes.size() + record.line_end.size());
        if (!header_) {
            header_.emplace();
            for (const auto field : record.fields) {
                header_->emplace_back(field_text(field, storage));
            }
            continue;
        }
        if (record.bytes.empty() && header_->size() > 1) {
            continue;  // an empty line is no row
        }
        if (sink_ == nullptr) {
            open(record.fields.size());
        }
        if (record.fields.size() != names_.size()) {
            throw Error(fmt::format("{}: a row of {} cells, expected {}", file_,
                                    record.fields.size(), names_.size()));
        }
        ++rows_;
        for (std::size_t place = 0; place < names_.size(); ++place) {
            const auto text = field_text(record.fields[place], storage);
            if (valid_utf8_size(text) != text.size()) {
                throw Error(
                    fmt::format("{}: column '{}' has a text that is not UTF-8, in row {} "
                                "of the result; expected UTF-8 for a file with columns",
                                file_, names_[place], rows_));
            }
            cells_[place].emplace_back(text);
        }
        if (cells_.front().size() == rows_at_once) {
            flush();
        }
    }
    text_.erase(0, text_.size() - rest.size());
}

char TextIntoColumns::delimiter_of(std::string_view header) const {
    if (given_delimiter_ && *given_delimiter_ != ' ') {
        return *given_delimiter_;
    }
    // Of data that blanks part, one is between two cells of the result.
    for (const char delimiter : std::string{known_delimiters} + ' ') {
        // Before the new columns of rows stand those of the data.
        std::string end = are_all_new_ ? "" : std::string{delimiter};
        for (const auto& column : new_) {
            end += &column == new_.data() ? "" : std::string{delimiter};
            append_field(end, column.name, delimiter);
        }
        if (are_all_new_ ? header == end : header.ends_with(end)) {
            return delimiter;
        }
    }
    throw Error(
        fmt::format("{}: nothing tells what is between the cells of the result; expected a "
                    "delimiter that is named",
                    file_));
}

/// The first row has so many @p cells.
void TextIntoColumns::open(std::size_t cells) {
    names_ = *header_;
    if (names_.size() < new_.size()) {
        throw Error(fmt::format("{}: a header of {} columns, expected {} or more", file_,
                                names_.size(), new_.size()));
    }
    if (cells == names_.size() + 1) {
        names_.emplace(names_.begin());  // R gives row names no name, or an empty one
    }
    if (names_.front().empty()) {
        names_.front() = "row_names";
    }
    cells_.resize(names_.size());
    kinds_.assign(names_.size() - new_.size(), Frame::Values::texts);
    for (const auto& column : new_) {
        kinds_.push_back(values_of(column.kind));
    }
    arrow::Owned<arrow::CSchema> type;
    arrow::export_schema(table(), type.get());
    sink_ = open_(*type);
}

Node TextIntoColumns::table() const {
    std::vector<Node> columns;
    for (std::size_t place = 0; place < names_.size(); ++place) {
        columns.push_back(column_of(names_[place], cells_[place], kinds_[place]));
    }
    return arrow::table_of(std::ssize(cells_.front()), std::move(columns));
}

void TextIntoColumns::flush() {
    if (sink_ == nullptr || cells_.front().empty()) {
        return;
    }
    sink_->write(table());
    for (auto& column : cells_) {
        column.clear();
    }
}

}  // namespace socshift::formats
