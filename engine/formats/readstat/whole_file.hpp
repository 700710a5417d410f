#pragma once

// Internal: not installed. Ends of files and of texts that the library does not look at.

#include "readstat/input.hpp"
#include "readstat/variable.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace socshift::readstat {

/// What is missing at the end of a file of Stata from release 117 on, where labels can be, or of a
/// transport file, where rows can be; nothing: it is whole, or another kind.
[[nodiscard]] std::optional<std::string> missing_end(Kind kind, Input& input);

/// What is wrong with a long text (strL) of a file of Stata of release 117 or 118, the list of
/// which begins at @p begin, and which the library has read: it hands a text on without its length,
/// and so without an end if the text has none. Nothing: all have theirs.
[[nodiscard]] std::optional<std::string> broken_long_text(Input& input, std::uint64_t begin,
                                                          std::int64_t release);

/// What the list of long texts in a file of Stata begins with.
inline constexpr std::string_view long_texts_tag = "<strls>";

/// Whether a file of SPSS, whose rows begin at @p begin, ends with a whole one. To be asked where
/// it does not say how many there are: the library leaves the rest of a row out.
[[nodiscard]] bool ends_with_whole_row(Input& input, std::uint64_t begin);

/// Where a file of SPSS says how many rows it has, and a number in its bytes.
inline constexpr std::uint64_t sav_count_place = 80;
[[nodiscard]] bool is_little_endian(Input& input);

}  // namespace socshift::readstat
