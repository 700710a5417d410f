#pragma once

// Internal: not installed.

#include "socshift/catalog/yaml.hpp"
#include "socshift/catalog/yaml_fields.hpp"

#include <string>
#include <string_view>

namespace socshift::yaml {

/// Looks at the bytes alone, before YAML is made of them. @throws FormatError, with the line, for
/// what goes beyond @p limits.
void check_limits(std::string_view text, const std::string& file, const YamlLimits& limits);

/// The one YAML document of @p text. @p file is its name for messages. @throws
/// FormatError for what is not UTF-8, not YAML, or not one document; as check_limits().
[[nodiscard]] Document load_document(std::string_view text, const std::string& file,
                                     const YamlLimits& limits = {});

/// The value that a file is.
[[nodiscard]] inline Value root_of(const Document& document) {
    return {document, "file", 0};
}

}  // namespace socshift::yaml
