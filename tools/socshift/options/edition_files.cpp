#include "options/edition_files.hpp"

#include "socshift/base/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

Context on(const Context& from, const Catalog& catalog) {
    return {catalog,           from.in,          from.out,
            from.err,          from.color,       from.width,
            from.definitions,  from.progress,    from.scenario_asked,
            from.spreadsheets, from.input_piped, from.catalog_folder,
            from.can_ask};
}

Catalog opened(Context& context, const std::vector<std::string*>& names,
               const EditionFileOptions& options, std::vector<EditionFile>& files) {
    const bool is_joined =
        options.match || !options.crosswalk.empty() || !options.decisions.empty();
    if (!is_joined && std::none_of(names.begin(), names.end(), [](const std::string* name) {
            return names_edition_file(*name);
        })) {
        return context.catalog;
    }
    std::vector<std::string> said;
    for (const auto* const name : names) {
        said.push_back(*name);
    }
    auto made = with_edition_files(context.catalog, said,
                                   {options.crosswalk, options.decisions, options.match});
    for (const auto& finding : shortened(std::move(made.findings))) {
        if (finding.severity == Severity::warning) {
            context.err << "socshift: " << to_string(finding) << '\n';
        }
    }
    for (std::size_t i = 0; i < made.notes.size() && !options.quiet; ++i) {
        context.err << "socshift: " << made.notes[i] << '\n';
    }
    files = std::move(made.files);
    for (std::size_t i = 0; i < names.size(); ++i) {
        *names[i] = made.editions[i].text();
    }
    return std::move(made.catalog);
}

}  // namespace

void add_edition_file_options(CLI::App& verb, EditionFileOptions& options) {
    auto* const crosswalk =
        verb.add_option("--crosswalk", options.crosswalk,
                        "A file with the table between A and B, where the catalog has none")
            ->type_name("FILE");
    verb.add_option("--decisions", options.decisions,
                    "What was decided about matched codes: rows of diff --matches, with yes or "
                    "no in the last column")
        ->type_name("FILE")
        ->excludes(crosswalk);
    verb.add_flag("--match", options.match,
                  "Pair codes by code and title, whatever tables the catalog has")
        ->excludes(crosswalk);
}

OpenedEditions::OpenedEditions(Context& context, const std::vector<std::string*>& names,
                               const EditionFileOptions& options)
    : catalog_(opened(context, names, options, files_)), context_(on(context, catalog_)) {}

}  // namespace socshift::cli
