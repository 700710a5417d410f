#pragma once

#include "text/diff_text.hpp"
#include "text/table.hpp"

namespace socshift::cli {

/// The numbers of a diff: of all that was asked for, by major group and by level.
void write_diff_stat(const DiffView& view, Format format, Context& context);

}  // namespace socshift::cli
