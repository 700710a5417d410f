#include "readstat/incoming.hpp"

#include "arrow/blocks.hpp"
#include "arrow/owned.hpp"
#include "arrow/schema.hpp"
#include "readstat/united.hpp"
#include "socshift/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace socshift::readstat {

namespace {

using arrow::CArray;
using arrow::CSchema;
using arrow::Holds;
using arrow::Layout;
using arrow::Piece;

constexpr std::int64_t most_exact = std::int64_t{1} << 53U;  // whole numbers that a double holds
constexpr std::size_t most_sav_text = 32767;
constexpr std::size_t most_dta_long_text = 2'000'000'000;

/// How values of an Arrow type wait; nothing: they have no place in a file.
std::optional<Storage> waiting_as(const CSchema& schema) {
    const std::string_view format{schema.format};
    if (schema.dictionary != nullptr) {
        const auto values = waiting_as(*schema.dictionary);
        return values == Storage::text && arrow::type_of(format).is(Holds::wholes) ? values
                                                                                   : std::nullopt;
    }
    if (arrow::type_of(format).is(Holds::texts)) {
        return Storage::text;
    }
    if (format.size() != 1) {
        return std::nullopt;
    }
    switch (format.front()) {
        case 'c':
        case 'b':
        case 'n':
            return Storage::int8;
        case 's':
        case 'C':
            return Storage::int16;
        case 'i':
        case 'S':
            return Storage::int32;
        case 'l':
        case 'L':
        case 'I':
            return Storage::int64;
        case 'f':
            return Storage::float32;
        case 'g':
            return Storage::float64;
        default:
            return std::nullopt;
    }
}

template <typename T, typename Better>
void keep(Extreme<T>& extreme, T value, std::uint64_t row, Better is_better) {
    if (extreme.row == 0 || is_better(value, extreme.value)) {
        extreme = {value, row};
    }
}

void add_whole(ColumnBuffer& out, std::int64_t value) {
    switch (out.storage()) {
        case Storage::int8:
            out.add(static_cast<std::int8_t>(value));
            break;
        case Storage::int16:
            out.add(static_cast<std::int16_t>(value));
            break;
        case Storage::int32:
            out.add(static_cast<std::int32_t>(value));
            break;
        case Storage::int64:
        case Storage::float32:
        case Storage::float64:
        case Storage::text:
            out.add(value);
            break;
    }
}

bool bit_of(const Piece& piece, std::int64_t row) noexcept {
    constexpr std::int64_t bits = 8;
    const auto place = piece.begin + row;
    return (arrow::load<std::uint8_t>(piece.buffer(1), place / bits) >> place % bits & 1) != 0;
}

/// The number that the digits of a code are; nothing: too large, or it has none.
std::optional<std::int32_t> digits_of(std::string_view code) {
    constexpr std::int64_t most = 2'147'483'620;  // of Stata
    constexpr int ten = 10;
    std::int64_t out = 0;
    bool any = false;
    for (const char each : code) {
        if (each >= '0' && each <= '9') {
            out = out * ten + (each - '0');
            any = true;
            if (out > most) {
                return std::nullopt;
            }
        } else if (each != '-' && each != '.') {
            return std::nullopt;
        }
    }
    return any ? std::optional{static_cast<std::int32_t>(out)} : std::nullopt;
}

}  // namespace

Incoming::Incoming(Kind kind, const CSchema& schema, const std::vector<TitledCodes>& titled)
    : kind_(kind), width_(static_cast<std::size_t>(schema.n_children)) {
    dataset_.kind = kind;
    if (const auto json = arrow::metadata_value(schema.metadata, dataset_key)) {
        dataset_ = dataset_of(*json);
    }
    for (std::size_t place = 0; place < width_; ++place) {
        const auto& child = *schema.children[place];
        const auto hidden = arrow::metadata_value(child.metadata, arrow::hidden_key);
        if (!hidden) {
            add_column(child, place);
        } else if (*hidden == "missing") {
            missing_ = place;
        }
    }
    for (const auto& each : titled) {
        add_titles(each);
    }
    for (const auto& each : columns_) {
        storages_.push_back(each.storage);
        buffers_.emplace_back(each.storage);
    }
}

