#include "columns/column_values.hpp"

#include "arrow/frame.hpp"
#include "arrow/piece.hpp"
#include "arrow/values.hpp"
#include "columns/cell_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace socshift::formats {

namespace {

using arrow::CSchema;
using arrow::Holds;
using arrow::Layout;
using arrow::Piece;

const CSchema& value_type(const CSchema& type) {
    return type.dictionary != nullptr ? *type.dictionary : type;
}

/// The number of seconds in "PT-1.5S"; nothing of what is no such span.
std::string seconds_in(const std::string& text) {
    constexpr std::string_view start = "PT";
    return text.starts_with(start) && text.ends_with('S')
               ? text.substr(start.size(), text.size() - start.size() - 1)
               : std::string{};
}

/// A text whose byte order is that of the values of a type.
std::string order_of(Holds holds, const std::string& text) {
    switch (holds) {
        case Holds::wholes:
        case Holds::reals:
        case Holds::decimals:
            return number_order(text);
        case Holds::times: {
            if (const auto seconds = seconds_in(text); !seconds.empty()) {
                return number_order(seconds);
            }
            return text.ends_with('Z') ? text.substr(0, text.size() - 1) : text;
        }
        case Holds::nothing:
        case Holds::truths:
        case Holds::texts:
        case Holds::bytes:
        case Holds::parts:
        case Holds::not_read_here:
            break;
    }
    return text;
}

}  // namespace

std::string value_order(std::string_view format, const std::string& text) {
    return order_of(arrow::type_of(format).holds, text);
}

std::string number_order(const std::string& number) {
    constexpr std::string_view digits = "0123456789.";
    const bool is_below = number.starts_with('-');
    const auto size = number.substr(is_below ? 1 : 0);
    if (size == "inf") {
        return is_below ? "0" : "3";
    }
    if (size.empty() || size.find_first_not_of(digits) != std::string::npos) {
        return "4" + number;
    }
    const auto first = std::min(size.find_first_not_of('0'), size.size());
    const auto whole = std::min(size.find('.'), size.size());
    auto out = fmt::format("{:05}{}", whole - std::min(first, whole), size.substr(first));
    if (!is_below) {
        return "2" + out;
    }
    for (auto& letter : out) {
        letter = letter == '.' ? letter : static_cast<char>('0' + ('9' - letter));
    }
    return "1" + out + '~';  // behind a longer fraction, which is further below
}

/// Reads the pieces of a column.
class ColumnValues::Reader {
public:
    Reader(const arrow::ColumnOfPieces& column, ColumnValues& out)
        : column_(column),
          type_(arrow::type_of(column.type->format)),
          holds_(arrow::type_of(value_type(*column.type).format).holds),
          out_(out) {}

    void read() {
        for (const auto& piece : column_.pieces) {
            const arrow::ColumnOfPieces own{column_.name, column_.type, {piece}};
            const CellText cells(own);
            if (column_.type->dictionary != nullptr) {
                read_coded(piece, cells);
            } else {
                read_plain(piece, cells);
            }
        }
    }

private:
    void read_coded(const Piece& piece, const CellText& cells) {
        const auto size = piece.array->dictionary->length;
        std::vector<std::int32_t> known(static_cast<std::size_t>(size), -1);
        for (std::int64_t row = 0; row < piece.rows; ++row) {
            if (piece.is_null(row)) {
                out_.places_.push_back(null());
                continue;
            }
            const auto at = arrow::whole_of(piece, *column_.type->format, row);
            if (at < 0 || at >= size) {
                throw arrow::FrameError(fmt::format(
                    "column '{}': place {} in a dictionary of {} values", column_.name, at, size));
            }
            auto& place = known[static_cast<std::size_t>(at)];
            place = place < 0 ? read_value(cells, row) : place;
            out_.places_.push_back(place);
        }
    }

