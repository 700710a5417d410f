#pragma once

// Internal: not installed. Words that programs write where there is no code.

#include <string_view>

namespace socshift {

/// Whether @p text, a cell without blanks and quotes around it, is a word for no code whoever wrote
/// it: NA, N/A, #N/A, <NA>, nan, NaT, None, NULL in any case; points or dashes alone, and the
/// missing values of Stata (.a to .z); 0 and -999, with decimals or not; 99-9999, with which the
/// National Center for Education Statistics says that no occupation matches a programme. What is a
/// code of the edition at hand is none: ask that first.
[[nodiscard]] bool is_word_for_no_code(std::string_view text);

/// Whether @p text, which is no code, could be somebody's own word for none, if a column repeats
/// it: it has no digit, or is a negative number, or nothing but one digit again and again ("99",
/// "88-8888"; not "00-0000", which is a total).
[[nodiscard]] bool could_be_no_code(std::string_view text);

}  // namespace socshift
