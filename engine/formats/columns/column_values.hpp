#pragma once

#include "arrow/gather.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::formats {

/// The values of one column of a frame, each once: what rows are told apart by. Two values are the
/// same if they have the same text, as CellText prints it; decimals without zeros at their end.
///
///     const ColumnValues values(frame.pieces(2));
///     values.all()[values.places()[row]].text;  // "2024-01-31"
class ColumnValues {
public:
    /// What a value is: three ways of having none are apart. `empty`: a text of no letters.
    enum class Kind : std::uint8_t { null, empty, nan, value };

    struct Value {
        Kind kind = Kind::value;
        std::string text;       // empty of `null`, "NaN" of `nan`
        std::string order;      // whose byte order is that of the values: null first, NaN last
        std::uint64_t row = 0;  // the first that has it
    };

    /// Whether values of this type can be told apart here: texts, numbers, truths, dates, times,
    /// and dictionaries of these.
    [[nodiscard]] static bool is_read(const arrow::CSchema& type);

    /// @throws arrow::FrameError, which names the column, for another type, or a value that is not
    /// as the Arrow format has it.
    explicit ColumnValues(const arrow::ColumnOfPieces& column);

    /// In the order of their first rows.
    [[nodiscard]] const std::vector<Value>& all() const noexcept { return values_; }

    /// Of each row the place of its value.
    [[nodiscard]] const std::vector<std::int32_t>& places() const noexcept { return places_; }

    [[nodiscard]] bool has(Kind kind) const noexcept;

private:
    class Reader;

    std::vector<Value> values_;
    std::vector<std::int32_t> places_;
};

/// A text whose byte order is the order of numbers, of a number as CellText prints it: "-12.5",
/// "inf". What is no number comes behind all.
[[nodiscard]] std::string number_order(const std::string& number);

/// A text whose byte order is that of values of a type, given their texts. @p format: of the
/// values, of a dictionary those in it.
[[nodiscard]] std::string value_order(std::string_view format, const std::string& text);

}  // namespace socshift::formats
