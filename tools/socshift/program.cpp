#include "program.hpp"

#include "scenario_options.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/history/scenario.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/model/error.hpp"
#include "socshift/model/title.hpp"
#include "socshift/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <ostream>

namespace socshift::cli {

namespace {

struct CommonOptions {
    std::string catalog;
    std::string color = "auto";
    unsigned width = 0;
    ScenarioOptions scenario;
};

/// A parser with what its verbs will need once one of them is chosen.
struct Parser {
    std::unique_ptr<CLI::App> app;
    std::shared_ptr<CommonOptions> common = std::make_shared<CommonOptions>();
    std::vector<std::pair<const CLI::App*, Runner>> runners;
};

void add_common(CLI::App& verb, CommonOptions& common) {
    const auto* const group = "Common";
    verb.add_option("--catalog", common.catalog, "Add or override with the YAML files of DIR")
        ->type_name("DIR")
        ->group(group);
    verb.add_option("--color", common.color, "auto, always or never; NO_COLOR means never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->type_name("WHEN")
        ->group(group);
    verb.add_option("--width", common.width, "Columns of text output; else those of the terminal")
        ->check(CLI::Range(20U, 10000U))
        ->type_name("N")
        ->group(group);
}

/// @p is_wanted says which verbs get their options: the others can only be named in the help.
template <typename IsWanted>
Parser parser(IsWanted is_wanted) {
    Parser out;
    out.app = std::make_unique<CLI::App>(
        "What happened to every occupation code between two editions of a classification,\n"
        "and your data carried across.",
        "socshift");
    auto& app = *out.app;
    app.set_version_flag("--version", std::string{"socshift "} + std::string{version()});
    app.require_subcommand(1);
    app.footer(
        "'socshift VERB --help' tells more; 'man socshift-VERB' tells all.\n"
        "Exit codes: 0 nothing to report; 1 differences, findings or rows set aside; "
        "2 trouble.");
    for (const auto& command : command_table()) {
        auto* const verb =
            app.add_subcommand(std::string{command.name}, std::string{command.summary});
        if (!is_wanted(command.name)) {
            continue;
        }
        out.runners.emplace_back(verb, command.add(*verb));
        add_common(*verb, *out.common);
        if (command.takes_scenarios) {
            add_scenario_options(*verb, out.common->scenario);
        }
    }
    return out;
}

/// "did you mean" for a verb that is none; nothing when the first argument is an option or a verb.
std::optional<std::string> unknown_verb(const std::vector<std::string>& arguments) {
    if (arguments.empty() || arguments.front().empty() || arguments.front().front() == '-') {
        return std::nullopt;
    }
    const auto& word = arguments.front();
    const Command* nearest = nullptr;
    std::size_t best = 3;
    for (const auto& command : command_table()) {
        const auto distance = edit_distance(word, command.name);
        if (distance == 0) {
            return std::nullopt;
        }
        if (distance < best) {
            best = distance;
            nearest = &command;
        }
    }
    return fmt::format(
        "unknown command '{}'{}; 'socshift --help' lists all", word,
        nearest == nullptr ? "" : fmt::format("; did you mean '{}'?", nearest->name));
}

ExitCode trouble(std::ostream& err, std::string_view message) {
    err << "socshift: " << message << '\n';
    return ExitCode::trouble;
}

bool wants_color(const CommonOptions& common, const Surroundings& around) {
    if (common.color == "auto") {
        return around.terminal && !around.no_color;
    }
    return common.color == "always";
}

ExitCode run_chosen(const Parser& parser, const Streams& streams, const Surroundings& around) {
    const auto chosen = std::find_if(parser.runners.begin(), parser.runners.end(),
                                     [](const auto& entry) { return entry.first->parsed(); });
    const auto& common = *parser.common;
    std::optional<Catalog> own;
    if (!common.catalog.empty()) {
        own = with_scenarios(with_folder(builtin_catalog(), common.catalog));
    }
    if (common.scenario.any()) {
        own = with_scenario_options(own ? *own : builtin_catalog(), common.scenario, streams.err);
    }
    Context context{own ? *own : builtin_catalog(),
                    streams.in,
                    streams.out,
                    streams.err,
                    wants_color(common, around),
                    common.width != 0 ? common.width : around.width,
                    DefinitionStore{around.data_folder},
                    around.error_terminal,
                    common.scenario.any()};
    const auto code = chosen->second(context);
    if (const auto* const inputs = InputLog::current()) {
        inputs->check();
    }
    return code;
}

}  // namespace

std::unique_ptr<CLI::App> make_parser() {
    return std::move(parser([](std::string_view /*name*/) { return true; }).app);
}

ExitCode run_program(const std::vector<std::string>& arguments, const Streams& streams,
                     const Surroundings& surroundings) {
    try {
        if (const auto message = unknown_verb(arguments)) {
            return trouble(streams.err, *message);
        }
        // Only a verb that is among the arguments can be chosen.
        const auto made = parser([&](std::string_view name) {
            return std::find(arguments.begin(), arguments.end(), name) != arguments.end();
        });
        try {
            std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
            made.app->parse(reversed);
        } catch (const CLI::Success& success) {  // --help, --version
            made.app->exit(success, streams.out, streams.err);
            return ExitCode::ok;
        } catch (const CLI::ParseError& error) {
            return trouble(streams.err, error.what());
        }
        return run_chosen(made, streams, surroundings);
    } catch (const FileExists& error) {
        return trouble(streams.err, fmt::format("{}; --overwrite replaces it", error.what()));
    } catch (const std::exception& error) {
        return trouble(streams.err, error.what());
    }
}

}  // namespace socshift::cli
