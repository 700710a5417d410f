#pragma once

#include "socshift/scenarios/open_scenario.hpp"

#include <iosfwd>

namespace CLI {
class App;
}

namespace socshift::cli {

/// Adds `--scenario`, `--with` and `--without`.
void add_scenario_options(CLI::App& verb, ScenarioChoice& choice);

/// open_scenario() of @p choice, whose notes go to @p err and whose errors name the options.
[[nodiscard]] Catalog with_scenario_options(const Catalog& catalog, const ScenarioChoice& choice,
                                            std::ostream& err);

}  // namespace socshift::cli
