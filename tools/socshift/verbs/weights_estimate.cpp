#include "verbs/weights_estimate.hpp"

#include "options/counts_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/catalog/weights_file.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/weights/estimate.hpp"
#include "socshift/weights/route_weights.hpp"
#include "socshift/weights/user_weights.hpp"
#include "text/output.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

constexpr const char* method =
    "iterative proportional fitting from equal flows within each family; margins of the sources "
    "kept, those of the targets scaled to the family's total; where both cannot be met, the "
    "targets' margins come as near to them as they can in Kullback-Leibler divergence; shares "
    "rounded to millionths";

struct EstimateOptions {
    std::string from;
    std::string to;
    std::string source_counts;
    std::string target_counts;
    OutputOptions output;
};

/// A table of counts and what the result says of it.
struct Margin {
    LeafSizes sizes;
    EstimateRecord::Table record;
};

Margin read_margin(Context& context, const std::string& name, const EditionId& edition) {
    const bool is_file = is_readable(name);
    const auto counts = read_counts(context.catalog, name, edition);
    auto found = check(counts, context.catalog.edition(counts.coded_in));
    if (has_errors(found)) {
        throw DataError(std::move(found));
    }
    std::size_t unknown = 0;
    for (const auto& finding : found) {
        unknown += finding.rule == "count-unknown-code" ? 1U : 0U;
    }
    if (unknown != 0) {
        context.err << fmt::format("socshift: {} of '{}' {} of {} and {} left out\n",
                                   count_of(unknown, "code", "codes"), name,
                                   unknown == 1 ? "is no item" : "are no items",
                                   counts.coded_in.text(), unknown == 1 ? "is" : "are");
    }
    return {catalog_leaf_counts(context.catalog, counts, edition),
            {is_file ? std::filesystem::path{name}.filename().string() : name, counts.reference,
             counts.coded_in.text(), sha256(is_file ? read_file(name) : write_yaml(counts))}};
}

void report(const Estimate& estimate, std::ostream& err) {
    std::size_t estimated = 0;
    for (const auto& family : estimate.families) {
        estimated += family.state == EstimateState::not_estimable ? 0U : 1U;
    }
    err << fmt::format("socshift: {} of {} with a split estimated\n", estimated,
                       count_of(estimate.families.size(), "family", "families"));
    for (const auto& family : estimate.families) {
        const auto& record = family.record;
        if (family.state == EstimateState::not_estimable) {
            err << fmt::format("socshift: family of {}: not estimable: {}\n",
                               record.sources.front(), record.reason);
        } else if (family.state == EstimateState::contradictory) {
            err << fmt::format(
                "socshift: family of {}: the margins contradict each other; {} lie "
                "elsewhere than the targets' say\n",
                record.sources.front(), record.residual);
        }
    }
}

ExitCode run_estimate(const EstimateOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto before = catalog.resolve(options.from);
    const auto after = catalog.resolve(options.to);
    const auto route = require_route(catalog, before, after);
    const auto table = composed(catalog, route);
    const auto sources = read_margin(context, options.source_counts, before);
    const auto targets = read_margin(context, options.target_counts, after);
    const auto estimate = estimate_weights(table, catalog.edition(before), catalog.edition(after),
                                           sources.sizes, targets.sizes);
    report(estimate, context.err);
    auto weights = to_file(estimate.weights, before, after);
    weights.title = fmt::format("{}, estimated from {} and {}", route.text(), sources.record.name,
                                targets.record.name);
    weights.provenance.publisher = "socshift";
    weights.provenance.document = "Estimate from two tables of counts";
    weights.provenance.made_by = "socshift weights estimate";
    EstimateRecord record{method, sources.record, targets.record, {}};
    for (const auto& family : estimate.families) {
        record.families.push_back(family.record);
    }
    weights.estimate = std::move(record);
    const bool all = std::none_of(
        estimate.families.begin(), estimate.families.end(),
        [](const FamilyEstimate& family) { return family.state == EstimateState::not_estimable; });
    const auto code = all ? ExitCode::ok : ExitCode::differs;
    write_output(context, options.output, write_weights(weights), code);
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
