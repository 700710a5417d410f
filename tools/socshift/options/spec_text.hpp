#pragma once

#include "socshift/convert/conversion_spec.hpp"

#include <string>

namespace socshift::cli {

/// What is wrong with what a user asked of `convert`, and which options would mend it.
[[nodiscard]] std::string spec_text(const SpecFinding& finding);

}  // namespace socshift::cli
