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

namespace {

bool has_one_column(const arrow::CSchema& type) {
    std::size_t shown = 0;
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        shown += is_hidden(*type.children[i]) ? 0U : 1U;
    }
    return shown == 1;
}

/// The rows of @p array as lines.
std::string lines_of(const arrow::CSchema& type, arrow::CArray* array, char delimiter,
                     bool has_one_column) {
    auto read_type = borrowed(type);
    const auto frame = arrow::Frame::of_array(&read_type, array);
    TextRows rows(frame, type, delimiter);
    std::string text;
    for (std::uint64_t row = 0; row < frame.rows(); ++row) {
        const auto begin = text.size();
        rows.add(text, row);
        // An empty line would be no row.
        text += has_one_column && text.size() == begin ? "\"\"\n" : "\n";
    }
    return text;
}

}  // namespace

TextSink::TextSink(WriteBytes write, const arrow::CSchema& type, char delimiter)
    : write_(std::move(write)), delimiter_(delimiter), has_one_column_(has_one_column(type)) {
    write_(header_line(type, delimiter) + "\n");
}

void TextSink::write(const arrow::Node& block) {
    arrow::Owned<arrow::CSchema> type;
    arrow::Owned<arrow::CArray> array;
    arrow::export_schema(block, type.get());
    arrow::export_array(block, array.get());
    write_(lines_of(*type, array.get(), delimiter_, has_one_column_));
}

ReadBytes text_of(std::unique_ptr<arrow::BlockSource> source) {
    constexpr char delimiter = ',';
    struct Reading {
        std::unique_ptr<arrow::BlockSource> source;
        std::string text;
        std::size_t place = 0;
    };
    const auto reading = std::make_shared<Reading>();
    reading->text = header_line(source->schema(), delimiter) + "\n";
    reading->source = std::move(source);
    return [reading](char* buffer, std::size_t size) -> std::size_t {
        while (reading->place == reading->text.size()) {
            const auto& type = reading->source->schema();
            arrow::Owned<arrow::CArray> block;
            if (!reading->source->next(block)) {
                return 0;
            }
            reading->text = lines_of(type, block.get(), delimiter, has_one_column(type));
            reading->place = 0;
        }
        const auto count = reading->text.copy(buffer, size, reading->place);
        reading->place += count;
        return count;
    };
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
