#pragma once

// Internal: not installed. Words that stand where nobody said what a person does.

#include <string_view>

namespace socshift {

/// Whether @p title is, as a whole and by its words (fold_title()), what forms and programs write
/// where there is no job title (N/A, nan, none, refused, unknown), or what somebody is who has none
/// (retired, unemployed, deceased). What a list has as a title is one all the same: ask that first.
[[nodiscard]] bool is_word_for_no_title(std::string_view title);

}  // namespace socshift
