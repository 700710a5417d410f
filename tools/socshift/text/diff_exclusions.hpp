#pragma once

#include "command.hpp"
#include "socshift/publish/exclusion_answers.hpp"

namespace socshift::cli {

/// Prints the changes under the items that leave others out, without what was kept unless @p all.
void write_exclusions(const ExclusionView& view, bool all, Context& context);

}  // namespace socshift::cli
