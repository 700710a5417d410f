#include "check.hpp"

#include "render/findings.hpp"
#include "render/text.hpp"
#include "socshift/catalog/directory.hpp"
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
    std::string subject;
    std::string severity = "note";
    Format format = Format::text;
};

Findings check_file(const Catalog& catalog, const std::string& file) {
    const std::vector<CatalogFile> files = {read_catalog_file(file)};
    return check_files(files, catalog.overlaid_with(to_sources(files)));
}

Findings look(const Catalog& catalog, const std::string& subject) {
    if (subject.empty()) {
        return catalog.check();
    }
    if (std::filesystem::is_regular_file(subject)) {
        return check_file(catalog, subject);
    }
    try {
        return catalog.check(catalog.resolve(subject));
    } catch (const UnknownName& error) {
        throw UnknownName(
            fmt::format("'{}' is neither a file nor an edition: {}", subject, error.what()));
    }
}

ExitCode run_check(const CheckOptions& options, Context& context) {
    const auto least = options.severity == "error"     ? Severity::error
                       : options.severity == "warning" ? Severity::warning
                                                       : Severity::note;
    auto findings = look(context.catalog, options.subject);
    findings.erase(std::remove_if(findings.begin(), findings.end(),
                                  [&](const Finding& f) { return f.severity > least; }),
                   findings.end());
    write_findings(context, findings, options.format);
    if (options.format == Format::text) {
        std::map<Severity, std::size_t> count;
        for (const auto& finding : findings) {
            ++count[finding.severity];
        }
        context.err << fmt::format("{}, {}, {}\n",
                                   count_of(count[Severity::error], "error", "errors"),
                                   count_of(count[Severity::warning], "warning", "warnings"),
                                   count_of(count[Severity::note], "note", "notes"));
    }
    return findings.empty() ? ExitCode::ok : ExitCode::differs;
}

}  // namespace

Runner add_check(CLI::App& verb) {
    auto options = std::make_shared<CheckOptions>();
    verb.add_option("SUBJECT", options->subject,
                    "A catalog file, or an edition with its tables; none: the whole catalog")
        ->type_name("[EDITION|FILE]");
    verb.add_option("--severity", options->severity, "Only error, or error and warning; else all")
        ->check(CLI::IsMember({"error", "warning", "note"}))
        ->type_name("SEVERITY");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_check(*options, context); };
}

}  // namespace socshift::cli
