#include "verbs/check.hpp"

#include "choice_option.hpp"
#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/check/catalog_check.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/input_log.hpp"
#include "text/findings.hpp"
#include "text/output.hpp"
#include "text/text.hpp"
#include "verbs/check_table.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

struct CheckOptions {
    std::vector<std::string> subjects;
    bool routes = false;
    bool shipped = false;
    TableCheckOptions table;
    std::string severity = "note";
    Format format = Format::text;
};

Findings check_folder(const Catalog& catalog, const std::string& folder) {
    const auto files = read_catalog_folder(folder);
    if (files.empty()) {
        throw FileError(fmt::format("no YAML file in the folder '{}'", folder));
    }
    return check_own_files(catalog, files);
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

/// Without a subject: the user's own folder, and what ships where there is none or it is asked for.
Findings check_all(const CheckOptions& options, Context& context) {
    if (context.catalog_folder.empty()) {
        return check_catalog(context.catalog);
    }
    auto found = check_folder(context.catalog, context.catalog_folder);
    if (options.shipped) {
        add_new(found, check_catalog(context.catalog));
    } else {
        context.err << fmt::format("'{}' alone; --shipped looks at what ships as well\n",
                                   context.catalog_folder);
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
        return check_all(options, context);
    }
    if (is_file) {
        return check_own_files(catalog, {read_catalog_file(subject)});
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

/// What `--routes` asks for: two editions, or every table.
RoutesCheck compared(const Catalog& catalog, const std::vector<std::string>& editions) {
    if (editions.empty()) {
        return check_routes(catalog);
    }
    if (editions.size() != 2) {
        throw Error("check --routes: expected two editions, or none for every table");
    }
    return check_routes(catalog, catalog.resolve(editions.front()),
                        catalog.resolve(editions.back()));
}

Findings look_at_routes(const std::vector<std::string>& editions, Context& context) {
    auto checked = compared(context.catalog, editions);
    context.err << fmt::format("{}, of which {} the same links\n",
                               count_of(checked.pairs, "pair of routes", "pairs of routes"),
                               count_of(checked.agreeing, "has", "have"));
    return std::move(checked.findings);
}

ExitCode run_check(const CheckOptions& options, Context& context) {
    const auto least = value_of<Severity>(options.severity).value_or(Severity::note);
    if (!options.routes && options.subjects.size() > 1) {
        throw Error("check: expected one edition, file or folder; two editions are for --routes");
    }
    if (options.shipped && (options.routes || !options.subjects.empty())) {
        throw Error("check: --shipped is for the whole catalog, without anything named");
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
            "the folder of --catalog, or what ships")
        ->expected(0, 2)
        ->type_name("[EDITION|FILE|DIR]");
    verb.add_flag("--routes", options->routes,
                  "Compare routes, between two editions or beside every table");
    verb.add_flag("--shipped", options->shipped, "Beside the folder of --catalog also what ships");
    verb.add_option("--severity", options->severity, "Only error, or error and warning; else all")
        ->check(CLI::IsMember(word_list<Severity>()))
        ->type_name("SEVERITY");
    add_table_check_options(verb, options->table);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_check(*options, context); };
}

}  // namespace socshift::cli
