#include "columns/cell_text.hpp"

#include "arrow/frame.hpp"
#include "arrow/values.hpp"
#include "socshift/numbers/shortest_decimal.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace socshift::formats {

namespace {

using arrow::CSchema;
using arrow::Holds;
using arrow::Layout;
using arrow::Piece;
using arrow::Type;

constexpr std::int64_t seconds_of_day = 86400;

/// What is left over when @p value is cut at whole multiples of @p size, both towards the past.
struct Divided {
    std::int64_t whole = 0;
    std::int64_t rest = 0;
};

Divided divided(std::int64_t value, std::int64_t size) noexcept {
    auto whole = value / size;
    auto rest = value % size;
    if (rest < 0) {
        rest += size;
        --whole;
    }
    return {whole, rest};
}

/// A unit of time of the interface's formats: "s", "m", "u", "n".
struct Unit {
    std::int64_t of_second = 1;
    int digits = 0;
};

Unit unit_of(char letter) noexcept {
    switch (letter) {
        case 'm':
            return {1'000, 3};
        case 'u':
            return {1'000'000, 6};
        case 'n':
            return {1'000'000'000, 9};
        default:
            return {};
    }
}

/// The date that is @p days behind 1970-01-01. Years are counted from March, so that the odd day of
/// a leap year is a year's last.
void add_date(std::string& out, std::int64_t days) {
    constexpr std::int64_t before_1970 = 719'468;  // days since the March of year 0
    constexpr std::int64_t days_of_era = 146'097;  // 400 years
    const auto [era, day] = divided(days + before_1970, days_of_era);
    const auto leaps = day / 1'460 - day / 36'524 + day / 146'096;
    const auto year_of_era = (day - leaps) / 365;
    const auto day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const auto month = (5 * day_of_year + 2) / 153;  // 0 is March
    const auto day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    const auto year = 400 * era + year_of_era + (month >= 10 ? 1 : 0);
    const auto size = year < 0 ? -year : year;
    fmt::format_to(std::back_inserter(out), "{}{:04}-{:02}-{:02}", year < 0 ? "-" : "", size,
                   month >= 10 ? month - 9 : month + 3, day_of_month);
}

/// ".25" of 250 thousandths; nothing of none.
void add_fraction(std::string& out, std::int64_t fraction, Unit unit) {
    if (fraction == 0) {
        return;
    }
    fmt::format_to(std::back_inserter(out), ".{:0{}}", fraction, unit.digits);
    out.erase(out.find_last_not_of('0') + 1);
}

void add_time(std::string& out, std::int64_t seconds, std::int64_t fraction, Unit unit) {
    constexpr std::int64_t sixty = 60;
    const auto minutes = seconds / sixty;
    fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", minutes / sixty, minutes % sixty,
                   seconds % sixty);
    add_fraction(out, fraction, unit);
}

/// "T1.5S", "T-0.25S": so many units of a second.
void add_seconds(std::string& out, std::int64_t value, Unit unit) {
    const auto whole = value / unit.of_second;
    const auto rest = value % unit.of_second;
    out += value < 0 ? "T-" : "T";
    const auto size =
        whole < 0 ? 0 - static_cast<std::uint64_t>(whole) : static_cast<std::uint64_t>(whole);
    fmt::format_to(std::back_inserter(out), "{}", size);
    add_fraction(out, rest < 0 ? -rest : rest, unit);
    out += 'S';
}

void add_timestamp(std::string& out, std::int64_t value, Unit unit, bool has_zone) {
    const auto [seconds, fraction] = divided(value, unit.of_second);
    const auto [days, of_day] = divided(seconds, seconds_of_day);
    add_date(out, days);
    out += 'T';
    add_time(out, of_day, fraction, unit);
    out += has_zone ? "Z" : "";
}

void add_interval(std::string& out, const Piece& piece, std::int64_t row, char letter) {
    const auto at = piece.begin + row;
    out += 'P';
    if (letter == 'M') {
        fmt::format_to(std::back_inserter(out), "{}M",
                       arrow::load<std::int32_t>(piece.buffer(1), at));
        return;
    }
    if (letter == 'D') {
        const auto days = arrow::load<std::int32_t>(piece.buffer(1), 2 * at);
        const auto thousandths = arrow::load<std::int32_t>(piece.buffer(1), 2 * at + 1);
        fmt::format_to(std::back_inserter(out), "{}D", days);
        add_seconds(out, thousandths, unit_of('m'));
        return;
    }
    const auto months = arrow::load<std::int32_t>(piece.buffer(1), 4 * at);
    const auto days = arrow::load<std::int32_t>(piece.buffer(1), 4 * at + 1);
    fmt::format_to(std::back_inserter(out), "{}M{}D", months, days);
    add_seconds(out, arrow::load<std::int64_t>(piece.buffer(1), 2 * at + 1), unit_of('n'));
}

void add_time_value(std::string& out, std::string_view format, const Piece& piece,
                    std::int64_t row) {
    constexpr std::size_t third = 2;
    const char kind = format[1];
    const char letter = format[third];
    const auto unit = unit_of(letter);
    if (kind == 'i') {
        add_interval(out, piece, row, letter);
    } else if (kind == 's') {
        constexpr std::size_t zone = 4;  // behind "tsu:"
        add_timestamp(out, piece.value<std::int64_t>(row), unit, format.size() > zone);
    } else if (kind == 'D') {
        out += 'P';
        add_seconds(out, piece.value<std::int64_t>(row), unit);
    } else if (kind == 't') {
        const auto value = letter == 's' || letter == 'm'
                               ? std::int64_t{piece.value<std::int32_t>(row)}
                               : piece.value<std::int64_t>(row);
        const auto [seconds, fraction] = divided(value, unit.of_second);
        add_time(out, seconds, fraction, unit);
    } else if (letter == 'D') {
        add_date(out, piece.value<std::int32_t>(row));
    } else {  // thousandths of a second, which are whole days as a rule
        const auto value = piece.value<std::int64_t>(row);
        const auto [days, rest] = divided(value, seconds_of_day * unit_of('m').of_second);
        if (rest == 0) {
            add_date(out, days);
        } else {
            add_timestamp(out, value, unit_of('m'), false);
        }
    }
}

void add_real(std::string& out, double real) {
    if (std::isnan(real)) {
        out += "NaN";
        return;
    }
    constexpr std::size_t longest = 400;
    std::array<char, longest> text{};
    out.append(text.data(), print_shortest(text.data(), text.data() + text.size(), real));
}

void add_bytes(std::string& out, std::string_view bytes) {
    for (const char byte : bytes) {
        fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(byte));
    }
}

void add_json_text(std::string& out, std::string_view text) {
    constexpr unsigned char first_plain = 0x20;
    out += '"';
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (static_cast<unsigned char>(letter) < first_plain) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(letter));
        } else {
            out += letter;
        }
    }
    out += '"';
}

