#pragma once

#include "command.hpp"
#include "socshift/publish/diff_answers.hpp"

#include <string>
#include <vector>

namespace socshift::cli {

/// "split (split-off)": the kind of a change in words.
[[nodiscard]] std::string change_label(const Change& change);

/// "808 families:", "679 unchanged,", "50 retitled": phrases to be wrapped; what there is none of
/// is left out.
[[nodiscard]] std::vector<std::string> kinds_phrases(const DiffCounts& counts);

/// Prints every change under its major group, for reading: sources and targets under each other,
/// or, in 120 columns or more, beside each other. Unchanged families are only counted unless @p
/// all.
void write_diff_text(const DiffView& view, bool all, Context& context);

}  // namespace socshift::cli
