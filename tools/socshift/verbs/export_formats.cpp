#include "verbs/export_formats.hpp"

#include "columns/relation_file.hpp"
#include "formats.hpp"
#include "process.hpp"
#include "socshift/base/error.hpp"
#include "socshift/exchange/export.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/weights/weights_order.hpp"
#include "text/output.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace socshift::cli {

namespace {

struct ExportFormatOptions {
    std::vector<std::string> editions;
    std::string weights = "none";
    std::string base;
    std::string folder;
    OutputOptions output;
};

/// What --help says of each, in the order of ExportFormat.
constexpr std::array<std::string_view, word_table<ExportFormat>.size()> summaries{
    "One script that SQLite, DuckDB and PostgreSQL take",
    "Mappings for ontologists: SSSOM 1.1, tab-separated",
    "Classifications and matches as SKOS, in Turtle",
    "The same in JSON-LD",
    "Classifications, levels and correspondences as XKOS, in Turtle",
    "The same in JSON-LD",
    "CSV files with their metadata, CSVW",
    "Items of all editions and what joins them, as one graph in GraphML",
    "The same for Graphviz",
    "The same as nodes and edges in JSON",
    "Code systems and concept maps of FHIR R5, in one bundle",
    "Codelists, hierarchies and representation maps of SDMX 3.0 and 3.1, in JSON",
};

Exported exported(const ExportFormatOptions& options, ExportFormat format, const Context& context) {
    const ExportRequest request{options.editions, read_weights_order(options.weights),
                                options.base};
    try {
        return export_files(context.catalog, format, request);
    } catch (const NoBase& error) {
        throw Error(fmt::format("{}; --base URI says it", error.what()));
    }
}

void write_into_folder(const ExportFormatOptions& options, const std::vector<ExportedFile>& made,
                       Context& context) {
    const std::filesystem::path folder{options.folder};
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        throw FileError(
            fmt::format("cannot make the folder '{}': {}", options.folder, failed.message()));
    }
    FileSet files(options.output.overwrite);
    std::vector<OutputFile*> places;
    for (const auto& file : made) {
        places.push_back(&files.add(folder / file.name));
    }
    say_what_was_left(files, context.err);
    for (std::size_t i = 0; i < made.size(); ++i) {
        places[i]->write(made[i].bytes);
    }
    files.finish();
    files.commit([] { output_is_complete(ExitCode::ok); });
    context.err << fmt::format("{} in {}\n", count_of(made.size(), "file", "files"),
                               options.folder);
}

void say(const std::vector<std::string>& notices, const std::vector<EditionId>& drafts,
         Context& context) {
    for (const auto& notice : notices) {
        context.err << notice << '\n';
    }
    for (const auto& draft : drafts) {
        context.err << draft.text() << " is a draft\n";
    }
}

ExitCode run_parquet(const ExportFormatOptions& options, Context& context) {
    const auto made =
        export_tables(context.catalog, {options.editions, read_weights_order(options.weights)});
    const auto& kind = *formats::builtin_kinds().named("parquet");
    std::vector<ExportedFile> files;
    for (const auto& table : made.tables) {
        const auto name = table.name + ".parquet";
        files.push_back({name, formats::relation_file(table, kind, name,
                                                      made.drafts.empty() ? "final" : "draft")});
    }
    say(made.notices, made.drafts, context);
    write_into_folder(options, files, context);
    return ExitCode::ok;
}

ExitCode run(const ExportFormatOptions& options, ExportFormat format, Context& context) {
    const auto made = exported(options, format, context);
    say(made.notices, made.drafts, context);
    if (has_several_files(format)) {
        write_into_folder(options, made.files, context);
    } else {
        write_output(context, options.output, made.files.front().bytes);
    }
    return ExitCode::ok;
}

}  // namespace

namespace {

void add_content(CLI::App& app, ExportFormatOptions& options) {
    app.add_option("EDITION", options.editions,
                   "Editions; with two or more, the links from each to the next as well")
        ->required();
    app.add_option("--weights", options.weights,
                   "Where shares come from that no publisher gave, in order")
        ->type_name("ORDER")
        ->capture_default_str();
}

void add_folder(CLI::App& app, ExportFormatOptions& options) {
    app.add_option("--folder", options.folder, "Where the files go")->type_name("DIR")->required();
    app.add_flag("--overwrite", options.output.overwrite, "Replace files that are there");
}

}  // namespace

std::vector<std::pair<const CLI::App*, Runner>> add_export_formats(CLI::App& verb) {
    std::vector<std::pair<const CLI::App*, Runner>> out;
    for (const auto& [format, word] : word_table<ExportFormat>) {
        auto options = std::make_shared<ExportFormatOptions>();
        auto* const app = verb.add_subcommand(
            std::string(word), std::string(summaries[static_cast<std::size_t>(format)]));
        add_content(*app, *options);
        if (needs_base(format)) {
            app->add_option("--base", options->base, "What addresses begin with")->type_name("URI");
        }
        if (has_several_files(format)) {
            add_folder(*app, *options);
        } else {
            add_output_options(*app, options->output);
        }
        app->fallthrough();
        out.emplace_back(app, [options, format = format](Context& context) {
            return run(*options, format, context);
        });
    }
    return out;
}

std::pair<const CLI::App*, Runner> add_export_parquet(CLI::App& verb) {
    auto options = std::make_shared<ExportFormatOptions>();
    auto* const app = verb.add_subcommand("parquet", "The tables of csvw as Parquet files");
    add_content(*app, *options);
    add_folder(*app, *options);
    app->fallthrough();
    return {app, [options](Context& context) { return run_parquet(*options, context); }};
}

}  // namespace socshift::cli
