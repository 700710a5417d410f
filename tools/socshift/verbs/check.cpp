#include "verbs/check.hpp"

#include "options/choice_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route_check.hpp"
#include "socshift/routes/table_comparison.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "text/findings.hpp"
#include "text/output.hpp"
#include "text/text.hpp"
#include "verbs/check_table.hpp"

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

/// Whether @p files have an edition of their own at an end of @p table.
bool bring_an_end(const std::vector<CatalogFile>& files, const CorrespondenceData& table) {
    return std::any_of(files.begin(), files.end(), [&](const CatalogFile& file) {
        const auto* const edition = std::get_if<EditionData>(&file);
        return edition != nullptr &&
               (edition->header.id == table.source || edition->header.id == table.target);
    });
}

/// What only shows when a sound file is put to use: links that the catalog does not have, conflicts
/// of a scenario, codes that no rule gives. @p whole is @p catalog with @p files.
Findings check_use(const CatalogFile& file, const std::vector<CatalogFile>& files,
                   const Catalog& catalog, const Catalog& whole) {
    if (const auto* const table = std::get_if<CorrespondenceData>(&file)) {
        return bring_an_end(files, *table)
                   ? Findings{}
                   : compare_with_catalog(Correspondence::make(*table), catalog);
    }
    if (const auto* const scenario = std::get_if<Scenario>(&file)) {
        return build_scenario(whole, *scenario).findings;
    }
    const auto* const proposal = std::get_if<Proposal>(&file);
    return proposal == nullptr ? Findings{} : build_alone(whole, *proposal);
}

/// Files of the user's own, against the editions that they refer to.
Findings check_own(const Catalog& catalog, const std::vector<CatalogFile>& files) {
    const auto whole = catalog.overlaid_with(to_sources(files));
    auto found = check_files(files, whole);
    for (const auto& file : files) {
        if (const auto* const proposal = std::get_if<Proposal>(&file)) {
            say_where_codes_are(*proposal, whole, found);
        }
    }
    if (has_errors(found)) {
        return found;
    }
    for (const auto& file : files) {
        for (auto& finding : check_use(file, files, catalog, whole)) {
            if (std::find(found.begin(), found.end(), finding) == found.end()) {
                found.push_back(std::move(finding));
            }
        }
    }
    sort_by_place(found);
    return found;
}

Findings check_folder(const Catalog& catalog, const std::string& folder) {
    const auto files = read_catalog_folder(folder);
    if (files.empty()) {
        throw FileError(fmt::format("no YAML file in the folder '{}'", folder));
    }
    return check_own(catalog, files);
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

/// Whether a folder is meant: one whose name names no edition, or that is written as a path.
bool is_folder(const Catalog& catalog, const std::string& subject) {
    if (!std::filesystem::is_directory(subject)) {
        return false;
    }
    if (subject.find('/') != std::string::npos) {
        return true;
    }
    try {
        static_cast<void>(catalog.resolve(subject));
        return false;
    } catch (const UnknownName&) {
        return true;
    }
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
        return check_own(catalog, {read_catalog_file(subject)});
    }
    if (is_folder(catalog, subject)) {
        return check_folder(catalog, subject);
    }
    try {
        return check_catalog(catalog, catalog.resolve(subject));
    } catch (const UnknownName& error) {
        throw UnknownName(fmt::format("'{}' is neither a file, a folder nor an edition: {}",
                                      subject, error.what()));
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
    const auto least = value_of<Severity>(options.severity).value_or(Severity::note);
    if (!options.routes && options.subjects.size() > 1) {
        throw Error("check: expected one edition, file or folder; two editions are for --routes");
    }
    auto found =
        options.routes
            ? look_at_routes(options.subjects, context)
            : look(options, options.subjects.empty() ? "" : options.subjects.front(), context);
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const Finding& f) { return f.severity > least; }),
                found.end());
    found = shortened(std::move(found));
    write_findings(context, found, options.format);
    if (options.format == Format::text) {
        std::map<Severity, std::size_t> count;
        for (const auto& finding : found) {
            count[finding.severity] += std::max<std::size_t>(finding.unlisted, 1);
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
            "A table, a catalog file or a folder of these, or an edition with its tables; none: "
            "the whole catalog")
        ->expected(0, 2)
        ->type_name("[EDITION|FILE|DIR]");
    verb.add_flag("--routes", options->routes,
                  "Compare routes, between two editions or beside every table");
    verb.add_option("--severity", options->severity, "Only error, or error and warning; else all")
        ->check(CLI::IsMember(word_list<Severity>()))
        ->type_name("SEVERITY");
    add_table_check_options(verb, options->table);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_check(*options, context); };
}

}  // namespace socshift::cli
