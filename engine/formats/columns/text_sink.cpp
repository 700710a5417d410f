#include "columns/text_sink.hpp"

#include "columns/types.hpp"
#include "socshift/io/delimited_text.hpp"

#include <utility>

namespace socshift::formats {

namespace {

std::string_view name_of(const arrow::CSchema& column) {
    return column.name == nullptr ? std::string_view{} : std::string_view{column.name};
}

}  // namespace

TextRows::TextRows(const arrow::Frame& frame, const arrow::CSchema& type, char delimiter)
    : delimiter_(delimiter) {
    for (std::size_t place = 0; place < frame.names().size(); ++place) {
        if (!is_hidden(*type.children[place])) {
            cells_.emplace_back(place, CellText(frame.pieces(place)));
        }
    }
}

void TextRows::add(std::string& line, std::uint64_t row,
                   const std::map<std::size_t, std::string>& others) {
    bool is_first = true;
    for (const auto& [place, cells] : cells_) {
        if (!std::exchange(is_first, false)) {
            line += delimiter_;
        }
        if (const auto other = others.find(place); other != others.end()) {
            append_field(line, other->second, delimiter_);
            continue;
        }
        cell_.clear();
        cells.append(cell_, static_cast<std::int64_t>(row));
        append_field(line, cell_, delimiter_);
    }
}

std::string header_line(const arrow::CSchema& type, char delimiter) {
    std::string out;
    bool is_first = true;
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        if (is_hidden(*type.children[i])) {
            continue;
        }
        if (!std::exchange(is_first, false)) {
            out += delimiter;
        }
        append_field(out, name_of(*type.children[i]), delimiter);
    }
    return out;
}

TextSink::TextSink(WriteBytes write, const arrow::CSchema& type, char delimiter)
    : write_(std::move(write)), delimiter_(delimiter), has_one_column_(type.n_children == 1) {
    write_(header_line(type, delimiter) + "\n");
}

void TextSink::write(const arrow::Node& block) {
    arrow::Owned<arrow::CSchema> type;
    arrow::Owned<arrow::CArray> array;
    arrow::export_schema(block, type.get());
    arrow::export_array(block, array.get());
    auto read_type = borrowed(*type);
    const auto frame = arrow::Frame::of_array(&read_type, array.get());
    TextRows rows(frame, *type, delimiter_);
    std::string text;
    for (std::uint64_t row = 0; row < frame.rows(); ++row) {
        const auto begin = text.size();
        rows.add(text, row);
        // An empty line would be no row.
        text += has_one_column_ && text.size() == begin ? "\"\"\n" : "\n";
    }
    write_(text);
}

char delimiter_named(std::string_view path) {
    for (const auto* const packed : {".gz", ".zst", ".bz2", ".xz"}) {
        if (path.ends_with(packed)) {
            path.remove_suffix(std::string_view{packed}.size());
            break;
        }
    }
    return path.ends_with(".tsv") || path.ends_with(".tab") ? '\t' : ',';
}

}  // namespace socshift::formats
