#pragma once

#include "socshift/scenarios/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

// A small base edition with the levels of the SOC, and proposals for it as they stand in files.
namespace socshift::test {

/// Bakers 11-1011, 11-1012 and residual 11-1019 in 11-1010; Cooks 11-1021 alone in 11-1020; Guards
/// 33-9011 alone in 33-9010, which is in the minor group 33-9000.
[[nodiscard]] Edition bakery();

/// A proposal of @p kind for bakery(): @p rest are the lines after its status, without supporters.
[[nodiscard]] Proposal ask(std::string_view id, std::string_view kind, std::string_view rest);

/// bakery() with @p proposals, numbered by the rules `soc`; 11-1013 was used by an edition before.
[[nodiscard]] BuiltScenario build(const std::vector<Proposal>& proposals);

/// "11-1014p", or "" when there is no item of this title and level.
[[nodiscard]] std::string code_of(const BuiltScenario& built, std::string_view title,
                                  std::string_view level = "detailed");

/// "A B": where the code goes, with shares as "A=1/4".
[[nodiscard]] std::string goes_to(const BuiltScenario& built, std::string_view source);

/// The rules of the findings, in order.
[[nodiscard]] std::vector<std::string> rules_of(const Findings& findings);

}  // namespace socshift::test
