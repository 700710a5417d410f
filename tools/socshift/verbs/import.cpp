#include "verbs/import.hpp"

#include "options/import_kind.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/whole_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace socshift::cli {

namespace {

template <typename Data>
Data header_of(const ImportFiles& files, std::string_view kind) {
    auto file = read_yaml_header(read_file(files.header, YamlLimits{}.bytes), files.header);
    if (auto* const inputs = InputLog::current()) {
        inputs->allow_to_replace(files.header);  // it can be its own header
    }
    if (auto* const data = std::get_if<Data>(&file)) {
        return std::move(*data);
    }
    throw FormatError({files.header, 1, 1}, fmt::format("expected the header of {}", kind));
}

}  // namespace

CLI::App& add_import_kind(CLI::App& verb, ImportFiles& files, const char* kind,
                          const char* summary) {
    auto* const app = verb.add_subcommand(kind, summary);
    app->add_option("TABLE", files.table, "The publisher's file")->required();
    app->add_option("--header", files.header,
                    "Catalog file that says what the table is; its own rows are ignored")
        ->required()
        ->type_name("FILE");
    add_output_options(*app, files.output);
    app->fallthrough();
    return *app;
}

void add_sheet_options(CLI::App& app, TableChoice& choice) {
    app.add_option("--sheet", choice.sheet, "Sheet of a workbook; the only one if not given")
        ->type_name("NAME");
    app.add_option("--header-row", choice.header_row,
                   "Row that names the columns; found if not given")
        ->type_name("N");
    app.add_flag("--short-rows", choice.short_rows,
                 "Lines may end early: the cells left out are empty");
}

void add_column(CLI::App& app, const char* name, std::string& column, const char* summary) {
    app.add_option(name, column, summary)->type_name("COLUMN");
}

void add_column(CLI::App& app, const char* name, std::optional<std::string>& column,
                const char* summary) {
    app.add_option(name, column, summary)->type_name("COLUMN");
}

void add_pairs(CLI::App& app, const char* name, std::vector<std::string>& pairs, const char* type,
               const char* summary) {
    app.add_option(name, pairs, summary)->type_name(type)->expected(1)->take_all();
}

std::pair<std::string, std::string> split_pair(const std::string& text, std::string_view option,
                                               std::string_view form) {
    const auto sign = text.find('=');
    if (sign == std::string::npos) {
        throw Error(fmt::format("{} '{}' must be {}", option, text, form));
    }
    return {text.substr(0, sign), text.substr(sign + 1)};
}

std::optional<TableFilter> table_filter(const std::string& where) {
    if (where.empty()) {
        return std::nullopt;
    }
    const auto [column, value] = split_pair(where, "--where", "COLUMN=VALUE");
    return TableFilter{column, value};
}

std::vector<AttributeColumn> attribute_columns(const std::vector<std::string>& texts,
                                               const std::vector<std::string>& marks) {
    std::vector<AttributeColumn> out;
    for (const auto& text : texts) {
        const auto [name, column] = split_pair(text, "--attribute", "NAME=COLUMN");
        out.push_back({name, column, false});
    }
    for (const auto& mark : marks) {
        const auto [name, column] = split_pair(mark, "--mark", "NAME=COLUMN");
        out.push_back({name, column, true});
    }
    return out;
}

DelimitedTable published_table(const ImportFiles& files) {
    return read_table(std::filesystem::path{files.table}, files.choice);
}

EditionData edition_header(const ImportFiles& files) {
    return header_of<EditionData>(files, "an edition");
}

CorrespondenceData correspondence_header(const ImportFiles& files) {
    return header_of<CorrespondenceData>(files, "a correspondence");
}

Counts counts_header(const ImportFiles& files) {
    return header_of<Counts>(files, "counts");
}

Rates rates_header(const ImportFiles& files) {
    return header_of<Rates>(files, "rates");
}

TitleList titles_header(const ImportFiles& files) {
    return header_of<TitleList>(files, "a list of titles");
}

const Edition& extended_edition(const EditionData& header, const ImportFiles& files,
                                const Context& context) {
    if (!header.header.extends) {
        throw FormatError({files.header, 1, 1},
                          "key 'extends' is missing: which edition is extended?");
    }
    return context.catalog.edition(*header.header.extends);
}

ExitCode finish_import(const Findings& findings, const CatalogFile& data, const ImportFiles& files,
                       Context& context) {
    for (const auto& finding : shortened(findings)) {
        context.err << to_string(finding) << '\n';
    }
    if (has_errors(findings)) {
        context.err << "socshift: nothing was written\n";
        return ExitCode::trouble;
    }
    const auto code = findings.empty() ? ExitCode::ok : ExitCode::differs;
    write_output(context, files.output, write_yaml(data), code);
    return code;
}

Runner add_import(CLI::App& verb) {
    verb.require_subcommand(1);
    const std::vector<ImportKind> kinds = {
        add_import_structure(verb), add_import_extension(verb), add_import_state_list(verb),
        add_import_crosswalk(verb), add_import_coverage(verb),  add_import_counts(verb),
        add_import_rates(verb),     add_import_titles(verb),    add_import_definitions(verb)};
    return [kinds](Context& context) {
        const auto chosen = std::find_if(kinds.begin(), kinds.end(),
                                         [](const auto& kind) { return kind.app->parsed(); });
        return chosen->run(context);
    };
}

}  // namespace socshift::cli
