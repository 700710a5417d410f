#include "columns/key_columns.hpp"

#include "arrow/blocks.hpp"
#include "arrow/gather.hpp"
#include "arrow/piece.hpp"
#include "arrow/schema.hpp"
#include "columns/cell_text.hpp"
#include "columns/column_values.hpp"
#include "columns/missing_kinds.hpp"
#include "columns/types.hpp"
#include "socshift/convert/asked_columns.hpp"
#include "socshift/io/columns.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

namespace socshift::formats {

namespace {

using arrow::CSchema;
using arrow::Layout;
using arrow::Node;

constexpr char missing_mark = '\1';  // the text of a text that is missing; before others, itself

/// Texts, or bytes of any number.
bool is_text(const arrow::Type& type) {
    return type.is(arrow::Holds::texts) ||
           (type.is(arrow::Holds::bytes) && type.layout != Layout::fixed);
}

bool is_text_type(std::string_view format) {
    return is_text(arrow::type_of(format));
}

/// The format of the values of a column: of a dictionary, those in it.
std::string_view value_format(const Node& type) {
    return type.dictionary ? type.dictionary->format : type.format;
}

/// The bytes of values, as they stand in a file.
class RawBytes {
public:
    explicit RawBytes(const arrow::ColumnOfPieces& column)
        : column_(column),
          piece_(column.pieces.front()),
          type_(arrow::type_of(column.type->format)) {
        if (column.type->dictionary != nullptr) {
            const auto* const values = piece_.array->dictionary;
            type_ = arrow::type_of(column.type->dictionary->format);
            dictionary_ = arrow::checked_piece(*column.type->dictionary, values, 0, values->length,
                                               column.name);
        }
    }

    /// Nothing of a value that is missing. Of types without bytes of their own (lists): an empty
    /// text. CellText has checked the row.
    [[nodiscard]] std::optional<std::string> of(std::int64_t row) const {
        if (column_.type->format == std::string_view{"n"} || piece_.is_null(row)) {
            return std::nullopt;
        }
        if (!dictionary_) {
            return in(piece_, row);
        }
        const auto at = arrow::whole_of(piece_, *column_.type->format, row);
        return dictionary_->is_null(at) ? std::nullopt : std::optional{in(*dictionary_, at)};
    }

private:
    [[nodiscard]] std::string in(const arrow::Piece& piece, std::int64_t row) const {
        constexpr std::int64_t bits = 8;
        const auto at = piece.begin + row;
        if (is_text(type_)) {
            return std::string{arrow::text_of(piece, type_, row, column_.name)};
        }
        if (type_.layout == Layout::fixed) {
            const auto width = static_cast<std::int64_t>(type_.width);
            return {static_cast<const char*>(piece.buffer(1)) + at * width, type_.width};
        }
        if (type_.layout == Layout::bits) {
            const auto byte = arrow::load<std::uint8_t>(piece.buffer(1), at / bits);
            return (byte >> at % bits & 1) != 0 ? "1" : "";
        }
        return {};
    }