/// Whether JSON has the text of a value as it stands.
bool is_json_number(const CSchema& schema, std::string_view text) {
    switch (arrow::type_of(schema.format).holds) {
        case Holds::wholes:
        case Holds::decimals:
        case Holds::truths:
            return true;
        case Holds::reals:
            return text != "NaN" && text.find('i') == std::string_view::npos;
        case Holds::nothing:
        case Holds::times:
        case Holds::texts:
        case Holds::bytes:
        case Holds::parts:
        case Holds::not_read_here:
            break;
    }
    return false;
}

/// One column, or a part of one.
struct Place {
    const CSchema& schema;
    const Piece& piece;
    const std::string& column;  // for messages
    CellText::Bytes bytes = CellText::Bytes::hexadecimal;
};

void add_json(std::string& out, const Place& place, std::int64_t row);

void add_struct(std::string& out, const Place& place, std::int64_t row) {
    out += '{';
    for (std::int64_t i = 0; i < place.schema.n_children; ++i) {
        const auto& type = *place.schema.children[i];
        const auto piece = arrow::checked_piece(type, place.piece.array->children[i],
                                                place.piece.begin, place.piece.rows, place.column);
        out += i == 0 ? "" : ",";
        add_json_text(out, type.name == nullptr ? "" : type.name);
        out += ':';
        add_json(out, {type, piece, place.column}, row);
    }
    out += '}';
}

