#include "arrow/piece.hpp"

#include "arrow/frame.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

namespace socshift::arrow {

namespace {

constexpr std::size_t first_byte = 1;

std::optional<std::size_t> number_behind(std::string_view format, std::size_t start) noexcept {
    std::size_t out = 0;
    const auto* const end = format.data() + format.size();
    const auto [stop, error] = std::from_chars(format.data() + start, end, out);
    constexpr std::size_t most = std::size_t{1} << 31U;
    if (error != std::errc{} || stop != end || out > most) {
        return std::nullopt;
    }
    return out;
}

/// "d:38,10", "d:38,10,256": how many bytes.
std::size_t decimal_width(std::string_view format) noexcept {
    constexpr std::size_t usual = 16;
    constexpr std::size_t bits = 8;
    const auto first = format.find(',');
    const auto second = first == std::string_view::npos ? first : format.find(',', first + 1);
    if (second == std::string_view::npos) {
        return usual;
    }
    return number_behind(format, second + 1).value_or(0) / bits;
}

Type type_of_letter(char letter) noexcept {
    constexpr std::size_t eight = 8;
    switch (letter) {
        case 'n':
            return {Layout::nothing, Holds::nothing};
        case 'b':
            return {Layout::bits, Holds::truths};
        case 'c':
        case 'C':
            return {Layout::fixed, Holds::wholes, 1};
        case 's':
        case 'S':
            return {Layout::fixed, Holds::wholes, 2};
        case 'i':
        case 'I':
            return {Layout::fixed, Holds::wholes, 4};
        case 'l':
        case 'L':
            return {Layout::fixed, Holds::wholes, eight};
        case 'e':
            return {Layout::fixed, Holds::reals, 2};
        case 'f':
            return {Layout::fixed, Holds::reals, 4};
        case 'g':
            return {Layout::fixed, Holds::reals, eight};
        case 'u':
            return {Layout::short_text, Holds::texts};
        case 'U':
            return {Layout::long_text, Holds::texts};
        case 'z':
            return {Layout::short_text, Holds::bytes};
        case 'Z':
            return {Layout::long_text, Holds::bytes};
        default:
            return {};
    }
}

Type type_of_time(std::string_view format) noexcept {
    constexpr std::size_t eight = 8;
    constexpr std::size_t sixteen = 16;
    if (format.starts_with("tdD") || format.starts_with("tts") || format.starts_with("ttm") ||
        format.starts_with("tiM")) {
        return {Layout::fixed, Holds::times, 4};
    }
    return {Layout::fixed, Holds::times, format.starts_with("tin") ? sixteen : eight};
}

Type type_of_nested(std::string_view format) noexcept {
    if (format == "+s") {
        return {Layout::structure, Holds::parts};
    }
    if (format == "+l" || format == "+m") {
        return {Layout::short_list, Holds::parts};
    }
    if (format == "+L") {
        return {Layout::long_list, Holds::parts};
    }
    if (format.starts_with("+w:")) {
        if (const auto size = number_behind(format, 3)) {
            return {Layout::fixed_list, Holds::parts, *size};
        }
    }
    return {};
}

[[noreturn]] void fail(const std::string& column, const std::string& what) {
    throw FrameError(fmt::format("column '{}': {}", column, what));
}

/// How many buffers an array of a layout has; the least of those that can have any number.
std::int64_t buffer_count(Layout layout) noexcept {
    switch (layout) {
        case Layout::nothing:
            return 0;
        case Layout::structure:
        case Layout::fixed_list:
            return 1;
        case Layout::fixed:
        case Layout::bits:
        case Layout::short_list:
        case Layout::long_list:
            return 2;
        case Layout::short_text:
        case Layout::long_text:
        case Layout::viewed_text:
            return 3;
        case Layout::not_read_here:
            break;
    }
    return 0;
}

void check_children(const CSchema& schema, const CArray& array, Layout layout,
                    const std::string& column) {
    if (array.n_children != schema.n_children) {
        fail(column, fmt::format("an array with {} children, expected {}", array.n_children,
                                 schema.n_children));
    }
    const bool is_list =
        layout == Layout::short_list || layout == Layout::long_list || layout == Layout::fixed_list;
    if (is_list && schema.n_children != 1) {
        fail(column, fmt::format("a list of {} types, expected one", schema.n_children));
    }
    if (schema.n_children > 0 && (schema.children == nullptr || array.children == nullptr)) {
        fail(column, "children that are not there");
    }
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i] == nullptr || array.children[i] == nullptr ||
            schema.children[i]->format == nullptr) {
            fail(column, "children that are not there");
        }
    }
}

