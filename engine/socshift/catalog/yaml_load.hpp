#pragma once

// Internal: not installed.

#include "socshift/catalog/yaml_fields.hpp"

#include <string>
#include <string_view>

namespace socshift::yaml {

/// The one YAML document of @p text. @p file is its name for messages and must outlive the value.
/// @throws FormatError for what is not UTF-8, not YAML, or not one document.
[[nodiscard]] Value load_root(std::string_view text, const std::string& file);

}  // namespace socshift::yaml
