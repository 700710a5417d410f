#include "arrow/wider_type.hpp"

#include "arrow/frame.hpp"
#include "arrow/owned.hpp"
#include "arrow/piece.hpp"
#include "arrow/schema.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace socshift::arrow {

namespace {

bool is_utf8_text(std::string_view format) noexcept {
    return format == "u" || format == "U" || format == "vu";
}

/// Whether values are texts, in whatever form.
bool has_texts(const CSchema& type) {
    return type.dictionary == nullptr
               ? is_utf8_text(type.format)
               : type_of(type.format).is(Holds::wholes) && type.dictionary->dictionary == nullptr &&
                     is_utf8_text(type.dictionary->format);
}

constexpr std::string_view signed_types = "csil";
constexpr std::string_view unsigned_types = "CSIL";

/// The type of both kinds of whole numbers; nothing: there is none.
std::optional<char> wider_whole(char one, char two) {
    const auto first = signed_types.find(one);
    const auto second = signed_types.find(two);
    const auto first_unsigned = unsigned_types.find(one);
    const auto second_unsigned = unsigned_types.find(two);
    constexpr auto none = std::string_view::npos;
    if (first != none && second != none) {
        return signed_types[std::max(first, second)];
    }
    if (first == none && second == none) {
        return unsigned_types[std::max(first_unsigned, second_unsigned)];
    }
    const auto own = first != none ? first : second;
    const auto other = first != none ? second_unsigned : first_unsigned;
    const auto wider = std::max(own, other + 1);
    return wider < signed_types.size() ? std::optional{signed_types[wider]} : std::nullopt;
}

/// The same of numbers of any kind.
std::optional<char> wider_number(char one, char two) {
    constexpr std::string_view reals = "fg";
    constexpr std::string_view in_double = "csiCSI";
    constexpr std::string_view in_float = "csCS";
    const auto has = [](std::string_view letters, char letter) {
        return letters.find(letter) != std::string_view::npos;
    };
    if (has(reals, one) && has(reals, two)) {
        return std::max(one, two);
    }
    if (has(reals, two)) {
        std::swap(one, two);
    }
    if (has(reals, one)) {
        return one == 'f' && has(in_float, two) ? std::optional{'f'}
               : has(in_double, two)            ? std::optional{'g'}
                                                : std::nullopt;
    }
    return wider_whole(one, two);
}

bool is_number(const CSchema& type) {
    const std::string_view format{type.format};
    return type.dictionary == nullptr &&
           (type_of(format).is(Holds::wholes) || format == "f" || format == "g");
}

/// Values of a column of numbers or texts, one by one.
class Values {
public:
    Values(const CSchema& type, const CArray* array, std::int64_t rows)
        : name_(type.name == nullptr ? "" : type.name),
          format_(type.format),
          piece_(checked_piece(type, array, 0, rows, name_)),
          text_type_(type_of(type.format)) {
        if (type.dictionary != nullptr) {
            const auto* const values = array->dictionary;
            dictionary_ = checked_piece(*type.dictionary, values, 0, values->length, name_);
            text_type_ = type_of(type.dictionary->format);
        }
    }

    [[nodiscard]] std::optional<std::string_view> text(std::int64_t row) const {
        if (piece_.is_null(row)) {
            return std::nullopt;
        }
        if (!dictionary_) {
            return text_of(piece_, text_type_, row, name_);
        }
        const auto place = whole_of(piece_, format_.front(), row);
        if (place < 0 || place >= dictionary_->rows) {
            throw FrameError(fmt::format("column '{}': place {} in a dictionary of {} values",
                                         name_, place, dictionary_->rows));
        }
        return dictionary_->is_null(place)
                   ? std::nullopt
                   : std::optional{text_of(*dictionary_, text_type_, place, name_)};
    }

    [[nodiscard]] bool is_null(std::int64_t row) const noexcept {
        return format_ == "n" || piece_.is_null(row);
    }
    [[nodiscard]] double real(std::int64_t row) const {
        return format_ == "f"   ? double{piece_.value<float>(row)}
               : format_ == "g" ? piece_.value<double>(row)
                                : static_cast<double>(whole(row));
    }
    [[nodiscard]] std::int64_t whole(std::int64_t row) const {
        return whole_of(piece_, format_.front(), row);
    }
    [[nodiscard]] std::uint64_t wide(std::int64_t row) const {
        return format_ == "L" ? piece_.value<std::uint64_t>(row)
                              : static_cast<std::uint64_t>(whole(row));
    }

private:
    std::string name_;
    std::string_view format_;
    Piece piece_;
    Type text_type_;
    std::optional<Piece> dictionary_;
};

template <typename T, typename Read>
Buffer numbers_of(const std::vector<bool>& has_value, const Read& read) {
    std::vector<T> out(has_value.size());
    for (std::size_t row = 0; row < has_value.size(); ++row) {
        if (has_value[row]) {
            out[row] = static_cast<T>(read(static_cast<std::int64_t>(row)));
        }
    }
    return Buffer::of(std::move(out));
}

Buffer numbers_of(char letter, const std::vector<bool>& has_value, const Values& values) {
    const auto whole = [&](std::int64_t row) { return values.whole(row); };
    const auto wide = [&](std::int64_t row) { return values.wide(row); };
    const auto real = [&](std::int64_t row) { return values.real(row); };
    switch (letter) {
        case 'c':
            return numbers_of<std::int8_t>(has_value, whole);
        case 's':
            return numbers_of<std::int16_t>(has_value, whole);
        case 'i':
            return numbers_of<std::int32_t>(has_value, whole);
        case 'l':
            return numbers_of<std::int64_t>(has_value, whole);
        case 'C':
            return numbers_of<std::uint8_t>(has_value, wide);
        case 'S':
            return numbers_of<std::uint16_t>(has_value, wide);
        case 'I':
            return numbers_of<std::uint32_t>(has_value, wide);
        case 'L':
            return numbers_of<std::uint64_t>(has_value, wide);
        case 'f':
            return numbers_of<float>(has_value, real);
        default:
            return numbers_of<double>(has_value, real);
    }
}

template <typename T>
std::optional<T> number_in(std::string_view text) {
    T out{};
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, out);
    return error == std::errc{} && stop == end ? std::optional{out} : std::nullopt;
}

