#pragma once

#include "readstat/kind.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::readstat {

/// How values of a column are stored. `int64` is in none of the files: columns of other kinds have
/// it.
enum class Storage : std::uint8_t { int8, int16, int32, int64, float32, float64, text };

/// What a value stands for. The value is text: a number as the shortest decimal that reads as it
/// ("1", "2.5"), a missing value with a tag as ".a", a text as it is.
struct ValueLabel {
    std::string value;
    std::string label;
    friend bool operator==(const ValueLabel&, const ValueLabel&) = default;
};

/// Values of SPSS that stand for no value, from `low` to `high`, both in it; written as those of
/// ValueLabel.
struct MissingRange {
    std::string low;
    std::string high;
    friend bool operator==(const MissingRange&, const MissingRange&) = default;
};

/// What a file knows of a column beside its values. Numbers below are those of ReadStat; 0: not
/// known.
struct Variable {
    std::string name;
    Kind kind = Kind::dta;  // of the file: what `format` means
    int place = 0;          // in the file, from 0
    Storage storage = Storage::float64;
    std::string label;
    std::string format;
    std::string label_set;  // what Stata and SAS call the set of labels
    std::vector<ValueLabel> labels;
    std::vector<MissingRange> missing;
    int measure = 0;    // 1 nominal, 2 ordinal, 3 scale
    int alignment = 0;  // 1 left, 2 centre, 3 right
    int display_width = 0;
    int width = 0;  // bytes that a text has room for
    friend bool operator==(const Variable&, const Variable&) = default;
};

/// What a file knows of itself.
struct Dataset {
    Kind kind = Kind::dta;
    std::string label;
    std::string table_name;  // of SAS
    std::string encoding;    // that it was in; what is read of it is UTF-8
    std::int64_t version = 0;
    std::int64_t written = 0;  // seconds, the local time of the file taken for that of this machine
    int compression = 0;       // 1 of rows, 2 of the file
    std::string weight;        // the column that SPSS weights cases by
    std::vector<std::string> notes;
    friend bool operator==(const Dataset&, const Dataset&) = default;
};

/// Keys of metadata in the Arrow schema, of columns and of the table: JSON, as docs/formats.md has
/// it.
inline constexpr std::string_view variable_key = "socshift:variable";
inline constexpr std::string_view dataset_key = "socshift:dataset";

/// A column that is hidden (arrow::hidden_key): the value of the key says what for, `missing`
/// (which missing values are meant) or `labels` (labels of another column).
inline constexpr std::string_view missing_name = "socshift:missing";

[[nodiscard]] std::string to_json(const Variable& variable);
[[nodiscard]] std::string to_json(const Dataset& dataset);

/// @throws Error for what to_json() has not written.
[[nodiscard]] Variable variable_of(std::string_view json);
[[nodiscard]] Dataset dataset_of(std::string_view json);

/// ".dta" and so on.
[[nodiscard]] std::string_view extension_of(Kind kind) noexcept;

/// The Arrow format of a storage ("c", "u"), and the bytes of a value; 0 for texts.
[[nodiscard]] const char* format_of(Storage storage) noexcept;
[[nodiscard]] std::size_t width_of(Storage storage) noexcept;

/// The shortest decimal that reads as @p number, and back.
[[nodiscard]] std::string decimal(double number);
[[nodiscard]] std::optional<double> number_of(std::string_view decimal) noexcept;

/// Whether @p value is that of a missing value with a tag: ".a" to ".z", "._".
[[nodiscard]] bool is_tag(std::string_view value) noexcept;

}  // namespace socshift::readstat
