#pragma once

#include "command.hpp"
#include "socshift/publish/diff_answers.hpp"

namespace socshift::cli {

/// Prints the numbers of a diff: of all that was asked for, by major group and by level.
void write_diff_stat(const DiffView& view, Context& context);

}  // namespace socshift::cli