    const arrow::ColumnOfPieces& column_;
    const arrow::Piece& piece_;
    arrow::Type type_;
    std::optional<arrow::Piece> dictionary_;
};

ConversionSpec without_keys(ConversionSpec spec) {
    spec.by.clear();
    spec.where.clear();
    return spec;
}

AssignSpec without_keys(AssignSpec spec) {
    spec.where.clear();
    return spec;
}

}  // namespace

KeyColumns::KeyColumns(const ConversionSpec& spec, const CSchema& type, bool keeps_nulls)
    : KeyColumns(spec, spec.by, asked_columns(without_keys(spec), names_of(type)), type,
                 keeps_nulls) {}

KeyColumns::KeyColumns(const AssignSpec& spec, const CSchema& type)
    : KeyColumns(spec, {}, asked_columns(without_keys(spec), names_of(type)), type, false) {}

KeyColumns::KeyColumns(const DataShape& data, const std::vector<std::string>& by,
                       const std::vector<std::size_t>& others, const CSchema& type,
                       bool keeps_nulls) {
    const auto names = names_of(type);
    const Columns own(data.file, names);
    std::set<std::size_t> filtered;
    for (const auto& filter : data.where) {
        filtered.insert(own.place(filter.column));
    }
    const bool has_kinds = MissingKinds::has(type);
    const auto add = [&](std::size_t place, bool is_key) {
        const bool is_other = std::find(others.begin(), others.end(), place) != others.end();
        columns_.push_back({place, arrow::node_of(*type.children[place]), is_key,
                            is_key && keeps_nulls && filtered.count(place) == 0 && !is_other,
                            has_kinds && !is_other});
    };
    for (const auto& name : by) {
        keys_.push_back(columns_.size());
        add(own.place(name), true);
        filtered.erase(own.place(name));
    }
    for (const auto place : filtered) {
        if (has_kinds) {
            add(place, false);
        }
    }
    for (std::int64_t i = 0; has_kinds && i < type.n_children; ++i) {
        if (arrow::metadata_value(type.children[i]->metadata, arrow::hidden_key) == "missing") {
            missing_name_ = names[static_cast<std::size_t>(i)];
        }
    }
}

void KeyColumns::read(const arrow::Frame& frame, const CSchema& type,
                      std::vector<DataColumn>& columns, Texts& texts) {
    const MissingKinds missing(frame, type);
    for (auto& column : columns_) {
        const auto& pieces = frame.pieces(column.place);
        if (pieces.pieces.size() != 1) {
            continue;  // a type that is not read, which is an error where it is asked for
        }
        const CellText cells(pieces);
        const RawBytes bytes(pieces);
        std::unordered_map<std::string, std::int32_t> numbers;
        const auto format = value_format(column.type);
        const bool is_text = is_text_type(format);
        const bool is_real = format == "e" || format == "f" || format == "g";
        auto& values = texts.values.emplace_back();
        auto& places = texts.places.emplace_back();
        places.reserve(frame.rows());
        for (std::uint64_t row = 0; row < frame.rows(); ++row) {
            auto& text = texts.own.emplace_back();
            const auto at = static_cast<std::int64_t>(row);
            Value value;
            value.has_value = cells.append(text, at) && (!is_real || text != "NaN");
            if (value.has_value) {
                value.bytes = bytes.of(at).value_or("");
                if (column.keeps_nulls && is_text && text.starts_with(missing_mark)) {
                    text.insert(text.begin(), missing_mark);
                }
            } else {
                text.clear();
                if (column.shows_missing) {
                    const auto kinds = missing.of(row);
                    const auto kind = kinds.find(column.place);
                    value.missing = kind == kinds.end() ? "" : kind->second;
                    text = value.missing;
                }
                if (text.empty() && column.keeps_nulls && is_text) {
                    text.assign(1, missing_mark);
                }
            }
            const auto [known, is_new] =
                numbers.try_emplace(text, static_cast<std::int32_t>(values.size()));
            places.push_back(known->second);
            if (!is_new) {
                texts.own.pop_back();
                continue;
            }
            values.push_back(text);
            if (column.is_key) {
                column.values.try_emplace(text, std::move(value));
            }
        }
        columns[column.place].values = CodedTexts{values, places};
    }
}

const KeyColumns::Value& KeyColumns::value_of(const Column& column, const std::string& text) const {
    static const Value none;
    const auto found = column.values.find(text);
    return found == column.values.end() ? none : found->second;
}

Node KeyColumns::column(std::size_t key, const std::string& name,
                        const std::vector<std::string>& texts) const {
    const auto& column = columns_[keys_[key]];
    const auto format = value_format(column.type);
    const auto layout = arrow::type_of(format);
    std::vector<bool> has_value;
    std::vector<std::string> bytes;
    for (const auto& text : texts) {
        const auto& value = value_of(column, text);
        has_value.push_back(value.has_value);
        bytes.push_back(value.bytes);
    }
    Node out;
    if (is_text(layout) && column.type.dictionary) {
        std::vector<std::int32_t> places;
        std::vector<std::string> values;
        std::map<std::string, std::int32_t> numbers;
        for (std::size_t row = 0; row < bytes.size(); ++row) {
            const auto [known, is_new] =
                numbers.try_emplace(bytes[row], static_cast<std::int32_t>(values.size()));
            if (is_new && has_value[row]) {
                values.push_back(bytes[row]);
            } else if (is_new) {
                numbers.erase(known);
                places.push_back(-1);
                continue;
            }
            places.push_back(has_value[row] ? known->second : -1);
        }
        out = arrow::coded_column(name, std::move(places), values);
    } else if (is_text(layout)) {
        out = arrow::text_column(name, bytes, has_value);
        out.format = layout.is(arrow::Holds::texts) || format == "vu" ? "u" : "z";
    } else if (layout.layout == Layout::bits) {
        std::vector<bool> bits;
        for (const auto& byte : bytes) {
            bits.push_back(!byte.empty());
        }
        out = arrow::bool_column(name, bits, has_value);
    } else if (layout.layout == Layout::fixed) {
        std::vector<char> all(bytes.size() * layout.width);
        for (std::size_t row = 0; row < bytes.size(); ++row) {
            std::copy(bytes[row].begin(), bytes[row].end(),
                      all.begin() + static_cast<std::ptrdiff_t>(row * layout.width));
        }
        auto validity = arrow::NullBits::of(has_value);
        out = Node{std::string{format}, name};
        out.length = std::ssize(bytes);
        out.null_count = validity.nulls;
        out.buffers = {std::move(validity.bits), arrow::Buffer::of(std::move(all))};
    } else {
        return arrow::text_column(name, texts, has_value);
    }
    out.metadata = column.type.metadata;
    return out;
}

std::vector<std::string> KeyColumns::orders(std::size_t key,
                                            const std::vector<std::string>& texts) const {
    const auto& column = columns_[keys_[key]];
    std::vector<std::string> out;
    for (const auto& text : texts) {
        const auto& value = value_of(column, text);
        out.push_back(value.has_value ? "1" + value_order(value_format(column.type), text)
                                      : "0" + value.missing);
    }
    return out;
}

std::optional<Node> KeyColumns::missing(
    const std::vector<std::vector<std::string>>& texts_of_keys) const {
    if (!missing_name_ || texts_of_keys.empty()) {
        return std::nullopt;
    }
    std::vector<std::map<std::size_t, std::string>> rows(texts_of_keys.front().size());
    for (std::size_t key = 0; key < keys_.size(); ++key) {
        const auto& column = columns_[keys_[key]];
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const auto& kind = value_of(column, texts_of_keys[key][row]).missing;
            if (!kind.empty()) {
                rows[row].emplace(column.place, kind);
            }
        }
    }
    return missing_column(*missing_name_, rows);
}

}  // namespace socshift::formats
