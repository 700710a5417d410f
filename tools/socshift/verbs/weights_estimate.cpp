#include "verbs/weights_estimate.hpp"

#include "socshift/catalog/counts_file.hpp"
#include "socshift/catalog/weights_file.hpp"
#include "socshift/weights/weights_estimate.hpp"
#include "text/output.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct EstimateOptions {
    std::string from;
    std::string to;
    std::string source_counts;
    std::string target_counts;
    OutputOptions output;
};

ExitCode run_estimate(const EstimateOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto subject = WeightsSubject::between(catalog, catalog.resolve(options.from),
                                                 catalog.resolve(options.to));
    auto estimated = estimate_between(
        catalog, subject, read_named_counts(catalog, options.source_counts, subject.table.source()),
        read_named_counts(catalog, options.target_counts, subject.table.target()));
    for (const auto& note : estimated.notes) {
        context.err << "socshift: " << note << '\n';
    }
    estimated.file.provenance.made_by = "socshift weights estimate";
    const auto code = estimated.is_whole() ? ExitCode::ok : ExitCode::differs;
    write_output(context, options.output, write_weights(estimated.file), code);
    return code;
}

}  // namespace

Runner add_weights_estimate(CLI::App& verb) {
    auto options = std::make_shared<EstimateOptions>();
    auto& app = *verb.add_subcommand("estimate", "Weights from two tables of counts");
    app.add_option("--from", options->from, "The edition of the sources")
        ->required()
        ->type_name("EDITION");
    app.add_option("--to", options->to, "The edition of the targets")
        ->required()
        ->type_name("EDITION");
    app.add_option("--source-counts", options->source_counts,
                   "Counts of the sources: a name, a catalog file, or a table with a code column")
        ->required()
        ->type_name("NAME|FILE");
    app.add_option("--target-counts", options->target_counts, "Counts of the targets")
        ->required()
        ->type_name("NAME|FILE");
    add_output_options(app, options->output);
    app.fallthrough();
    return [options](Context& context) { return run_estimate(*options, context); };
}

}  // namespace socshift::cli