void add_list(std::string& out, const Place& place, const Type& type, std::int64_t row) {
    const auto& item = *place.schema.children[0];
    const auto* const array = place.piece.array->children[0];
    const auto items = arrow::checked_piece(item, array, 0, array->length, place.column);
    arrow::Bounds bounds;
    if (type.layout == Layout::fixed_list) {
        const auto size = static_cast<std::int64_t>(type.width);
        bounds = {(place.piece.begin + row) * size, (place.piece.begin + row + 1) * size};
    } else {
        bounds = arrow::bounds_of(place.piece, type.layout, row, place.column);
    }
    if (bounds.end > items.rows) {
        throw arrow::FrameError(fmt::format("column '{}': a list up to {} of {} values",
                                            place.column, bounds.end, items.rows));
    }
    out += '[';
    for (auto at = bounds.begin; at < bounds.end; ++at) {
        out += at == bounds.begin ? "" : ",";
        add_json(out, {item, items, place.column}, at);
    }
    out += ']';
}

/// Bytes as the place has them. @throws arrow::FrameError if they shall be a text and are none.
void add_bytes(std::string& out, std::string_view bytes, const Place& place, std::int64_t row) {
    if (place.bytes == CellText::Bytes::hexadecimal) {
        add_bytes(out, bytes);
        return;
    }
    constexpr unsigned char first_plain = 0x20;
    constexpr unsigned char deletion = 0x7F;
    const bool is_plain =
        arrow::is_utf8(bytes) && std::all_of(bytes.begin(), bytes.end(), [](char byte) {
            const auto each = static_cast<unsigned char>(byte);
            return each >= first_plain && each != deletion;
        });
    if (!is_plain) {
        std::string shown;
        add_bytes(shown, bytes);
        throw arrow::FrameError(
            fmt::format("column '{}': row {}: the bytes {}, which are no text in UTF-8; expected a "
                        "column of texts",
                        place.column, row + 1, shown));
    }
    out += bytes;
}

/// The text of a value that there is.
void add_value(std::string& out, const Place& place, const Type& type, std::int64_t row) {
    const std::string_view format{place.schema.format};
    const auto& piece = place.piece;
    switch (type.layout) {
        case Layout::nothing:
            break;
        case Layout::bits: {
            constexpr std::int64_t bits = 8;
            const auto at = piece.begin + row;
            const auto byte = arrow::load<std::uint8_t>(piece.buffer(1), at / bits);
            out += (byte >> at % bits & 1) != 0 ? "true" : "false";
            break;
        }
        case Layout::short_text:
        case Layout::long_text:
        case Layout::viewed_text: {
            const auto text = arrow::text_of(piece, type, row, place.column);
            if (type.is(Holds::bytes)) {
                add_bytes(out, text, place, row);
            } else {
                out += text;
            }
            break;
        }
        case Layout::structure:
            add_struct(out, place, row);
            break;
        case Layout::short_list:
        case Layout::long_list:
        case Layout::fixed_list:
            add_list(out, place, type, row);
            break;
        case Layout::fixed:
            if (format == "L") {
                fmt::format_to(std::back_inserter(out), "{}", piece.value<std::uint64_t>(row));
            } else if (type.is(Holds::wholes)) {
                fmt::format_to(std::back_inserter(out), "{}",
                               arrow::whole_of(piece, format.front(), row));
            } else if (format == "g") {
                add_real(out, piece.value<double>(row));
            } else if (format == "f") {
                add_real(out, arrow::meant_by(piece.value<float>(row)));
            } else if (format == "e") {
                add_real(out, arrow::real_of_half(piece.value<std::uint16_t>(row)));
            } else if (type.is(Holds::decimals)) {
                const auto width = static_cast<std::int64_t>(type.width);
                out += arrow::decimal_text(
                    static_cast<const char*>(piece.buffer(1)) + (piece.begin + row) * width,
                    type.width, arrow::decimals_of(format, place.column));
            } else if (type.is(Holds::bytes)) {
                const auto width = static_cast<std::int64_t>(type.width);
                add_bytes(out,
                          {static_cast<const char*>(piece.buffer(1)) + (piece.begin + row) * width,
                           type.width},
                          place, row);
            } else {
                add_time_value(out, format, piece, row);
            }
            break;
        case Layout::not_read_here:
            throw arrow::FrameError(
                fmt::format("column '{}' has the type {}, which is not read here", place.column,
                            arrow::type_name(place.schema)));
    }
}

