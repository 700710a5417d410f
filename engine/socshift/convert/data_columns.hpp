#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace socshift {

/// Texts of a column that repeats itself: of each row the place of its text in `values`; below 0:
/// none, as an empty cell. How Arrow (dictionary), pandas (categorical) and R (factor, from 0) have
/// them.
struct CodedTexts {
    std::span<const std::string_view> values;
    std::span<const std::int32_t> places;
};

/// How much of the data columns in memory are. Of all of it, values that somebody asked for and no
/// row has are an error; of a part they may be in another.
enum class Extent : std::uint8_t { part, whole };

/// One column of data in memory, a value a row. Refers to what it is made of, which must outlive
/// the call that it is handed to.
///
/// A text is what the cell of a file says once its quotes are taken off. A number is read as its
/// shortest decimal that reads as the same double, without exponent: 0.1 is exactly 0.1 here. Not a
/// number (NaN) is an empty cell; infinity is no number.
struct DataColumn {
    std::string name;
    std::variant<std::span<const std::string_view>, CodedTexts, std::span<const std::int64_t>,
                 std::span<const double>>
        values;

    [[nodiscard]] std::size_t size() const noexcept;
};

}  // namespace socshift
