#pragma once

// Internal: not installed. Ends of files that the library does not look at.

#include "readstat/input.hpp"
#include "readstat/variable.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace socshift::readstat {

/// What is missing at the end of a file of Stata from release 117 on, where labels can be, or of a
/// transport file, where rows can be; nothing: it is whole, or another kind.
[[nodiscard]] std::optional<std::string> missing_end(Kind kind, Input& input);

/// Whether a file of SPSS, whose rows begin at @p begin, ends with a whole one. To be asked where
/// it does not say how many there are: the library leaves the rest of a row out.
[[nodiscard]] bool ends_with_whole_row(Input& input, std::uint64_t begin);

/// Where a file of SPSS says how many rows it has, and a number in its bytes.
inline constexpr std::uint64_t sav_count_place = 80;
[[nodiscard]] bool is_little_endian(Input& input);

}  // namespace socshift::readstat
