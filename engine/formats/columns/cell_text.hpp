#pragma once

#include "arrow/gather.hpp"
#include "arrow/piece.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace socshift::formats {

/// The texts of a column's values, of whatever type they are, as cells of a text file have them.
///
///     whole numbers  -12                      reals      0.1, without exponent; NaN, inf, -inf
///     decimals       -12.50, all their places bool       true, false
///     dates          2024-01-31               times      10:00:00.5
///     timestamps     2024-01-31T10:00:00, with a Z behind it where they are of a time zone
///     durations      PT1.5S, P3M, P1M2DT3S    bytes      00ff
///     lists, structs JSON                     dictionary its value
///
/// Bytes that shall be texts, as files have them that do not say so of their texts, are as they
/// stand. Dates are ISO 8601 and of the Gregorian calendar. Only as many places of a second as are
/// needed.
class CellText {
public:
    enum class Bytes : bool { hexadecimal, texts };

    /// Of @p column, which must outlive this and is in one piece. @throws arrow::FrameError for a
    /// type that is not read here.
    explicit CellText(const arrow::ColumnOfPieces& column, Bytes bytes = Bytes::hexadecimal);

    /// Adds the text of a row to @p out. False, with nothing added, if it has no value.
    /// @throws arrow::FrameError for a value that is not as the Arrow format has it, and for bytes
    /// that shall be a text and are none: not UTF-8, or with control characters.
    bool append(std::string& out, std::int64_t row) const;

private:
    const arrow::ColumnOfPieces* column_;
    arrow::Type type_;
    Bytes bytes_;
    std::optional<arrow::Piece> dictionary_;
};

}  // namespace socshift::formats
