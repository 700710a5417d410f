#pragma once

#include "render/diff_text.hpp"
#include "render/table.hpp"

namespace socshift::cli {

/// The numbers of a diff: of all that was asked for, by major group and by level.
void write_diff_stat(const DiffView& view, Format format, Context& context);

}  // namespace socshift::cli
