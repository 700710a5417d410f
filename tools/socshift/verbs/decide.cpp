#include "verbs/decide.hpp"

#include "options/format_option.hpp"
#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/publish/questions.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/titles/decision_log.hpp"
#include "text/print.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <chrono>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct DecideOptions {
    std::string title;
    std::string code;
    std::string edition;
    std::string why;
    std::string analyst;
    std::string source;
    std::optional<std::string> rows;
    std::string date;
    std::string from;
    std::string log = "decisions.csv";
    bool replace = false;
    bool list = false;
    Format format = Format::text;
};

/// The day that --date says, or else today's, in Greenwich.
std::chrono::sys_days day_of(const DecideOptions& options) {
    return options.date.empty()
               ? std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())
               : parse_date(options.date);
}

std::vector<Decision> decisions_of(const DecideOptions& options, const Catalog& catalog) {
    DecisionDefaults defaults{{}, day_of(options), options.why, options.analyst, options.source};
    if (!options.edition.empty()) {
        defaults.edition = catalog.resolve(options.edition);
    }
    if (!options.from.empty()) {
        if (!options.title.empty() || options.rows) {
            throw Error("--from FILE has the titles, and how many rows have each");
        }
        return read_decisions(catalog, options.from, defaults);
    }
    if (options.code.empty()) {
        throw Error("which title gets which code? TITLE CODE, or --from FILE, or --list");
    }
    auto code = options.code;
    if (const auto colon = code.find(':'); colon != std::string::npos) {
        const auto named = catalog.resolve(code.substr(0, colon));
        if (defaults.edition && *defaults.edition != named) {
            throw Error(fmt::format("'{}' is no code of {}", code, defaults.edition->text()));
        }
        defaults.edition = named;
        code.erase(0, colon + 1);
    }
    if (!defaults.edition) {
        throw Error(
            fmt::format("of which edition is '{}' a code? --edition EDITION says it", code));
    }
    code = typed_code(catalog, catalog.edition(*defaults.edition), code);
    return {{*defaults.date,
             {*defaults.edition, Code::parse(code)},
             options.title,
             options.why,
             options.analyst,
             options.source,
             options.rows ? std::optional{parse_decision_rows(*options.rows)} : std::nullopt,
             {}}};
}

ExitCode list_decisions(const DecideOptions& options, Context& context) {
    const auto decisions = read_decision_log(context.catalog, options.log);
    auto answer = ask(context.catalog, DecisionsQuestion{decisions});
    answer.findings = check(decisions, context.catalog);
    print(answer, options.format, context);
    return ExitCode::ok;
}

ExitCode run_decide(const DecideOptions& options, Context& context) {
    if (options.list) {
        return list_decisions(options, context);
    }
    const auto decisions = decisions_of(options, context.catalog);
    try {
        const auto done =
            record_decisions(context.catalog, options.log, decisions, options.replace);
        for (const auto& finding : done.contradicting) {
            context.err << to_string(finding) << '\n';
        }
        context.err << fmt::format("socshift: {} recorded in '{}'",
                                   count_of(done.added, "decision", "decisions"), options.log);
        if (done.there_already > 0) {
            context.err << fmt::format("; {} there already", done.there_already);
        }
        context.err << '\n';
    } catch (const DataError& error) {
        for (const auto& finding : error.findings()) {
            if (finding.rule == "decision-contradicts") {
                context.err << "socshift: --replace records what contradicts, too\n";
                break;
            }
        }
        throw;
    }
    return ExitCode::ok;
}

}  // namespace

Runner add_decide(CLI::App& verb) {
    auto options = std::make_shared<DecideOptions>();
    auto* const title = verb.add_option("TITLE", options->title, "A job title");
    auto* const code = verb.add_option("CODE", options->code, "The code that it gets");
    verb.add_option("--edition", options->edition, "The edition that CODE is of")
        ->type_name("EDITION");
    auto* const why = verb.add_option("--why", options->why, "Why")->type_name("TEXT");
    verb.add_option("--analyst", options->analyst, "Who decides")->type_name("NAME");
    verb.add_option("--source", options->source, "Whose data has the title: an employer, a state")
        ->type_name("NAME");
    auto* const rows =
        verb.add_option("--rows", options->rows, "How many rows of it have the title")
            ->type_name("N");
    verb.add_option("--date", options->date, "Day of the decision; today if not given")
        ->type_name("YYYY-MM-DD");
    auto* const from =
        verb.add_option("--from", options->from, "Decisions of a reviewed file")->type_name("FILE");
    verb.add_option("--log", options->log, "The log; decisions.csv if not given")
        ->type_name("FILE");
    auto* const replace = verb.add_flag("--replace", options->replace,
                                        "Record what contradicts an earlier decision, too");
    verb.add_flag("--list", options->list, "The titles of the log, and how many have each")
        ->excludes(title)
        ->excludes(code)
        ->excludes(why)
        ->excludes(rows)
        ->excludes(from)
        ->excludes(replace);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_decide(*options, context); };
}

}  // namespace socshift::cli
