#pragma once

// Internal: not installed. Proposals and scenarios as YAML, for read_yaml() and write_yaml().

#include "socshift/catalog/yaml_fields.hpp"
#include "socshift/model/proposal.hpp"

#include <string>

namespace socshift {

/// @throws FormatError as read_yaml().
[[nodiscard]] Proposal read_proposal(const yaml::Value& root);
[[nodiscard]] Scenario read_scenario(const yaml::Value& root);

/// The one written form; items, takes and supporters stay in their order.
[[nodiscard]] std::string write_proposal(const Proposal& proposal);
[[nodiscard]] std::string write_scenario(const Scenario& scenario);

}  // namespace socshift
