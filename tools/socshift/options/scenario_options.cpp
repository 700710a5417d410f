#include "options/scenario_options.hpp"

#include "socshift/base/error.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

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

void add_scenario_options(CLI::App& verb, ScenarioChoice& choice) {
    verb.add_option("--scenario", choice.scenario, "Add the scenario of FILE, or take that one")
        ->type_name("FILE|NAME")
        ->group("Common");
    add_list(verb, "--with", choice.with, "ID|FILE[,...]", "The scenario with these proposals");
    add_list(verb, "--without", choice.without, "ID[,ID...]",
             "The scenario without these proposals");
}

Catalog with_scenario_options(const Catalog& catalog, const ScenarioChoice& choice,
                              std::ostream& err) {
    try {
        auto open = open_scenario(catalog, choice);
        for (const auto& note : open.notes) {
            err << fmt::format("socshift: {}\n", note);
        }
        return std::move(open.catalog);
    } catch (const ScenarioNotNamed& error) {
        throw Error(fmt::format("--with and --without: name the scenario with --scenario; {}",
                                error.what()));
    } catch (const NotInScenario& error) {
        throw UnknownName(fmt::format("--without: {}", error.what()));
    }
}

}  // namespace socshift::cli
