#include "options/scenario_options.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

namespace socshift::cli {

namespace {

template <typename Data>
Data read_kind(const std::string& file, std::string_view kind) {
    auto read = read_catalog_file(file);
    if (auto* const data = std::get_if<Data>(&read)) {
        return std::move(*data);
    }
    throw FormatError({file, 1, 1}, fmt::format("expected {}", kind));
}

bool is_file(const std::string& name) {
    return is_readable(name);
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
    throw Error(
        fmt::format("--with and --without: name the scenario with --scenario; there are: "
                    "{}",
                    fmt::join(names, ", ")));
}

/// with_proposals(), whose errors name the option.
ChangedScenario changed_scenario(const Scenario& scenario, const std::vector<std::string>& with,
                                 const std::vector<std::string>& without) {
    try {
        return with_proposals(scenario, with, without);
    } catch (const UnknownName& error) {
        throw UnknownName(fmt::format("--without: {}", error.what()));
    }
}

void add_list(CLI::App& verb, const char* name, std::vector<std::string>& list, const char* type,
              const char* summary) {
    verb.add_option(name, list, summary)
        ->type_name(type)
        ->delimiter(',')
        ->take_all()
        ->allow_extra_args(false)
        ->group("Common");
}

}  // namespace

void add_scenario_options(CLI::App& verb, ScenarioOptions& options) {
    verb.add_option("--scenario", options.scenario, "Add the scenario of FILE, or take that one")
        ->type_name("FILE|NAME")
        ->group("Common");
    add_list(verb, "--with", options.with, "ID|FILE[,...]", "The scenario with these proposals");
    add_list(verb, "--without", options.without, "ID[,ID...]",
             "The scenario without these proposals");
}

OpenScenario open_scenario(const Catalog& catalog, const std::string& name) {
    if (is_file(name)) {
        const auto scenario = read_kind<Scenario>(name, "a scenario");
        return {with_scenario(catalog, scenario), scenario.id};
    }
    const auto id = catalog.resolve(name);
    return {catalog, catalog.scenario(id).id};
}

Catalog with_scenario_options(const Catalog& catalog, const ScenarioOptions& options,
                              std::ostream& err) {
    auto open = options.scenario.empty() ? OpenScenario{catalog, only_scenario(catalog)}
                                         : open_scenario(catalog, options.scenario);
    if (options.with.empty() && options.without.empty()) {
        return open.catalog;
    }
    CatalogParts proposals;
    std::vector<std::string> with;
    for (const auto& name : options.with) {
        if (is_file(name)) {
            const auto proposal = read_kind<Proposal>(name, "a proposal");
            const auto known = open.catalog.proposal_ids();
            if (std::binary_search(known.begin(), known.end(), proposal.id)) {
                err << fmt::format(
                    "socshift: proposal {} of '{}' stands in the place of the catalog's\n",
                    proposal.id, name);
            }
            proposals.proposals.push_back(
                {proposal.id, [proposal] { return proposal; }, proposal.at});
            with.push_back(proposal.id);
        } else {
            with.push_back(open.catalog.proposal(name).id);
        }
    }
    const auto changed = changed_scenario(open.catalog.scenario(open.id), with, options.without);
    err << fmt::format("socshift: {} is changed{}\n", changed.scenario.id.text(), changed.change);
    return with_scenario(open.catalog.overlaid_with(proposals), changed.scenario);
}

}  // namespace socshift::cli
