#include "columns/text_blocks.hpp"

#include "columns/added_columns.hpp"
#include "socshift/base/error.hpp"
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

}  // namespace

TextIntoColumns::TextIntoColumns(const Conversion& conversion, const Open& open)
    : conversion_(conversion), open_(open) {
    if (!conversion.request().has_header) {
        throw Error(fmt::format("{}: a file without header has no names for columns",
                                conversion.spec().file));
    }
}

void TextIntoColumns::write(std::string_view bytes) {
    text_ += bytes;
    cut(false);
}

void TextIntoColumns::finish() {
    cut(true);
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
        if (sink_ == nullptr) {
            std::vector<std::string> names;
            for (const auto field : record.fields) {
                names.emplace_back(field_text(field, storage));
            }
            open(names);
            continue;
        }
        if (record.bytes.empty() && names_.size() > 1) {
            continue;  // an empty line is no row
        }
        if (record.fields.size() != names_.size()) {
            throw Error(fmt::format("{}: a row of {} cells, expected {}", conversion_.spec().file,
                                    record.fields.size(), names_.size()));
        }
        for (std::size_t place = 0; place < names_.size(); ++place) {
            cells_[place].emplace_back(field_text(record.fields[place], storage));
        }
        if (cells_.front().size() == rows_at_once) {
            flush();
        }
    }
    text_.erase(0, text_.size() - rest.size());
}

/// Behind the columns of the data stand the added ones, whose names are known; of figures the
/// first name is.
char TextIntoColumns::delimiter_of(std::string_view header) const {
    const auto& given = conversion_.request().delimiter;
    if (given && *given != ' ') {
        return *given;
    }
    const auto added = conversion_.added_columns();
    if (added.empty()) {
        const auto end = header.find_first_of(known_delimiters);
        if (end != std::string_view::npos && (header.substr(0, end).ends_with("_code") ||
                                              header.substr(0, end).ends_with("family"))) {
            return header[end];
        }
    }
    for (const char delimiter : known_delimiters) {
        std::string end;
        for (const auto& name : added) {
            end += delimiter;
            append_field(end, name, delimiter);
        }
        if (!added.empty() && header.ends_with(end)) {
            return delimiter;
        }
    }
    throw Error(
        fmt::format("{}: nothing tells what is between the cells of the result; expected a "
                    "delimiter that is named",
                    conversion_.spec().file));
}

void TextIntoColumns::open(const std::vector<std::string>& names) {
    names_ = names;
    cells_.resize(names.size());
    for (std::size_t place = 0; place < names.size(); ++place) {
        kinds_.push_back(kind_of(place, names.size()));
    }
    arrow::Owned<arrow::CSchema> type;
    arrow::export_schema(table(), type.get());
    sink_ = open_(*type);
}

Frame::Values TextIntoColumns::kind_of(std::size_t place, std::size_t columns) const {
    const auto& request = conversion_.request();
    if (request.adds_up()) {
        const auto first = 2 + request.by.size();  // behind code, title and keys
        const bool is_basis = !request.to_families && place + 1 == columns;
        return place < first || is_basis ? Frame::Values::texts : Frame::Values::reals;
    }
    const auto added = conversion_.added_columns().size();
    if (place + added < columns || request.to_families) {
        return Frame::Values::texts;
    }
    // Codes, then a share unless it was drawn; the basis; and perhaps what is counted.
    const auto at = place + added - columns;
    const auto codes = draws_of(conversion_);
    const auto basis = codes + (request.split == Split::draw ? 0 : 1);
    if (at < codes || at == basis) {
        return Frame::Values::texts;
    }
    if (at < basis) {
        return request.shares == ShareForm::fraction ? Frame::Values::texts : Frame::Values::reals;
    }
    return request.split == Split::title ? Frame::Values::reals : Frame::Values::wholes;
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
