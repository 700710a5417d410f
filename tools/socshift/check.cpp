#include "check.hpp"

#include "check_table.hpp"
#include "render/findings.hpp"
#include "render/output.hpp"
#include "render/text.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/history/lookup.hpp"
#include "socshift/history/route_check.hpp"
#include "socshift/history/scenario.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/model/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

struct CheckOptions {
    std::vector<std::string> subjects;
    bool routes = false;
    TableCheckOptions table;
    std::string severity = "note";
    Format format = Format::text;
};

/// What building one proposal alone says, by the rules of the scenario that it could join.
Findings build_alone(const Catalog& catalog, const Proposal& proposal) {
    std::string coding = "given";
    for (const auto& id : catalog.scenario_ids()) {
        if (catalog.scenario(id).base == proposal.base) {
            coding = catalog.scenario(id).coding;
        }
    }
    const Scenario alone{EditionId::parse(proposal.base.text() + "-with-one-proposal"),
                         proposal.base,
                         proposal.title,
                         catalog.header(proposal.base).validity.from,
                         coding,
                         {proposal.id},
                         {},
                         proposal.at};
    return build_scenario(catalog, alone).findings;
}

/// A code of another edition is the commonest slip: says which have it.
void say_where_codes_are(const Proposal& proposal, const Catalog& catalog, Findings& findings) {
    for (auto& finding : findings) {
        for (const auto& item : proposal.items) {
            for (const auto& take : item.takes) {
                if (finding.rule == "unknown-base-code" && take.at == finding.where &&
                    catalog.edition(proposal.base).find(take.code) == nullptr) {
                    finding.message = to_string(
                        look_up(catalog, catalog.edition(proposal.base), take.code.text()));
                }
            }
        }
    }
}

Findings check_file(const Catalog& catalog, const std::string& file) {
    const std::vector<CatalogFile> files = {read_catalog_file(file)};
    const auto whole = catalog.overlaid_with(to_sources(files));
    auto found = check_files(files, whole);
    if (const auto* const proposal = std::get_if<Proposal>(&files.front())) {
        say_where_codes_are(*proposal, whole, found);
    }
    if (has_errors(found)) {
        return found;
    }
    // What only shows when it is built: conflicts, codes that no rule gives.
    if (const auto* const scenario = std::get_if<Scenario>(&files.front())) {
        found = build_scenario(whole, *scenario).findings;
    } else if (const auto* const proposal = std::get_if<Proposal>(&files.front())) {
        const auto alone = build_alone(whole, *proposal);
        found.insert(found.end(), alone.begin(), alone.end());
    }
    return found;
}

/// The whole catalog or one edition; of a scenario also what was found when it was built.
Findings check_catalog(const Catalog& catalog, const std::optional<EditionId>& id) {
    auto found = id ? catalog.check(*id) : catalog.check();
    for (const auto& scenario : catalog.scenario_ids()) {
        if (!id || *id == scenario) {
            for (auto& finding : build_scenario(catalog, catalog.scenario(scenario)).findings) {
                if (std::find(found.begin(), found.end(), finding) == found.end()) {
                    found.push_back(std::move(finding));
                }
            }
        }
    }
    return found;
}

Findings look(const CheckOptions& options, const std::string& subject, Context& context) {
    const auto& catalog = context.catalog;
    if (!subject.empty()) {
        say_recovery(recover_files(subject), context.err);
    }
    const bool is_file = !subject.empty() && is_readable(subject);
    if (is_file && is_table(subject)) {
        return check_table(subject, options.table, context);
    }
    if (const auto option = options.table.first_given(); !option.empty()) {
        throw Error(
            fmt::format("check: {} is of a table; {}", option,
                        subject.empty() ? "none was named" : fmt::format("'{}' is none", subject)));
    }
    if (subject.empty()) {
        return check_catalog(catalog, std::nullopt);
    }
    if (is_file) {
        return check_file(catalog, subject);
    }
    try {
        return check_catalog(catalog, catalog.resolve(subject));
    } catch (const UnknownName& error) {
        throw UnknownName(
            fmt::format("'{}' is neither a file nor an edition: {}", subject, error.what()));
    }
}

/// The comparisons that `--routes` asks for.
std::vector<RouteComparison> compared(const Catalog& catalog,
                                      const std::vector<std::string>& editions) {
    if (editions.empty()) {
        return compare_routes(catalog);
    }
    if (editions.size() != 2) {
        throw Error("check --routes: expected two editions, or none for every table");
    }
    return compare_routes(catalog, catalog.resolve(editions.front()),
                          catalog.resolve(editions.back()));
}

Findings look_at_routes(const std::vector<std::string>& editions, Context& context) {
    Findings out;
    std::size_t agree = 0;
    const auto all = compared(context.catalog, editions);
    for (const auto& comparison : all) {
        agree += comparison.agrees() ? 1U : 0U;
        const auto found = findings(context.catalog, comparison);
        out.insert(out.end(), found.begin(), found.end());
    }
    context.err << fmt::format("{}, of which {} the same links\n",
                               count_of(all.size(), "pair of routes", "pairs of routes"),
                               count_of(agree, "has", "have"));
    return out;
}

ExitCode run_check(const CheckOptions& options, Context& context) {
    const auto least = options.severity == "error"     ? Severity::error
                       : options.severity == "warning" ? Severity::warning
                                                       : Severity::note;
    if (!options.routes && options.subjects.size() > 1) {
        throw Error("check: expected one edition or file; two editions are for --routes");
    }
    auto found =
        options.routes
            ? look_at_routes(options.subjects, context)
            : look(options, options.subjects.empty() ? "" : options.subjects.front(), context);
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const Finding& f) { return f.severity > least; }),
                found.end());
    write_findings(context, found, options.format);
    if (options.format == Format::text) {
        std::map<Severity, std::size_t> count;
        for (const auto& finding : found) {
            ++count[finding.severity];
        }
        context.err << fmt::format("{}, {}, {}\n",
                                   count_of(count[Severity::error], "error", "errors"),
                                   count_of(count[Severity::warning], "warning", "warnings"),
                                   count_of(count[Severity::note], "note", "notes"));
    }
    const bool only_notes = std::all_of(
        found.begin(), found.end(), [](const Finding& f) { return f.severity == Severity::note; });
    return only_notes ? ExitCode::ok : ExitCode::differs;
}

}  // namespace

Runner add_check(CLI::App& verb) {
    auto options = std::make_shared<CheckOptions>();
    verb.add_option(
            "SUBJECT", options->subjects,
            "A table or a catalog file, or an edition with its tables; none: the whole catalog")
        ->expected(0, 2)
        ->type_name("[EDITION|FILE]");
    verb.add_flag("--routes", options->routes,
                  "Compare routes, between two editions or beside every table");
    verb.add_option("--severity", options->severity, "Only error, or error and warning; else all")
        ->check(CLI::IsMember({"error", "warning", "note"}))
        ->type_name("SEVERITY");
    add_table_check_options(verb, options->table);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_check(*options, context); };
}

}  // namespace socshift::cli