void Incoming::add_column(const CSchema& schema, std::size_t place) {
    Written column;
    column.name = schema.name == nullptr ? "" : schema.name;
    column.place = place;
    const auto storage = waiting_as(schema);
    if (!storage) {
        throw Error(fmt::format("column '{}' has the type {}, which has no place in a {} file",
                                column.name, arrow::type_name(schema), extension_of(kind_)));
    }
    column.storage = *storage;
    if (const auto json = arrow::metadata_value(schema.metadata, variable_key)) {
        column.known = variable_of(*json);
        column.has_known = true;
        column.is_same_kind = column.known.kind == kind_;
        if ((column.known.storage == Storage::text) != (column.storage == Storage::text)) {
            // The column was replaced by one that is not what its labels are about.
            column.known = {};
            column.has_known = false;
            column.is_same_kind = false;
        } else {
            by_place_.emplace(column.known.place, columns_.size());
        }
    }
    if (column.has_known && !column.is_same_kind && column.storage != Storage::text &&
        is_time(column.known)) {
        throw Error(fmt::format(
            "column '{}' holds dates or times of a {} file ({}), which count from another day in "
            "a {} file",
            column.name, extension_of(column.known.kind), column.known.format,
            extension_of(kind_)));
    }
    if (kind_ == Kind::sav && column.is_same_kind && column.storage != Storage::text) {
        for (const auto& range : column.known.missing) {
            const auto low = number_of(range.low);
            const auto high = number_of(range.high);
            if (low && high) {
                column.declared.emplace_back(*low, *high);
            }
        }
    }
    columns_.push_back(std::move(column));
}

void Incoming::add_titles(const TitledCodes& titled) {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Written& column) {
        return column.name == titled.column;
    });
    if (found == columns_.end() || found->storage != Storage::text) {
        throw Error(fmt::format("no column '{}' of texts, which have titles", titled.column));
    }
    found->known.kind = kind_;
    found->known.format.clear();
    found->known.missing.clear();
    found->known.labels.clear();
    found->known.label_set.clear();
    found->is_same_kind = true;
    if (kind_ == Kind::sav) {
        for (const auto& [code, title] : titled.titles) {
            found->known.labels.push_back({code, title});
        }
        return;
    }
    const bool are_numbers =
        std::all_of(titled.titles.begin(), titled.titles.end(),
                    [](const auto& code) { return digits_of(code.first).has_value(); });
    if (!are_numbers) {
        return;  // of families and drafts: texts, which Stata has no labels for
    }
    found->storage = Storage::int32;
    found->known.storage = Storage::int32;
    std::unordered_map<std::int32_t, std::string> codes;
    for (const auto& [code, title] : titled.titles) {
        const auto number = digits_of(code);
        const auto [other, is_new] = codes.emplace(*number, code);
        if (!is_new) {
            throw Error(fmt::format("column '{}': codes '{}' and '{}' have the same number, {}",
                                    titled.column, other->second, code, *number));
        }
        found->numbers.emplace(code, *number);
        found->known.labels.push_back({std::to_string(*number), code + " " + title});
    }
}

void Incoming::fail(const Written& column, std::uint64_t row, const std::string& what) const {
    throw Error(fmt::format("column '{}', row {}: {}", column.name, row, what));
}

void Incoming::take(const arrow::Node& block, Packing& out) {
    if (block.children.size() != width_) {
        throw Error(
            fmt::format("a block of {} columns; expected {}", block.children.size(), width_));
    }
    CSchema schema{};
    arrow::export_schema(block, &schema);
    const arrow::Owned<CSchema> own_schema(&schema);
    CArray array{};
    arrow::export_array(block, &array);
    const arrow::Owned<CArray> own_array(&array);
    const auto& types = *own_schema;
    const auto& values = *own_array;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& column = columns_[i];
        const auto& type = *types.children[column.place];
        const auto waits = waiting_as(type);
        const bool is_as_said = waits && (*waits == column.storage ||
                                          (*waits == Storage::text && !column.numbers.empty()));
        if (!is_as_said) {
            throw Error(fmt::format("column '{}' has changed its type, to {}", column.name,
                                    arrow::type_name(type)));
        }
        buffers_[i].clear();
        take_column(
            column, type,
            arrow::checked_piece(type, values.children[column.place], 0, block.length, column.name),
            buffers_[i]);
    }
    missing_buffer_.clear();
    if (missing_) {
        take_missing(*types.children[*missing_], *values.children[*missing_], block.length);
    }
    pack_block(out, static_cast<std::size_t>(block.length), buffers_,
               missing_ ? &missing_buffer_ : nullptr);
    rows_ += static_cast<std::uint64_t>(block.length);
    constexpr auto most_rows = std::uint64_t{std::numeric_limits<std::int32_t>::max()};
    if (rows_ > most_rows) {
        throw Error(fmt::format("more than {} rows, which no {} file is written with here",
                                most_rows, extension_of(kind_)));
    }
}

