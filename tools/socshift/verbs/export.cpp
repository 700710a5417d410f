#include "verbs/export.hpp"

#include "options/format_option.hpp"
#include "process.hpp"
#include "socshift/base/error.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "socshift/scenarios/revision.hpp"
#include "text/output.hpp"
#include "text/print.hpp"
#include "text/text.hpp"
#include "verbs/export_formats.hpp"
#include "verbs/export_spark.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

namespace socshift::cli {

namespace {

struct ExportOptions {
    std::string name;
    Format format = Format::csv;
    OutputOptions output;
};

ExitCode run_export_counts(const ExportOptions& options, Context& context) {
    const auto& counts = context.catalog.counts(options.name);
    std::ostringstream bytes;
    Context to_file{context.catalog, context.in, bytes, context.err};
    to_file.width = context.width;
    to_file.spreadsheets = context.spreadsheets;
    print(counts_answer(context.catalog, counts), options.format, to_file);
    write_output(context, options.output, bytes.str());
    return ExitCode::ok;
}

struct ExportProposalsOptions {
    std::string before;
    std::string after;
    bool open_codes = false;
    std::string coding;
    std::string folder;
    bool overwrite = false;
};

ExitCode run_export_proposals(const ExportProposalsOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    for (const auto& name : {options.before, options.after}) {
        const auto id = catalog.resolve(name);
        if (catalog.header(id).status == Status::draft) {
            throw Error(fmt::format("'{}' is a draft: nobody has revised anything", id.text()));
        }
    }
    const auto made =
        revision(catalog, catalog.resolve(options.before), catalog.resolve(options.after),
                 options.open_codes ? RevisionCodes::open : RevisionCodes::given, options.coding);
    const std::filesystem::path folder{options.folder};
    const auto scenario = folder / (made.scenario.id.text() + ".yaml");
    std::error_code failed;
    std::filesystem::create_directories(folder / "proposals", failed);
    if (failed) {
        throw FileError(
            fmt::format("cannot make the folder '{}': {}", options.folder, failed.message()));
    }
    FileSet files(options.overwrite);
    std::vector<std::pair<OutputFile*, const Proposal*>> written;
    auto& first = files.add(scenario);
    for (const auto& proposal : made.proposals) {
        written.emplace_back(&files.add(folder / "proposals" / (proposal.id + ".yaml")), &proposal);
    }
    say_what_was_left(files, context.err);
    first.write(write_yaml(made.scenario));
    for (const auto& [file, proposal] : written) {
        file->write(write_yaml(*proposal));
    }
    files.finish();
    files.commit([] { output_is_complete(ExitCode::ok); });
    context.err << fmt::format("{} and the scenario {} in {}\n",
                               count_of(made.proposals.size(), "proposal", "proposals"),
                               made.scenario.id.text(), options.folder);
    return ExitCode::ok;
}

std::function<ExitCode(Context&)> add_proposals(CLI::App& verb) {
    auto options = std::make_shared<ExportProposalsOptions>();
    auto* const app = verb.add_subcommand(
        "proposals", "What a revision did, as a proposal for each change and a scenario");
    app->add_option("A", options->before, "The edition before")->required();
    app->add_option("B", options->after, "The edition after")->required();
    app->add_flag("--open-codes", options->open_codes,
                  "Leave the codes of new items for the coding rules to give");
    app->add_option("--coding", options->coding,
                    "The scenario's coding rules; those that fit the codes of B if not given")
        ->type_name("RULES");
    app->add_option("--folder", options->folder, "Where the files go")
        ->type_name("DIR")
        ->required();
    app->add_flag("--overwrite", options->overwrite, "Replace files that are there");
    app->fallthrough();
    return [options](Context& context) { return run_export_proposals(*options, context); };
}

}  // namespace

Runner add_export(CLI::App& verb) {
    auto options = std::make_shared<ExportOptions>();
    auto* const counts = verb.add_subcommand(
        "counts", "Published counts of the catalog, one code a row (csv by default)");
    counts->add_option("NAME", options->name, "Name of the counts, e.g. oews-national-2018")
        ->required();
    add_format_option(*counts, options->format);
    add_output_options(*counts, options->output);
    counts->fallthrough();
    const auto proposals = add_proposals(verb);
    auto formats = add_export_formats(verb);
    formats.push_back(add_export_parquet(verb));
    const auto spark = add_export_spark(verb);
    verb.require_subcommand(1);
    return [&verb, options, counts, proposals, formats, spark](Context& context) {
        for (const auto& [format, run] : formats) {
            if (format->parsed()) {
                return run(context);
            }
        }
        if (counts->parsed()) {
            return run_export_counts(*options, context);
        }
        return verb.got_subcommand("spark") ? spark(context) : proposals(context);
    };
}

}  // namespace socshift::cli
