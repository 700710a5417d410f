#include "socshift/scenarios/open_scenario.hpp"

#include "socshift/catalog/directory.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

namespace socshift {

namespace {

template <typename Data>
Data read_kind(const std::string& file, std::string_view kind) {
    auto read = read_catalog_file(file);
    if (auto* const data = std::get_if<Data>(&read)) {
        return std::move(*data);
    }
    throw FormatError({file, 1, 1}, fmt::format("expected {}", kind));
}

/// The scenario that is meant without being named.
EditionId only_scenario(const Catalog& catalog) {
    const auto ids = catalog.scenario_ids();
    if (ids.size() == 1) {
        return ids.front();
    }
    std::vector<std::string> names;
    for (const auto& id : ids) {
        names.push_back(id.text());
    }
    throw ScenarioNotNamed(fmt::format("there are: {}", fmt::join(names, ", ")));
}

OpenScenario open_named(const Catalog& catalog, const std::string& name) {
    if (is_readable(name)) {
        const auto scenario = read_kind<Scenario>(name, "a scenario");
        return {with_scenario(catalog, scenario), scenario.id};
    }
    const auto id = catalog.resolve(name);
    return {catalog, catalog.scenario(id).id};
}

}  // namespace

bool names_scenario(const Catalog& catalog, const std::string& name) {
    if (is_readable(name)) {
        return (name.ends_with(".yaml") || name.ends_with(".yml")) &&
               std::holds_alternative<Scenario>(read_catalog_file(name));
    }
    const auto ids = catalog.scenario_ids();
    return std::binary_search(ids.begin(), ids.end(), catalog.resolve(name));
}

OpenScenario open_scenario(const Catalog& catalog, const ScenarioChoice& choice) {
    auto open = choice.scenario.empty() ? OpenScenario{catalog, only_scenario(catalog)}
                                        : open_named(catalog, choice.scenario);
    if (choice.with.empty() && choice.without.empty()) {
        return open;
    }
    CatalogParts proposals;
    std::vector<std::string> with;
    for (const auto& name : choice.with) {
        if (!is_readable(name)) {
            with.push_back(open.catalog.proposal(name).id);
            continue;
        }
        const auto proposal = read_kind<Proposal>(name, "a proposal");
        const auto known = open.catalog.proposal_ids();
        if (std::binary_search(known.begin(), known.end(), proposal.id)) {
            open.notes.push_back(fmt::format(
                "proposal {} of '{}' stands in the place of the catalog's", proposal.id, name));
        }
        proposals.proposals.push_back({proposal.id, [proposal] { return proposal; }, proposal.at});
        with.push_back(proposal.id);
    }
    const auto changed = with_proposals(open.catalog.scenario(open.id), with, choice.without);
    open.notes.push_back(
        fmt::format("{} is changed{}", changed.scenario.id.text(), changed.change));
    open.catalog = with_scenario(open.catalog.overlaid_with(proposals), changed.scenario);
    return open;
}

}  // namespace socshift
