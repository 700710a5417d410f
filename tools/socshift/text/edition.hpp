#pragma once

#include "socshift/model/edition.hpp"

#include <string>

namespace socshift::cli {

/// "soc2018", or "soc2028x (DRAFT)": how text for people names an edition.
[[nodiscard]] std::string edition_label(const EditionHeader& header);

}  // namespace socshift::cli
