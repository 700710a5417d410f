#include "program.hpp"

#include "number_option.hpp"
#include "options/scenario_options.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/own_catalog.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "socshift/version.hpp"
#include "text/harmless.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <ostream>

namespace socshift::cli {

namespace {

struct CommonOptions {
    std::string catalog;
    std::string color = "auto";
    unsigned width = 0;
    ScenarioChoice scenario;
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
    add_number(verb, "--width", common.width, 20U, 10000U,
               "Columns of text output; else those of the terminal")
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
        verb->footer(fmt::format("Example: {}\n'man socshift-{}' tells all.", command.example,
                                 command.name));
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
    const auto* const near =
        nearest(command_table(), word, 2, [](const Command& command) { return command.name; });
    if (near != nullptr && near->name == word) {
        return std::nullopt;
    }
    return fmt::format("unknown command '{}'{}; 'socshift --help' lists all", word,
                       did_you_mean(near == nullptr ? "" : near->name));
}

/// Every error is printed here. A line that quotes a very long cell or name is cut.
ExitCode trouble(std::ostream& err, std::string_view message) {
    constexpr std::size_t longest = 4000;
    err << "socshift: ";
    for (bool is_first = true; is_first || !message.empty(); is_first = false) {
        const auto end = std::min(message.find('\n'), message.size());
        err << first_bytes(message.substr(0, end), longest) << (end > longest ? "…" : "") << '\n';
        message.remove_prefix(std::min(end + 1, message.size()));
    }
    return ExitCode::trouble;
}

/// @p name of @p verb or of the one below it that was chosen; nullptr if neither has it.
const CLI::Option* option_of(const CLI::App& verb, const std::string& name) {
    const auto* found = verb.get_option_no_throw(name);
    for (const auto* const kind :
         verb.get_subcommands([](const CLI::App* app) { return app->parsed(); })) {
        const auto* const below = kind->get_option_no_throw(name);
        found = below != nullptr ? below : found;
    }
    return found;
}

/// In what form @p verb prints its result: "text", "csv"; "" if it is a file's own bytes.
std::string printed_format(const CLI::App& verb) {
    const auto* const format = option_of(verb, "--format");
    if (format == nullptr) {
        return "";
    }
    if (format->count() != 0) {
        return format->results().back();
    }
    return format->get_default_str().empty() ? "text" : format->get_default_str();
}

/// Whether cells have to be made safe for a spreadsheet. @throws Error if there are none.
bool wants_spreadsheet_safe(const CLI::App& verb, const std::string& format) {
    const auto* const option = option_of(verb, "--spreadsheet-safe");
    if (option == nullptr || option->count() == 0) {
        return false;
    }
    if (format != "csv" && format != "tsv") {
        throw Error("--spreadsheet-safe: expected --format csv or tsv");
    }
    return true;
}

bool wants_color(const CommonOptions& common, const Surroundings& around) {
    if (common.color == "auto") {
        return around.terminal && !around.no_color;
    }
    return common.color == "always";
}

/// @p progress: standard error as it is, for what moves the cursor.
ExitCode run_chosen(const Parser& parser, const Streams& streams, std::ostream& progress,
                    const Surroundings& around) {
    const auto chosen = std::find_if(parser.runners.begin(), parser.runners.end(),
                                     [](const auto& entry) { return entry.first->parsed(); });
    const auto& common = *parser.common;
    std::optional<Catalog> own;
    if (!common.catalog.empty()) {
        const CatalogCache cache{around.cache_folder, builtin_catalog_checksum(),
                                 chosen->first->get_name() == "check"};
        own = with_scenarios(own_catalog(builtin_catalog(), common.catalog, cache, known_table));
    }
    if (common.scenario.any()) {
        own = with_scenario_options(own ? *own : builtin_catalog(), common.scenario, streams.err);
    }
    if (own && around.is_last) {
        // As with the catalog that ships: to free a million rows takes as long as to read them.
        static const auto* const kept = new Catalog(*own);
        static_cast<void>(kept);
    }
    const auto format = printed_format(*chosen->first);
    const bool is_safe = wants_spreadsheet_safe(*chosen->first, format);
    // What is for people is shown to them harmless, and so is everything on a terminal. Other bytes
    // are data: they stay as they are.
    const bool is_data = (format.empty() || format == "csv" || format == "tsv") && !around.terminal;
    const bool is_json = format == "json" || format == "yaml";  // the same escapes
    HarmlessStream shown{streams.out, is_json ? Escapes::json : Escapes::text};
    auto& out = is_data ? streams.out : shown;
    Context context{own ? *own : builtin_catalog(),
                    streams.in,
                    out,
                    streams.err,
                    wants_color(common, around),
                    common.width != 0 ? common.width : around.width,
                    DefinitionStore{around.data_folder},
                    around.error_terminal ? &progress : nullptr,
                    common.scenario.any(),
                    is_safe ? Spreadsheets::safe : Spreadsheets::trusted,
                    around.input_piped,
                    common.catalog,
                    around.can_ask};
    const auto code = chosen->second(context);
    if (const auto* const inputs = InputLog::current()) {
        inputs->check();
    }
    return code;
}

}  // namespace

std::shared_ptr<CLI::App> make_parser() {
    const auto made =
        std::make_shared<Parser>(parser([](std::string_view /*name*/) { return true; }));
    return {made, made->app.get()};
}

ExitCode run_program(const std::vector<std::string>& arguments, const Streams& streams,
                     const Surroundings& surroundings) {
    HarmlessStream err{streams.err, Escapes::text};
    const Streams shown{streams.in, streams.out, err};
    try {
        if (const auto message = unknown_verb(arguments)) {
            return trouble(err, *message);
        }
        // Only a verb that is among the arguments can be chosen.
        const auto made = parser([&](std::string_view name) {
            return std::find(arguments.begin(), arguments.end(), name) != arguments.end();
        });
        try {
            std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
            made.app->parse(reversed);
        } catch (const CLI::Success& success) {  // --help, --version
            made.app->exit(success, streams.out, err);
            return ExitCode::ok;
        } catch (const CLI::ParseError& error) {
            return trouble(err, error.what());
        }
        return run_chosen(made, shown, streams.err, surroundings);
    } catch (const std::bad_alloc&) {
        return trouble(err, "there is not enough memory for this");
    } catch (const std::filesystem::filesystem_error& error) {
        constexpr std::size_t longest = 200;
        const auto path = error.path1().string();
        return trouble(err, fmt::format("cannot use '{}': {}", first_bytes(path, longest),
                                        error.code().message()));
    } catch (const FileExists& error) {
        return trouble(err, fmt::format("{}; --overwrite replaces it", error.what()));
    } catch (const std::exception& error) {
        return trouble(err, error.what());
    }
}

}  // namespace socshift::cli
