#include "options/import_kind.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/definitions.hpp"
#include "socshift/catalog/import_state_list.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"
#include "text/output.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

namespace fs = std::filesystem;

struct DefinitionsOptions {
    std::string file;
    std::string edition;
    ImportFiles files;  // only how it is to be read
    bool list = false;
    bool overwrite = false;
};

Definitions read_any(const DefinitionsOptions& options) {
    if (options.list) {
        return state_list_definitions(read_file(options.file), options.file, {});
    }
    const auto table = read_table(fs::path{options.file}, table_choice(options.files));
    return definitions_of(table, definition_columns(table));
}

/// How many of @p definitions are of items of @p edition, by code and title.
std::size_t matches(const Definitions& definitions, const Edition& edition) {
    std::size_t count = 0;
    for (const auto& definition : definitions.all()) {
        const auto* const item = edition.find_written(definition.code.text());
        count += item != nullptr && same_title(item->title, definition.title) ? 1U : 0U;
    }
    return count;
}

/// The edition that most of @p definitions are of; among equals the one with the fewest items,
/// which is the one that others extend.
EditionId edition_of(const Definitions& definitions, const DefinitionsOptions& options,
                     const Catalog& catalog) {
    if (!options.edition.empty()) {
        return catalog.resolve(options.edition);
    }
    const Edition* best = nullptr;
    std::size_t most = 0;
    for (const auto& id : catalog.edition_ids()) {
        const auto& edition = catalog.edition(id);
        const auto count = matches(definitions, edition);
        const bool smaller = best != nullptr && edition.items().size() < best->items().size();
        if (count > most || (count == most && count != 0 && smaller)) {
            best = &edition;
            most = count;
        }
    }
    if (best == nullptr || 2 * most <= definitions.all().size()) {
        throw FormatError(
            {options.file, 0, 0},
            fmt::format("cannot tell which edition is defined: {} of {} codes are, with their "
                        "titles, of {}; --edition says it",
                        most, definitions.all().size(),
                        best == nullptr ? "any edition" : best->id().text()));
    }
    return best->id();
}

ExitCode run_definitions(const DefinitionsOptions& options, Context& context) {
    if (context.definitions.folder().empty()) {
        throw Error("there is no folder to keep definitions in: set XDG_DATA_HOME or HOME");
    }
    const auto read = read_any(options);
    if (read.all().empty()) {
        throw FormatError({options.file, 0, 0}, "no definition is in this file");
    }
    const auto id = edition_of(read, options, context.catalog);
    const auto definitions = with_printed_codes(read, context.catalog.edition(id));
    const auto file = context.definitions.file_of(id);
    if (!options.overwrite && fs::exists(file)) {
        throw FileError(fmt::format(
            "definitions of {} are there already; --overwrite replaces them", id.text()));
    }
    const auto findings = check(definitions, context.catalog.edition(id));
    for (const auto& finding : shortened(findings)) {
        context.err << to_string(finding) << '\n';
    }
    const auto code = exit_of(findings);
    std::error_code failed;
    fs::create_directories(file.parent_path(), failed);
    if (failed) {
        throw FileError(fmt::format("cannot make the folder '{}': {}", file.parent_path().string(),
                                    failed.message()));
    }
    write_output(context, {file.string(), options.overwrite}, to_csv(definitions), code);
    context.err << fmt::format("socshift: {} of {} in your data folder, as {}\n",
                               count_of(definitions.all().size(), "definition", "definitions"),
                               id.text(),
                               file.lexically_relative(context.definitions.folder()).string());
    return code;
}

}  // namespace

ImportKind add_import_definitions(CLI::App& verb) {
    auto options = std::make_shared<DefinitionsOptions>();
    auto& app = *verb.add_subcommand("definitions", "Definitions into your own data folder");
    app.add_option("TABLE", options->file, "The publisher's file: delimited text or a workbook")
        ->required();
    app.add_option("--edition", options->edition, "What it defines; else found by codes and titles")
        ->type_name("EDITION");
    add_sheet_options(app, options->files);
    app.add_flag("--list", options->list, "A list in running text, as of state-list");
    app.add_flag("--overwrite", options->overwrite, "Replace definitions that are there");
    app.fallthrough();
    return {&app, [options](Context& context) { return run_definitions(*options, context); }};
}

}  // namespace socshift::cli
