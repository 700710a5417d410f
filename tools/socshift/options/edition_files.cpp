#include "options/edition_files.hpp"

#include "socshift/base/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

/// "NAME", or "FILE=NAME" of a file that is named.
FileJoins::TableOf table_of(const std::string& text, const std::vector<std::string>& files) {
    for (const auto& file : files) {
        if (!file.empty() && text.starts_with(file + "=")) {
            return {file, text.substr(file.size() + 1)};
        }
    }
    return {"", text};
}

FileCatalog with_files(const Catalog& catalog, const std::vector<std::string>& names,
                       const EditionFileOptions& options) {
    FileJoins joins{options.crosswalk, options.decisions, {}, {}, options.match};
    auto files = names;
    files.push_back(options.crosswalk);
    files.push_back(options.decisions);
    for (const auto& text : options.tables) {
        joins.tables.push_back(table_of(text, files));
    }
    if (!options.language.empty()) {
        joins.language = options.language;
    }
    try {
        return with_edition_files(catalog, names, joins);
    } catch (const ChoiceNeeded& error) {
        throw Error(choice_needed_text(error, "--table FILE=NAME"));
    }
}

Catalog opened(Context& context, const std::vector<std::string*>& names,
               const EditionFileOptions& options, std::vector<EditionFile>& files) {
    if (!options.are_said() &&
        std::none_of(names.begin(), names.end(),
                     [](const std::string* name) { return names_edition_file(*name); })) {
        return context.catalog;
    }
    std::vector<std::string> said;
    for (const auto* const name : names) {
        said.push_back(*name);
    }
    auto made = with_files(context.catalog, said, options);
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

Context with_catalog(const Context& from, const Catalog& catalog) {
    return {catalog,           from.in,          from.out,
            from.err,          from.color,       from.width,
            from.definitions,  from.progress,    from.scenario_asked,
            from.spreadsheets, from.input_piped, from.catalog_folder,
            from.can_ask};
}

std::string choice_needed_text(const ChoiceNeeded& error, std::string_view table) {
    return fmt::format("{}\nsocshift: {} says which", error.what(),
                       error.of() == ChoiceNeeded::Of::table ? table : "--language TAG");
}

void add_edition_table_options(CLI::App& verb, EditionFileOptions& options) {
    verb.add_option("--table", options.tables,
                    "The table or sheet that is meant, of a file that holds several")
        ->type_name("[FILE=]NAME");
    verb.add_option("--language", options.language,
                    "Language of titles in linked data; the only one if not given")
        ->type_name("TAG");
}

void add_edition_file_options(CLI::App& verb, EditionFileOptions& options) {
    add_edition_table_options(verb, options);
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
    : catalog_(opened(context, names, options, files_)),
      context_(with_catalog(context, catalog_)) {}

}  // namespace socshift::cli