/// The place of a row's value in the dictionary.
std::int64_t place_in(const Piece& dictionary, const Place& place, std::int64_t row) {
    const auto at = arrow::whole_of(place.piece, *place.schema.format, row);
    if (at < 0 || at >= dictionary.rows) {
        throw arrow::FrameError(fmt::format("column '{}': place {} in a dictionary of {} values",
                                            place.column, at, dictionary.rows));
    }
    return at;
}

Piece dictionary_of(const Place& place) {
    const auto* const array = place.piece.array->dictionary;
    if (array == nullptr) {
        throw arrow::FrameError(
            fmt::format("column '{}': a dictionary that is not there", place.column));
    }
    return arrow::checked_piece(*place.schema.dictionary, array, 0, array->length, place.column);
}

void add_json(std::string& out, const Place& place, std::int64_t row) {
    const auto type = arrow::type_of(place.schema.format);
    if (type.layout == Layout::nothing || place.piece.is_null(row)) {
        out += "null";
        return;
    }
    if (place.schema.dictionary != nullptr) {
        const auto dictionary = dictionary_of(place);
        add_json(out, {*place.schema.dictionary, dictionary, place.column},
                 place_in(dictionary, place, row));
        return;
    }
    const bool is_nested = type.layout == Layout::structure || type.layout == Layout::short_list ||
                           type.layout == Layout::long_list || type.layout == Layout::fixed_list;
    if (is_nested) {
        add_value(out, place, type, row);
        return;
    }
    std::string text;
    add_value(text, place, type, row);
    if (is_json_number(place.schema, text)) {
        out += text;
    } else {
        add_json_text(out, text);
    }
}

}  // namespace

CellText::CellText(const arrow::ColumnOfPieces& column, Bytes bytes)
    : column_(&column), type_(arrow::type_of(column.type->format)), bytes_(bytes) {
    if (type_.layout == Layout::not_read_here || column.pieces.size() != 1) {
        throw arrow::FrameError(fmt::format("column '{}' has the type {}, which is not read here",
                                            column.name, arrow::type_name(*column.type)));
    }
    if (column.type->dictionary != nullptr) {
        if (!type_.is(Holds::wholes)) {
            throw arrow::FrameError(
                fmt::format("column '{}': places in a dictionary are of the type {}", column.name,
                            arrow::type_name(*column.type)));
        }
        dictionary_ = dictionary_of({*column.type, column.pieces.front(), column.name});
    }
}

bool CellText::append(std::string& out, std::int64_t row) const {
    const Place place{*column_->type, column_->pieces.front(), column_->name, bytes_};
    if (type_.layout == Layout::nothing || place.piece.is_null(row)) {
        return false;
    }
    if (!dictionary_) {
        add_value(out, place, type_, row);
        return true;
    }
    const auto at = place_in(*dictionary_, place, row);
    const auto& of = *place.schema.dictionary;
    const auto type = arrow::type_of(of.format);
    if (of.dictionary != nullptr || type.layout == Layout::nothing || dictionary_->is_null(at)) {
        if (of.dictionary != nullptr) {
            add_json(out, {of, *dictionary_, place.column}, at);
            return true;
        }
        return false;
    }
    add_value(out, {of, *dictionary_, place.column, bytes_}, type, at);
    return true;
}

}  // namespace socshift::formats
