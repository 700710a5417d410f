#include "check.hpp"

#include "check_table.hpp"
#include "render/findings.hpp"
#include "render/text.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/history/route_check.hpp"
#include "socshift/model/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct CheckOptions {
    std::vector<std::string> subjects;
    bool routes = false;
    TableCheckOptions table;
    std::string severity = "note";
    Format format = Format::text;
};

Findings check_file(const Catalog& catalog, const std::string& file) {
    const std::vector<CatalogFile> files = {read_catalog_file(file)};
    return check_files(files, catalog.overlaid_with(to_sources(files)));
}

Findings look(const CheckOptions& options, const std::string& subject, Context& context) {
    const auto& catalog = context.catalog;
    const bool is_file = !subject.empty() && std::filesystem::is_regular_file(subject);
    if (is_file && is_table(subject)) {
        return check_table(subject, options.table, context);
    }
    if (const auto option = options.table.first_given(); !option.empty()) {
        throw Error(
            fmt::format("check: {} is of a table; {}", option,
                        subject.empty() ? "none was named" : fmt::format("'{}' is none", subject)));
    }
    if (subject.empty()) {
        return catalog.check();
    }
    if (is_file) {
        return check_file(catalog, subject);
    }
    try {
        return catalog.check(catalog.resolve(subject));
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
