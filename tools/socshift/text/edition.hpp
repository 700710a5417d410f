#pragma once

#include "command.hpp"
#include "socshift/model/edition.hpp"

#include <string>

namespace socshift::cli {

/// "soc2018", or "soc2028x (DRAFT)": how text for people names an edition.
[[nodiscard]] std::string edition_label(const EditionHeader& header);

/// Says on standard error that an edition is a draft, for outputs that cannot show it themselves.
void warn_of_draft(const EditionHeader& header, Context& context);

}  // namespace socshift::cli
