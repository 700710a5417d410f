#pragma once

#include "socshift/model/catalog.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

/// A scenario made on the fly, or changed.
struct ScenarioOptions {
    std::string scenario;  // a file, or the name of one in the catalog; empty: the only one
    std::vector<std::string> with;
    std::vector<std::string> without;

    [[nodiscard]] bool any() const noexcept {
        return !scenario.empty() || !with.empty() || !without.empty();
    }
};

/// Adds `--scenario`, `--with` and `--without`.
void add_scenario_options(CLI::App& verb, ScenarioOptions& options);

/// @p catalog with the scenario that @p options ask for, and its edition in place of the one of
/// the name. A scenario that differs from the one in the catalog says so in its title and on @p
/// err. @throws UnknownName for a scenario or proposal that is not there, FormatError, FileError.
[[nodiscard]] Catalog with_scenario_options(const Catalog& catalog, const ScenarioOptions& options,
                                            std::ostream& err);

/// A scenario by its name in the catalog or by its file, and the catalog with it.
struct OpenScenario {
    Catalog catalog;
    EditionId id;
};

[[nodiscard]] OpenScenario open_scenario(const Catalog& catalog, const std::string& name);

}  // namespace socshift::cli
