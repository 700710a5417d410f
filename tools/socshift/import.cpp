#include "import.hpp"

#include "render/output.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/model/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct ImportOptions {
    std::string table;
    std::string header;
    OutputOptions output;
    StructureColumns structure;
    CrosswalkColumns crosswalk;
    CountsColumns counts;
    std::string where;
};

/// The header of the catalog file to make, which must be of the kind that is imported.
template <typename Data>
Data read_header(const ImportOptions& options, std::string_view kind) {
    auto file = read_yaml_header(read_file(options.header), options.header);
    if (auto* const data = std::get_if<Data>(&file)) {
        return std::move(*data);
    }
    throw FormatError({options.header, 1, 1}, fmt::format("expected the header of {}", kind));
}

DelimitedTable read_table(const ImportOptions& options) {
    const auto bytes = read_file(options.table);
    return read_delimited_table(bytes_of(bytes), options.table);
}

/// Findings go to standard error; the file is written unless one of them is an error.
template <typename Data>
ExitCode finish(const Imported<Data>& imported, const ImportOptions& options, Context& context) {
    for (const auto& finding : imported.findings) {
        context.err << to_string(finding) << '\n';
    }
    if (has_errors(imported.findings)) {
        context.err << "socshift: nothing was written\n";
        return ExitCode::trouble;
    }
    write_output(context.out, options.output, write_yaml(imported.data));
    return imported.findings.empty() ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_structure(const ImportOptions& options, Context& context) {
    return finish(
        import_structure(read_table(options), read_header<EditionData>(options, "an edition"),
                         options.structure),
        options, context);
}

ExitCode run_crosswalk(const ImportOptions& options, Context& context) {
    auto header = read_header<CorrespondenceData>(options, "a correspondence");
    auto columns = options.crosswalk;
    const auto& source = context.catalog.edition(header.source);
    const auto& target = context.catalog.edition(header.target);
    if (columns.source.empty()) {
        columns.source = header.source.text();
    }
    if (columns.target.empty()) {
        columns.target = header.target.text();
    }
    return finish(import_crosswalk(read_table(options), std::move(header), columns, source, target),
                  options, context);
}

ExitCode run_counts(const ImportOptions& options, Context& context) {
    auto columns = options.counts;
    if (!options.where.empty()) {
        const auto sign = options.where.find('=');
        if (sign == std::string::npos) {
            throw Error(fmt::format("--where '{}' must be COLUMN=VALUE", options.where));
        }
        columns.filter_column = options.where.substr(0, sign);
        columns.filter_value = options.where.substr(sign + 1);
    }
    return finish(
        import_counts(read_table(options), read_header<Counts>(options, "counts"), columns),
        options, context);
}

CLI::App& add_kind(CLI::App& verb, ImportOptions& options, const char* kind, const char* summary) {
    auto* const app = verb.add_subcommand(kind, summary);
    app->add_option("TABLE", options.table, "The publisher's table: delimited text with a header")
        ->required();
    app->add_option("--header", options.header,
                    "Catalog file that says what the table is; its own rows are ignored")
        ->required()
        ->type_name("FILE");
    add_output_options(*app, options.output);
    app->fallthrough();
    return *app;
}

template <typename Target>
void add_column(CLI::App& app, const char* name, Target& column, const char* summary) {
    app.add_option(name, column, summary)->type_name("COLUMN");
}

}  // namespace

Runner add_import(CLI::App& verb) {
    auto options = std::make_shared<ImportOptions>();
    verb.require_subcommand(1);

    auto& structure = add_kind(verb, *options, "structure", "The items of an edition");
    add_column(structure, "--code", options->structure.code, "Column of codes (code)");
    add_column(structure, "--title", options->structure.title, "Column of titles (title)");
    add_column(structure, "--level", options->structure.level, "Column of levels (level)");
    add_column(structure, "--parent", options->structure.parent, "Column of parents (parent)");

    auto& crosswalk = add_kind(verb, *options, "crosswalk", "The links between two editions");
    auto& columns = options->crosswalk;
    add_column(crosswalk, "--source", columns.source, "Column of source codes (the edition)");
    add_column(crosswalk, "--target", columns.target, "Column of target codes (the edition)");
    add_column(crosswalk, "--source-title", columns.source_title, "Column of titles to compare");
    add_column(crosswalk, "--target-title", columns.target_title, "Column of titles to compare");
    add_column(crosswalk, "--source-mark", columns.source_mark, "Column that marks splits");
    add_column(crosswalk, "--target-mark", columns.target_mark, "Column that marks mergers");

    auto& counts = add_kind(verb, *options, "counts", "Published counts by code");
    add_column(counts, "--code", options->counts.code, "Column of codes (code)");
    counts.add_option("--count", options->counts.count, "Column of counts")
        ->required()
        ->type_name("COLUMN");
    counts.add_option("--where", options->where, "Only rows with this value in this column")
        ->type_name("COLUMN=VALUE");
    counts.add_option("--total-code", options->counts.total_code, "Code of the row of the total")
        ->type_name("CODE");

    return [options, &structure, &crosswalk](Context& context) {
        if (structure.parsed()) {
            return run_structure(*options, context);
        }
        return crosswalk.parsed() ? run_crosswalk(*options, context)
                                  : run_counts(*options, context);
    };
}

}  // namespace socshift::cli