namespace {

/// The text of a row of a column of texts or of a dictionary of them.
class TextReader {
public:
    TextReader(const CSchema& schema, const Piece& piece, const std::string& column)
        : piece_(piece), type_(arrow::type_of(schema.format)), column_(column) {
        if (schema.dictionary != nullptr) {
            letter_ = schema.format[0];
            type_ = arrow::type_of(schema.dictionary->format);
            const auto& values = *piece.array->dictionary;
            values_ = arrow::checked_piece(*schema.dictionary, &values, 0, values.length, column);
        }
    }

    /// Nothing for a row without a value.
    [[nodiscard]] std::optional<std::string_view> text(std::int64_t row) const {
        if (piece_.is_null(row)) {
            return std::nullopt;
        }
        if (letter_ == '\0') {
            return arrow::text_of(piece_, type_, row, column_);
        }
        const auto place = arrow::whole_of(piece_, letter_, row);
        if (place < 0 || place >= values_.rows) {
            throw Error(fmt::format("column '{}': place {} in a dictionary of {} values", column_,
                                    place, values_.rows));
        }
        if (values_.is_null(place)) {
            return std::nullopt;
        }
        return arrow::text_of(values_, type_, place, column_);
    }

private:
    const Piece& piece_;
    arrow::Type type_;
    const std::string& column_;
    char letter_ = '\0';
    Piece values_;
};

}  // namespace

void Incoming::take_column(Written& column, const CSchema& schema, const Piece& piece,
                           ColumnBuffer& out) const {
    const std::string_view format{schema.format};
    const auto row_at = [this](std::int64_t row) {
        return rows_ + static_cast<std::uint64_t>(row) + 1;
    };
    if (schema.dictionary != nullptr || arrow::type_of(format).is(Holds::texts)) {
        const TextReader reader(schema, piece, column.name);
        const auto most = kind_ == Kind::sav ? most_sav_text : most_dta_long_text;
        for (std::int64_t row = 0; row < piece.rows; ++row) {
            const auto text = reader.text(row);
            if (!text || (text->empty() && !column.numbers.empty())) {
                out.add_null();
                continue;
            }
            if (!column.numbers.empty()) {
                const auto found = column.numbers.find(std::string{*text});
                if (found == column.numbers.end()) {
                    fail(column, row_at(row),
                         fmt::format("'{}' is no code of the edition whose titles become labels",
                                     *text));
                }
                keep(column.least, std::int64_t{found->second}, row_at(row), std::less<>{});
                keep(column.most, std::int64_t{found->second}, row_at(row), std::greater<>{});
                out.add(found->second);
                continue;
            }
            if (text->size() > most) {
                fail(column, row_at(row),
                     fmt::format("a text of {} bytes; a {} file holds {}", text->size(),
                                 extension_of(kind_), most));
            }
            if (text->find('\0') != std::string_view::npos) {
                fail(column, row_at(row),
                     fmt::format("a text with a NUL byte, which a {} file cannot hold",
                                 extension_of(kind_)));
            }
            keep(column.widest, text->size(), row_at(row), std::greater<>{});
            out.add_text(*text);
        }
        return;
    }
    for (std::int64_t row = 0; row < piece.rows; ++row) {
        if (format == "n" || piece.is_null(row)) {
            out.add_null();
        } else if (format == "f" || format == "g") {
            const double value =
                format == "f" ? double{piece.value<float>(row)} : piece.value<double>(row);
            // Neither kind has infinities; what is no number is a missing value in both.
            constexpr double most_stata = 8.9884656743115785e307;
            if (std::isnan(value)) {
                out.add_null();
                continue;
            }
            if (std::isinf(value) || (kind_ == Kind::dta && std::abs(value) > most_stata) ||
                std::abs(value) == std::numeric_limits<double>::max()) {
                fail(column, row_at(row),
                     fmt::format("{}, which a {} file cannot hold", value, extension_of(kind_)));
            }
            check_declared(column, value, row_at(row));
            if (format == "f") {
                keep(column.largest, std::abs(value), row_at(row), std::greater<>{});
                out.add(static_cast<float>(value));
            } else {
                out.add(value);
            }
        } else {
            const auto value = format == "b" ? std::int64_t{bit_of(piece, row)}
                                             : arrow::whole_of(piece, format.front(), row);
            const bool is_too_large = format == "L" && value < 0;
            if (is_too_large || value > most_exact || value < -most_exact) {
                fail(column, row_at(row),
                     is_too_large ? std::string{"a whole number of more than 63 bits"}
                                  : fmt::format("{}, which a {} file cannot hold exactly", value,
                                                extension_of(kind_)));
            }
            check_declared(column, static_cast<double>(value), row_at(row));
            keep(column.least, value, row_at(row), std::less<>{});
            keep(column.most, value, row_at(row), std::greater<>{});
            add_whole(out, value);
        }
    }
}

