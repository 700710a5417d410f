#pragma once

#include "arrow/node.hpp"
#include "socshift/convert/assigned_title.hpp"

#include <string>
#include <vector>

namespace socshift::formats {

/// How columns of titles that were judged are written.
struct TitleForms {
    bool score_texts = false;      // "0.920", as text files have them; else doubles
    bool candidate_lists = false;  // lists of codes; else codes with a bar between, as text files
};

/// What each of @p titles got, in the columns that @p names, of Assignment::added_columns(), say:
/// codes, titles and words as dictionaries, which have a text once. What got no code has no value.
[[nodiscard]] std::vector<arrow::Node> title_columns(
    const std::vector<std::string>& names, const std::vector<const AssignedTitle*>& titles,
    TitleForms forms = {});

}  // namespace socshift::formats
