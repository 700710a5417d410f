#pragma once

#include "socshift/base/error.hpp"
#include "socshift/model/catalog.hpp"

#include <string>
#include <vector>

namespace socshift {

/// A scenario that somebody asks for: as it is, or changed.
struct ScenarioChoice {
    std::string
        scenario;  // its name in the catalog, or its file; empty: the only one of the catalog
    std::vector<std::string> with = {};     // proposals: their names, or their files
    std::vector<std::string> without = {};  // their names

    [[nodiscard]] bool any() const noexcept {
        return !scenario.empty() || !with.empty() || !without.empty();
    }
};

/// A scenario, and a catalog that has it and the draft edition that it makes.
struct OpenScenario {
    Catalog catalog;
    EditionId id;
    std::vector<std::string> notes = {};  // how it differs from that of its name, a sentence each
};

/// Whether @p name is that of a scenario of @p catalog, or of a file of YAML that holds one; else
/// it is that of an edition. @throws UnknownName for a name that is neither; FormatError and
/// FileError.
[[nodiscard]] bool names_scenario(const Catalog& catalog, const std::string& name);

/// The catalog has several scenarios, or none, and none was named.
class ScenarioNotNamed : public Error {
public:
    using Error::Error;
};

/// @p catalog with the scenario of @p choice and its edition, in the place of those of the name.
/// One that is changed says so in its title.
/// @throws ScenarioNotNamed; UnknownName for a scenario or a proposal that is not there,
/// NotInScenario for one of `without`; FormatError and FileError for files.
[[nodiscard]] OpenScenario open_scenario(const Catalog& catalog, const ScenarioChoice& choice);

}  // namespace socshift