void Incoming::take_missing(const CSchema& schema, const CArray& array, std::int64_t rows) {
    const std::string name{missing_name};
    const auto list = arrow::checked_piece(schema, &array, 0, rows, name);
    const auto layout = arrow::type_of(schema.format).layout;
    if ((layout != Layout::short_list && layout != Layout::long_list) ||
        std::string_view{schema.children[0]->format} != "+s" ||
        schema.children[0]->n_children != 2 ||
        std::string_view{schema.children[0]->children[0]->format} != "i" ||
        !arrow::type_of(schema.children[0]->children[1]->format).is(Holds::texts)) {
        throw Error(fmt::format("column '{}' is not as socshift makes it", name));
    }
    const auto& type = *schema.children[0];
    const auto& items = *array.children[0];
    const auto both = arrow::checked_piece(type, &items, 0, items.length, name);
    const auto column =
        arrow::checked_piece(*type.children[0], items.children[0], both.begin, both.rows, name);
    const auto value =
        arrow::checked_piece(*type.children[1], items.children[1], both.begin, both.rows, name);
    const auto value_type = arrow::type_of(type.children[1]->format);
    for (std::int64_t row = 0; row < rows; ++row) {
        if (!list.is_null(row)) {
            const auto bounds = arrow::bounds_of(list, layout, row, name);
            if (bounds.end > both.rows) {
                throw Error(fmt::format("column '{}' is not as socshift makes it", name));
            }
            for (auto at = bounds.begin; at < bounds.end; ++at) {
                const auto found = by_place_.find(column.value<std::int32_t>(at));
                if (found == by_place_.end()) {
                    continue;  // of a column that is not written
                }
                const auto text = arrow::text_of(value, value_type, at, name);
                check_missing(columns_[found->second], text,
                              rows_ + static_cast<std::uint64_t>(row) + 1);
                missing_buffer_.add(static_cast<std::int32_t>(found->second), text);
            }
        }
        missing_buffer_.end_row();
    }
}

/// What is missing has no value here: a value among those that are declared to be missing has
/// become one, as a part of a figure can.
void Incoming::check_declared(const Written& column, double value, std::uint64_t row) const {
    for (const auto& [low, high] : column.declared) {
        if (low <= value && value <= high) {
            fail(column, row,
                 fmt::format(
                     "the value {}, which the column declares to be missing ({})", value,
                     low == high ? fmt::format("{}", low) : fmt::format("{} to {}", low, high)));
        }
    }
}

void Incoming::check_missing(const Written& column, std::string_view value,
                             std::uint64_t row) const {
    const bool has_place = kind_ == Kind::dta ? is_tag(value) && value != "._"
                                              : !is_tag(value) || column.storage == Storage::text;
    if (!has_place) {
        fail(column, row,
             fmt::format("the missing value '{}', which a {} file cannot tell from others", value,
                         extension_of(kind_)));
    }
}

}  // namespace socshift::readstat