/// All null, of any type: as many zeros as the widest has.
Node nulls_of(const Node& to, std::int64_t rows) {
    Node out = to;
    constexpr std::size_t widest = 4;  // of 8 bytes
    const auto size = static_cast<std::size_t>(rows);
    out.length = rows;
    const auto zeros = Buffer::of(std::vector<std::int64_t>((size + 1) * widest));
    const auto validity = NullBits::of(std::vector<bool>(size, false));
    out.null_count = rows;
    for (auto& buffer : out.buffers) {
        buffer = zeros;
    }
    if (!out.buffers.empty()) {
        out.buffers.front() = validity.bits;
    }
    return out;
}

/// Whether a column of nulls can be made of a type.
bool has_nulls(const Node& type) {
    const auto layout = type_of(type.format).layout;
    return type.dictionary == nullptr && type.children.empty() &&
           (layout == Layout::fixed || layout == Layout::bits || layout == Layout::short_text ||
            layout == Layout::long_text || layout == Layout::nothing);
}

std::size_t buffers_of(const Node& type) {
    constexpr std::size_t of_texts = 3;
    constexpr std::size_t of_numbers = 2;
    switch (type_of(type.format).layout) {
        case Layout::short_text:
        case Layout::long_text:
            return of_texts;
        case Layout::fixed:
        case Layout::bits:
            return of_numbers;
        case Layout::nothing:
        case Layout::viewed_text:
        case Layout::structure:
        case Layout::short_list:
        case Layout::long_list:
        case Layout::fixed_list:
        case Layout::not_read_here:
            break;
    }
    return 0;
}

}  // namespace

std::optional<Node> wider_type(const Node& first, const CSchema& other) {
    Owned<CSchema> own;
    export_schema(first, own.get());
    auto out = first;
    out.flags |= other.flags & flag_nullable;
    if (column_difference(other, *own).empty()) {
        return out;
    }
    const std::string_view nothing = "n";
    if (other.format == nothing) {
        auto plain = out;
        if (has_texts(*own)) {
            plain.format = "u";
            plain.dictionary = nullptr;
        }
        plain.flags |= flag_nullable;
        return has_nulls(plain) ? std::optional{plain} : std::nullopt;
    }
    if (first.format == nothing) {
        auto plain = node_of(other);
        plain.name = first.name;
        plain.flags |= flag_nullable;
        if (has_texts(other)) {
            plain.format = "u";
            plain.dictionary = nullptr;
        }
        return has_nulls(plain) ? std::optional{plain} : std::nullopt;
    }
    if (has_texts(*own) && has_texts(other)) {
        out.format = "u";
        out.dictionary = nullptr;
        return out;
    }
    if (is_number(*own) && is_number(other)) {
        if (const auto letter = wider_number(first.format.front(), *other.format)) {
            out.format.assign(1, *letter);
            return out;
        }
    }
    return std::nullopt;
}

Node widened(const CSchema& type, const CArray* array, std::int64_t rows, const Node& to) {
    if (std::string_view{type.format} == "n") {
        auto out = to;
        out.buffers.resize(buffers_of(to));
        return nulls_of(out, rows);
    }
    const Values values(type, array, rows);
    if (has_texts(type)) {
        std::vector<std::string_view> texts;
        std::vector<bool> has_value;
        for (std::int64_t row = 0; row < rows; ++row) {
            const auto text = values.text(row);
            texts.push_back(text.value_or(std::string_view{}));
            has_value.push_back(text.has_value());
        }
        return text_column(to.name, texts, has_value);
    }
    std::vector<bool> has_value;
    for (std::int64_t row = 0; row < rows; ++row) {
        has_value.push_back(!values.is_null(row));
    }
    auto validity = NullBits::of(has_value);
    auto out = to;
    out.length = rows;
    out.null_count = validity.nulls;
    out.buffers = {std::move(validity.bits), numbers_of(to.format.front(), has_value, values)};
    return out;
}

std::optional<bool> is_value(const CSchema& type, const CArray* array, std::int64_t row,
                             const std::optional<std::string_view>& text) {
    const bool is_nothing = std::string_view{type.format} == "n";
    if (!has_texts(type) && !is_number(type) && !is_nothing) {
        return std::nullopt;
    }
    const Values values(type, array, row + 1);
    if (has_texts(type)) {
        return values.text(row) == text;
    }
    if (values.is_null(row) || !text) {
        return values.is_null(row) && !text;
    }
    if (std::string_view{type.format} == "L") {
        return number_in<std::uint64_t>(*text) == values.wide(row);
    }
    return type_of(type.format).is(Holds::wholes)
               ? number_in<std::int64_t>(*text) == values.whole(row)
               : number_in<double>(*text) == values.real(row);
}

}  // namespace socshift::arrow
