#include "readstat/whole_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace socshift::readstat {

namespace {

constexpr std::uint64_t cell_bytes = 8;  // of SPSS: a number, or a part of a text

/// A number of four bytes; nothing: the file ends.
std::optional<std::int32_t> whole_at(Input& input, std::uint64_t place, bool is_little) {
    constexpr std::size_t size = 4;
    constexpr unsigned bits = 8;
    auto bytes = input.text_at(place, size);
    if (bytes.size() < size) {
        return std::nullopt;
    }
    if (is_little) {
        std::reverse(bytes.begin(), bytes.end());
    }
    std::uint32_t out = 0;
    for (const char byte : bytes) {
        out = out << bits | static_cast<unsigned char>(byte);
    }
    return static_cast<std::int32_t>(out);
}

/// How many cells a row has. The header may say so, and may not tell the truth; of each there is a
/// record, and these are the first in the dictionary.
std::uint64_t cells_of_row(Input& input, bool is_little) {
    constexpr std::uint64_t first_record = 176;
    constexpr std::uint64_t record_bytes = 32;
    constexpr std::uint64_t label_place = 8;  // in a record: whether there is a label
    constexpr std::uint64_t missing_place = 12;
    constexpr std::uint64_t unit = 4;
    constexpr std::int32_t of_variable = 2;
    std::uint64_t out = 0;
    for (auto place = first_record; whole_at(input, place, is_little) == of_variable; ++out) {
        const auto missing = whole_at(input, place + missing_place, is_little).value_or(0);
        const bool has_label = whole_at(input, place + label_place, is_little).value_or(0) != 0;
        place += record_bytes;
        if (has_label) {
            const auto size = std::max(whole_at(input, place, is_little).value_or(0), 0);
            place += unit + (static_cast<std::uint64_t>(size) + unit - 1) / unit * unit;
        }
        place += static_cast<std::uint64_t>(std::abs(std::int64_t{missing})) * cell_bytes;
    }
    return out;
}

/// How many cells there are in rows that are compressed; nothing: the file ends in one.
std::optional<std::uint64_t> compressed_cells(Input& input, std::uint64_t begin) {
    // Eight bytes, each of which says what a cell is; some are followed by the cell itself.
    constexpr unsigned char nothing = 0;
    constexpr unsigned char end = 252;
    constexpr unsigned char follows = 253;
    std::uint64_t out = 0;
    std::array<char, cell_bytes> codes{};
    std::array<char, cell_bytes> cell{};
    input.seek(static_cast<readstat_off_t>(begin), READSTAT_SEEK_SET);
    while (input.place() < input.size()) {
        if (input.read(codes.data(), codes.size()) != std::ssize(codes)) {
            return std::nullopt;
        }
        for (const char each : codes) {
            const auto code = static_cast<unsigned char>(each);
            if (code == end) {
                return out;
            }
            if (code == follows && input.read(cell.data(), cell.size()) != std::ssize(cell)) {
                return std::nullopt;
            }
            out += code == nothing ? 0 : 1;
        }
    }
    return out;
}

}  // namespace

std::optional<std::string> missing_end(Kind kind, Input& input) {
    constexpr std::string_view start = "<stata_dta>";
    constexpr std::string_view end = "</stata_dta>";
    constexpr std::uint64_t record = 80;
    if (kind == Kind::dta && input.text_at(0, start.size()) == start &&
        (input.size() < end.size() ||
         input.text_at(input.size() - end.size(), end.size()) != end)) {
        return fmt::format("it does not end with {}", end);
    }
    if (kind == Kind::xpt && input.size() % record != 0) {
        return fmt::format("its {} bytes are not records of {}", input.size(), record);
    }
    return std::nullopt;
}

std::optional<std::string> broken_long_text(Input& input, std::uint64_t begin,
                                            std::int64_t release) {
    constexpr std::uint64_t byte_order_place = 52;
    constexpr std::string_view begin_of_text = "GSO";
    constexpr std::int64_t first_of_wide = 118;
    constexpr std::uint64_t number_size = 4;
    const bool is_little = input.text_at(byte_order_place, 1) == "L";
    // Before the length stand the number of a column, that of a row, and what sort of text it is.
    const std::uint64_t length_place = begin_of_text.size() + number_size +
                                       (release >= first_of_wide ? 2 * number_size : number_size) +
                                       1;
    auto place = begin + long_texts_tag.size();
    while (input.text_at(place, begin_of_text.size()) == begin_of_text) {
        const auto length = whole_at(input, place + length_place, is_little).value_or(0);
        place += length_place + number_size;
        const auto text = input.text_at(place, static_cast<std::size_t>(std::max(length, 0)));
        if (text.find('\0') + 1 != text.size() || text.empty()) {
            return fmt::format(
                "the long text (strL) at byte {} has no zero byte at its end, or one before",
                place);
        }
        place += text.size();
    }
    return std::nullopt;
}

bool is_little_endian(Input& input) {
    constexpr std::uint64_t layout_place = 64;  // a number below 4
    return !input.text_at(layout_place, 1).starts_with('\0');
}

bool ends_with_whole_row(Input& input, std::uint64_t begin) {
    constexpr std::uint64_t compression_place = 72;
    constexpr std::int32_t not_compressed = 0;
    constexpr std::int32_t by_row = 1;
    const bool is_little = is_little_endian(input);
    const auto width = cells_of_row(input, is_little);
    if (width == 0 || begin > input.size()) {
        return false;
    }
    const auto compression = whole_at(input, compression_place, is_little);
    if (compression == not_compressed) {
        return (input.size() - begin) % (width * cell_bytes) == 0;
    }
    if (compression == by_row) {
        const auto cells = compressed_cells(input, begin);
        return cells && *cells % width == 0;
    }
    return true;  // blocks of .zsav, each of which the library finds by a list at the end
}

}  // namespace socshift::readstat