void check_buffers(const CArray& array, Layout layout, const std::string& column) {
    const auto wanted = buffer_count(layout);
    // Some hand out bits of validity of what is nothing but nulls; nobody looks at them.
    const bool is_right = layout == Layout::viewed_text ? array.n_buffers >= wanted
                          : layout == Layout::nothing ? array.n_buffers >= 0 && array.n_buffers <= 1
                                                      : array.n_buffers == wanted;
    if (!is_right) {
        fail(column, fmt::format("an array with {} buffers, expected {}", array.n_buffers, wanted));
    }
    if (wanted > 0 && array.buffers == nullptr) {
        fail(column, "an array without buffers");
    }
}

/// An end of a text or a list, of 32 or 64 bits.
std::int64_t end_at(const Piece& piece, Layout layout, std::int64_t place) noexcept {
    return layout == Layout::short_text || layout == Layout::short_list
               ? load<std::int32_t>(piece.buffer(1), place)
               : load<std::int64_t>(piece.buffer(1), place);
}

std::string_view viewed_text(const Piece& piece, std::int64_t row, const std::string& column) {
    constexpr std::int64_t width = 16;
    constexpr std::int32_t longest_inside = 12;
    const auto* const view =
        static_cast<const char*>(piece.buffer(1)) + (piece.begin + row) * width;
    const auto size = load<std::int32_t>(view, 0);
    if (size < 0) {
        fail(column, fmt::format("a text of {} bytes", size));
    }
    if (size <= longest_inside) {
        return {view + sizeof(std::int32_t), static_cast<std::size_t>(size)};
    }
    const auto which = load<std::int32_t>(view, 2);
    const auto begin = load<std::int32_t>(view, 3);
    const auto buffers = piece.array->n_buffers - buffer_count(Layout::viewed_text);
    const auto* const sizes = piece.buffer(static_cast<std::size_t>(piece.array->n_buffers) - 1);
    if (which < 0 || which >= buffers || sizes == nullptr || begin < 0 ||
        std::int64_t{begin} + size > load<std::int64_t>(sizes, which)) {
        fail(column, fmt::format("a text that stands in no buffer, in row {}", row));
    }
    const auto* const bytes =
        static_cast<const char*>(piece.buffer(static_cast<std::size_t>(which) + 2));
    if (bytes == nullptr) {
        fail(column, "texts without bytes");
    }
    return {bytes + begin, static_cast<std::size_t>(size)};
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = at + text.size();
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    while (at != end) {
        std::uint64_t eight = 0;
        if (end - at >= 8) {
            std::memcpy(&eight, at, sizeof eight);
            if ((eight & high_bits) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const unsigned lead = *at;
        if (lead < 0x80) {
            ++at;
            continue;
        }
        const int more = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 0;
        if (more == 0 || end - at <= more) {
            return false;
        }
        const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (at[1] < least || at[1] > most) {
            return false;
        }
        for (int i = 2; i <= more; ++i) {
            if (at[i] < 0x80 || at[i] > 0xBF) {
                return false;
            }
        }
        at += more + 1;
    }
    return true;
}

Type type_of(std::string_view format) noexcept {
    constexpr std::size_t sixteen = 16;
    if (format.size() == 1) {
        return type_of_letter(format.front());
    }
    if (format == "vu") {
        return {Layout::viewed_text, Holds::texts, sixteen};
    }
    if (format == "vz") {
        return {Layout::viewed_text, Holds::bytes, sixteen};
    }
    if (format.starts_with("d:")) {
        const auto width = decimal_width(format);
        return width == 0 ? Type{} : Type{Layout::fixed, Holds::decimals, width};
    }
    if (format.starts_with("w:")) {
        const auto width = number_behind(format, 2);
        return width ? Type{Layout::fixed, Holds::bytes, *width} : Type{};
    }
    if (format.starts_with('t') && format.size() > first_byte + 1) {
        return type_of_time(format);
    }
    return format.starts_with('+') ? type_of_nested(format) : Type{};
}

std::string type_name(const CSchema& schema) {
    const std::string_view format{schema.format};
    constexpr std::array<std::pair<std::string_view, std::string_view>, 29> names{{
        {"n", "null"},     {"c", "int8"},       {"C", "uint8"},        {"s", "int16"},
        {"S", "uint16"},   {"i", "int32"},      {"I", "uint32"},       {"l", "int64"},
        {"L", "uint64"},   {"e", "float16"},    {"f", "float32"},      {"g", "float64"},
        {"b", "bool"},     {"z", "binary"},     {"Z", "large_binary"}, {"vz", "binary"},
        {"u", "utf8"},     {"U", "large_utf8"}, {"vu", "utf8_view"},   {"tdD", "date32"},
        {"tdm", "date64"}, {"tts", "time"},     {"ttm", "time"},       {"ttu", "time"},
        {"ttn", "time"},   {"+s", "struct"},    {"+l", "list"},        {"+L", "list"},
        {"+r", "runs"},
    }};
    for (const auto& [known, name] : names) {
        if (known == format) {
            return std::string{name};
        }
    }
    return format.starts_with("ts")    ? "timestamp"
           : format.starts_with("tD")  ? "duration"
           : format.starts_with("d:")  ? "decimal"
           : format.starts_with("+w:") ? "list"
           : format.starts_with("+v")  ? "list"
           : format.starts_with("+u")  ? "union"
                                       : fmt::format("'{}' of Arrow", format);
}

Piece checked_piece(const CSchema& schema, const CArray* array, std::int64_t begin,
                    std::int64_t rows, const std::string& column) {
    if (array == nullptr) {
        fail(column, "no array");
    }
    if (schema.format == nullptr) {
        fail(column, "no type");
    }
    const auto type = type_of(schema.format);
    if (type.layout == Layout::not_read_here) {
        fail(column, fmt::format("has the type {}, which is not read here", type_name(schema)));
    }
    constexpr auto most = std::numeric_limits<std::int64_t>::max() / 64;
    if (array->length < 0 || array->offset < 0 || array->length > most || array->offset > most) {
        fail(column, fmt::format("an array of {} values from {} on", array->length, array->offset));
    }
    if (begin < 0 || rows < 0 || begin > most || rows > array->length - begin) {
        fail(column,
             fmt::format("an array of {} values, expected {}", array->length, begin + rows));
    }
    check_buffers(*array, type.layout, column);
    check_children(schema, *array, type.layout, column);
    Piece out{array, array->offset + begin, rows};
    const bool is_nothing = type.layout == Layout::nothing;
    const bool has_bits = !is_nothing && array->buffers[0] != nullptr;
    if (!is_nothing && array->null_count > 0 && !has_bits && rows > 0) {
        fail(column, fmt::format("{} nulls, and nothing that says where", array->null_count));
    }
    out.has_nulls = has_bits && array->null_count != 0;
    const bool needs_values = rows > 0 && buffer_count(type.layout) > 1;
    if (needs_values && array->buffers[1] == nullptr) {
        fail(column, fmt::format("{} values, and no buffer of them", rows));
    }
    if ((schema.dictionary == nullptr) != (array->dictionary == nullptr)) {
        fail(column, "a dictionary that is not there");
    }
    return out;
}

Bounds bounds_of(const Piece& piece, Layout layout, std::int64_t row, const std::string& column) {
    const Bounds out{end_at(piece, layout, piece.begin + row),
                     end_at(piece, layout, piece.begin + row + 1)};
    if (out.begin < 0 || out.end < out.begin) {
        fail(column, fmt::format("a value from {} to {}, in row {}", out.begin, out.end, row));
    }
    return out;
}

std::string_view text_of(const Piece& piece, const Type& type, std::int64_t row,
                         const std::string& column) {
    std::string_view out;
    if (type.layout == Layout::viewed_text) {
        out = viewed_text(piece, row, column);
    } else {
        const auto bounds = bounds_of(piece, type.layout, row, column);
        if (bounds.begin == bounds.end) {
            return {};
        }
        const auto* const bytes = static_cast<const char*>(piece.buffer(2));
        if (bytes == nullptr) {
            fail(column, "texts without bytes");
        }
        out = {bytes + bounds.begin, static_cast<std::size_t>(bounds.end - bounds.begin)};
    }
    if (type.is(Holds::texts) && !is_utf8(out)) {
        fail(column, fmt::format("a text that is not UTF-8, in row {}", row));
    }
    return out;
}

std::optional<TextRun> texts_of(const Piece& piece, const Type& type, std::int64_t row,
                                std::int64_t rows, const std::string& column) {
    constexpr std::int64_t few = 4;
    if (rows < few || type.layout == Layout::viewed_text) {
        return std::nullopt;
    }
    const bool is_short = type.layout == Layout::short_text;
    const auto first = end_at(piece, type.layout, piece.begin + row);
    auto last = first;
    bool is_right = first >= 0;
    for (std::int64_t i = 0; i < rows; ++i) {
        const auto end = end_at(piece, type.layout, piece.begin + row + i + 1);
        is_right = is_right && end >= last && !piece.is_null(row + i);
        last = end;
    }
    if (!is_right) {
        return std::nullopt;
    }
    const auto width =
        is_short ? std::ptrdiff_t{sizeof(std::int32_t)} : std::ptrdiff_t{sizeof(std::int64_t)};
    TextRun out{
        {}, static_cast<const char*>(piece.buffer(1)) + (piece.begin + row) * width, is_short};
    if (first == last) {
        return out;
    }
    const auto* const bytes = static_cast<const char*>(piece.buffer(2));
    if (bytes == nullptr) {
        fail(column, "texts without bytes");
    }
    out.bytes = {bytes + first, static_cast<std::size_t>(last - first)};
    if (type.is(Holds::texts)) {
        if (!is_utf8(out.bytes)) {
            return std::nullopt;
        }
        // All are characters together; each is if none begins within one.
        constexpr unsigned mask = 0xC0;
        constexpr unsigned within = 0x80;
        for (std::int64_t i = 0; i + 1 < rows; ++i) {
            const auto at = static_cast<std::size_t>(out.end_of(i));
            if (at < out.bytes.size() &&
                (static_cast<unsigned char>(out.bytes[at]) & mask) == within) {
                return std::nullopt;
            }
        }
    }
    return out;
}

std::int64_t whole_of(const Piece& piece, char format, std::int64_t row) noexcept {
    switch (format) {
        case 'c':
            return piece.value<std::int8_t>(row);
        case 'C':
            return piece.value<std::uint8_t>(row);
        case 's':
            return piece.value<std::int16_t>(row);
        case 'S':
            return piece.value<std::uint16_t>(row);
        case 'i':
            return piece.value<std::int32_t>(row);
        case 'I':
            return piece.value<std::uint32_t>(row);
        default:
            return piece.value<std::int64_t>(row);
    }
}

}  // namespace socshift::arrow
