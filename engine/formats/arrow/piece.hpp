#pragma once

// Internal: not installed. Parts of columns that came over the Arrow C interface, checked.

#include "arrow/c_data.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::arrow {

/// How values of a column stand in its buffers.
enum class Layout : std::uint8_t {
    nothing,       // all are null, no buffers
    fixed,         // so many bytes each
    bits,          // one bit each
    short_text,    // bounds of 32 bits, then bytes
    long_text,     // bounds of 64 bits, then bytes
    viewed_text,   // 16 bytes each, then any number of buffers
    structure,     // children of the same length
    short_list,    // bounds of 32 bits into a child
    long_list,     // bounds of 64 bits into a child
    fixed_list,    // so many values of a child each
    not_read_here  // unions, run-ends and what else there may come
};

/// What the values of a column are.
enum class Holds : std::uint8_t {
    nothing,   // all are null
    truths,    // true or false
    wholes,    // whole numbers, with sign or without
    reals,     // of 16, 32 or 64 bits
    decimals,  // exact
    times,     // dates, times of day, moments, spans
    texts,     // UTF-8
    bytes,
    parts,         // lists and structs
    not_read_here  // as Layout
};

/// What a format of the interface says.
struct Type {
    Layout layout = Layout::not_read_here;
    Holds holds = Holds::not_read_here;
    std::size_t width = 0;  // bytes of `fixed`, values of `fixed_list`

    [[nodiscard]] bool is(Holds what) const noexcept { return holds == what; }
};

/// Of `+s`, `i`, `tdD` and so on; of a dictionary that of its places. Never throws.
[[nodiscard]] Type type_of(std::string_view format) noexcept;

/// What a format is called by people: "bool", "date32".
[[nodiscard]] std::string type_name(const CSchema& schema);

template <typename T>
[[nodiscard]] T load(const void* buffer, std::int64_t place) noexcept {
    T out;
    std::memcpy(&out, static_cast<const char*>(buffer) + place * std::int64_t{sizeof(T)},
                sizeof(T));
    return out;
}

/// Rows of a column that stand in one array.
struct Piece {
    const CArray* array = nullptr;
    std::int64_t begin = 0;  // in the buffers
    std::int64_t rows = 0;
    bool has_nulls = false;  // some of `validity` may be

    [[nodiscard]] const void* buffer(std::size_t which) const noexcept {
        return array->buffers[which];
    }
    [[nodiscard]] bool is_null(std::int64_t row) const noexcept {
        if (!has_nulls) {
            return false;
        }
        constexpr std::int64_t bits = 8;
        const auto place = begin + row;
        return (load<std::uint8_t>(buffer(0), place / bits) >> place % bits & 1) == 0;
    }
    template <typename T>
    [[nodiscard]] T value(std::int64_t row) const noexcept {
        return load<T>(buffer(1), begin + row);
    }
};

/// The rows from @p begin on of @p array, whose type is @p schema, once all that can be checked of
/// its own buffers was. @p begin and @p rows are of what it stands in. @throws FrameError, which
/// names @p column.
[[nodiscard]] Piece checked_piece(const CSchema& schema, const CArray* array, std::int64_t begin,
                                  std::int64_t rows, const std::string& column);

/// Where the bytes of one row are in a column of texts, or the values of one in a list.
struct Bounds {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

/// Of a row that is not null, checked. @throws FrameError.
[[nodiscard]] Bounds bounds_of(const Piece& piece, Layout layout, std::int64_t row,
                               const std::string& column);

/// The text of a row of any layout of texts that is not null; UTF-8, if it has to be.
/// @throws FrameError.
[[nodiscard]] std::string_view text_of(const Piece& piece, const Type& type, std::int64_t row,
                                       const std::string& column);

/// Texts of rows that stand one behind the other, with their bounds.
struct TextRun {
    std::string_view bytes;
    const void* bounds = nullptr;  // of the first text and on
    bool is_short = false;         // bounds of 32 bits

    /// Where a text ends in `bytes`.
    [[nodiscard]] std::int64_t end_of(std::int64_t row) const noexcept {
        return is_short ? std::int64_t{load<std::int32_t>(bounds, row + 1)} -
                              load<std::int32_t>(bounds, 0)
                        : load<std::int64_t>(bounds, row + 1) - load<std::int64_t>(bounds, 0);
    }
};

/// The texts of @p rows rows at once, checked as by text_of(); none where they are to be looked at
/// one by one: few of them, nulls, views, or one that is not as it has to be.
[[nodiscard]] std::optional<TextRun> texts_of(const Piece& piece, const Type& type,
                                              std::int64_t row, std::int64_t rows,
                                              const std::string& column);

/// A whole number, whatever width it has: formats "c" to "L". One of "L" that does not fit is below
/// zero.
[[nodiscard]] std::int64_t whole_of(const Piece& piece, char format, std::int64_t row) noexcept;

/// Whether all bytes are those of characters: RFC 3629, no surrogates.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

}  // namespace socshift::arrow