    void read_plain(const Piece& piece, const CellText& cells) {
        for (std::int64_t row = 0; row < piece.rows; ++row) {
            if (type_.layout == Layout::nothing || piece.is_null(row)) {
                out_.places_.push_back(null());
                continue;
            }
            const auto bytes = bytes_of(piece, row);
            auto found = known_.find(bytes);
            if (found == known_.end()) {
                found = known_.emplace(bytes, read_value(cells, row)).first;
            }
            out_.places_.push_back(found->second);
        }
    }

    /// The bytes of a value, which stay where they are.
    [[nodiscard]] std::string_view bytes_of(const Piece& piece, std::int64_t row) const {
        if (type_.is(Holds::texts)) {
            return arrow::text_of(piece, type_, row, column_.name);
        }
        const auto at = piece.begin + row;
        if (type_.layout == Layout::bits) {
            constexpr std::int64_t bits = 8;
            const auto byte = arrow::load<std::uint8_t>(piece.buffer(1), at / bits);
            return (byte >> at % bits & 1) != 0 ? "1" : "0";
        }
        const auto width = static_cast<std::int64_t>(type_.width);
        return {static_cast<const char*>(piece.buffer(1)) + at * width, type_.width};
    }

    std::int32_t null() { return place_of(Kind::null, {}); }

    std::int32_t read_value(const CellText& cells, std::int64_t row) {
        std::string text;
        if (!cells.append(text, row)) {
            return null();
        }
        if (holds_ == Holds::reals && text == "NaN") {
            return place_of(Kind::nan, std::move(text));
        }
        if (holds_ == Holds::decimals) {
            text = arrow::without_end_zeros(std::move(text));
        }
        const auto kind = text.empty() ? Kind::empty : Kind::value;
        return place_of(kind, std::move(text));
    }

    std::int32_t place_of(Kind kind, std::string text) {
        const auto next = static_cast<std::int32_t>(out_.values_.size());
        if (kind == Kind::null || kind == Kind::empty) {
            auto& place = kind == Kind::null ? null_ : empty_;
            if (place >= 0) {
                return place;
            }
            place = next;
        } else if (const auto [known, is_new] = by_text_.try_emplace(text, next); !is_new) {
            return known->second;
        }
        if (next == std::numeric_limits<std::int32_t>::max()) {
            throw arrow::FrameError(
                fmt::format("column '{}' has more than {} values", column_.name, next));
        }
        auto order = kind == Kind::null  ? "0"
                     : kind == Kind::nan ? "2"
                                         : "1" + order_of(holds_, text);
        out_.values_.push_back({kind, std::move(text), std::move(order), out_.places_.size()});
        return next;
    }

    const arrow::ColumnOfPieces& column_;
    arrow::Type type_;
    Holds holds_;  // of a dictionary, those in it
    ColumnValues& out_;
    std::unordered_map<std::string_view, std::int32_t> known_;  // by their bytes
    std::unordered_map<std::string, std::int32_t> by_text_;
    std::int32_t null_ = -1;
    std::int32_t empty_ = -1;
};

bool ColumnValues::is_read(const CSchema& type) {
    if (type.dictionary != nullptr && (type.dictionary->dictionary != nullptr ||
                                       !arrow::type_of(type.format).is(Holds::wholes))) {
        return false;
    }
    switch (arrow::type_of(value_type(type).format).holds) {
        case Holds::nothing:
        case Holds::truths:
        case Holds::wholes:
        case Holds::reals:
        case Holds::decimals:
        case Holds::times:
        case Holds::texts:
            return true;
        case Holds::bytes:
        case Holds::parts:
        case Holds::not_read_here:
            break;
    }
    return false;
}

ColumnValues::ColumnValues(const arrow::ColumnOfPieces& column) {
    if (!is_read(*column.type)) {
        throw arrow::FrameError(
            fmt::format("column '{}' is of the type {}; expected texts, numbers, truths, dates or "
                        "times",
                        column.name, arrow::type_name(*column.type)));
    }
    Reader(column, *this).read();
}

bool ColumnValues::has(Kind kind) const noexcept {
    return std::any_of(values_.begin(), values_.end(),
                       [&](const Value& value) { return value.kind == kind; });
}

}  // namespace socshift::formats
