#include "verbs/weights.hpp"

#include "options/format_option.hpp"
#include "options/weights_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/publish/weight_answers.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/weights/weights.hpp"
#include "text/print.hpp"
#include "text/text.hpp"
#include "verbs/weights_estimate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct WeightsVerb {
    std::string name;
    std::string other;
    std::string from = "soc2010";
    std::string to = "soc2018";
    bool gaps = false;
    bool normalise = false;
    Format format = Format::text;
};

/// The table that weights are asked for, and its ends.
struct WeightsSubject {
    Route route;
    Correspondence table;
    const Edition& before;
    const Edition& after;
};

WeightsSubject subject_of(const Catalog& catalog, const WeightsVerb& options) {
    const auto from = catalog.resolve(options.from);
    const auto to = catalog.resolve(options.to);
    auto route = require_route(catalog, from, to);
    auto table = composed(catalog, route);
    return {std::move(route), std::move(table), catalog.edition(from), catalog.edition(to)};
}

std::vector<GroupWeights> file_tables(const WeightChoice& choice, const WeightsSubject& subject,
                                      const WeightsVerb& options, Context& context) {
    const auto& weights = *choice.weights;
    auto found = check(weights, subject.table, subject.before, subject.after, options.normalise);
    if (has_errors(found)) {
        throw DataError(std::move(found));
    }
    for (const auto& finding : found) {
        if (options.other.empty()) {  // what is in one of two only is said when they are compared
            context.err << to_string(finding) << '\n';
        }
    }
    std::vector<GroupWeights> out;
    for (const auto& group : groups_of(weights)) {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < weights.groups.size(); ++i) {
            parts.push_back(weights.groups[i] + "=" + group[i]);
        }
        auto made = user_weights(weights, choice.name, subject.table, group);
        for (const auto& note : made.normalised) {
            context.err << fmt::format("socshift: shares of {} were divided by their sum\n", note);
        }
        out.push_back({fmt::format("{}", fmt::join(parts, ", ")), std::move(made.table)});
    }
    return out;
}

std::vector<GroupWeights> tables_of(const std::string& name, const WeightsSubject& subject,
                                    const WeightsVerb& options, Context& context) {
    const auto choice = read_weight_choice(name);
    if (choice.kind == WeightKind::file) {
        return file_tables(choice, subject, options, context);
    }
    auto table = choice.kind == WeightKind::equal
                     ? std::optional{equal_along(context.catalog, subject.route)}
                     : catalog_weights(context.catalog, choice.kind, subject.table);
    if (!table) {
        throw Error(
            fmt::format("there are no {} weights from {} to {}; 'socshift weights "
                        "estimate' makes weights from counts of yours",
                        name, subject.before.id().text(), subject.after.id().text()));
    }
    table->name = name;
    return {{"", std::move(*table)}};
}

ExitCode run_show(const WeightsVerb& options, Context& context) {
    const auto subject = subject_of(context.catalog, options);
    const auto tables = tables_of(options.name, subject, options, context);
    auto answer = options.gaps ? weight_gaps_answer(subject.before, subject.after, tables)
                               : weights_answer(subject.before, subject.after, tables);
    for (const auto& [group, weights] : tables) {
        answer.warnings.push_back(
            fmt::format("{}{}{}: for {} of {} with several targets", options.name,
                        group.empty() ? "" : " ", group, weights.sources.size(),
                        count_of(weights.sources.size() + weights.gaps.size(), "code", "codes")));
    }
    print(answer, options.format, context);
    return ExitCode::ok;
}

const GroupWeights& only_table(const std::vector<GroupWeights>& tables, const std::string& name) {
    if (tables.size() != 1) {
        throw Error(
            fmt::format("weights compare: '{}' depends on groups of rows; expected weights "
                        "without",
                        name));
    }
    return tables.front();
}

ExitCode run_compare(const WeightsVerb& options, Context& context) {
    const auto subject = subject_of(context.catalog, options);
    const auto tables_a = tables_of(options.name, subject, options, context);
    const auto tables_b = tables_of(options.other, subject, options, context);
    const auto& a = only_table(tables_a, options.name).weights;
    const auto& b = only_table(tables_b, options.other).weights;
    const auto compared = compare_weights(a, b);
    auto answer = weight_differences_answer(subject.before, subject.after, compared);
    answer.warnings.push_back(fmt::format("{} compared; {} more in {}, {} more in {}",
                                          count_of(compared.both, "code", "codes"),
                                          a.sources.size() - compared.both, options.name,
                                          b.sources.size() - compared.both, options.other));
    print(answer, options.format, context);
    const bool same = std::all_of(compared.differences.begin(), compared.differences.end(),
                                  [](const WeightDifference& entry) { return entry.a == entry.b; });
    return same ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_list(const WeightsVerb& options, Context& context) {
    const auto subject = subject_of(context.catalog, options);
    std::vector<WeightTable> tables;
    for (const auto kind : {WeightKind::census, WeightKind::census_exact, WeightKind::employment,
                            WeightKind::equal}) {
        if (auto weights = catalog_weights(context.catalog, kind, subject.table)) {
            weights->name = to_string(kind);
            tables.push_back(std::move(*weights));
        }
    }
    print(weight_tables_answer(subject.before, subject.after, tables), options.format, context);
    return ExitCode::ok;
}

void add_ends(CLI::App& app, WeightsVerb& options) {
    app.add_option("--from", options.from, "The edition of the sources")
        ->type_name("EDITION")
        ->capture_default_str();
    app.add_option("--to", options.to, "The edition of the targets")
        ->type_name("EDITION")
        ->capture_default_str();
    add_format_option(app, options.format);
}

}  // namespace

Runner add_weights(CLI::App& verb) {
    auto options = std::make_shared<WeightsVerb>();
    verb.require_subcommand(1);
    auto* const list = verb.add_subcommand("list", "What there is between two editions");
    auto* const show = verb.add_subcommand("show", "The shares, a link a row");
    auto* const compare =
        verb.add_subcommand("compare", "Two tables of weights, largest differences first");
    const auto estimate = add_weights_estimate(verb);
    for (auto* const app : {list, show, compare}) {
        add_ends(*app, *options);
        app->fallthrough();
    }
    show->add_option("WEIGHTS", options->name, "census, census-exact, employment, equal or a file")
        ->required();
    show->add_flag("--gaps", options->gaps, "The codes that there are no shares for, and why");
    compare->add_option("A", options->name, "Weights")->required();
    compare->add_option("B", options->other, "Weights")->required();
    for (auto* const app : {show, compare}) {
        app->add_flag("--normalise", options->normalise,
                      "Divide shares of a file that do not sum to one by their sum");
    }
    return [=](Context& context) {
        if (list->parsed()) {
            return run_list(*options, context);
        }
        if (show->parsed()) {
            return run_show(*options, context);
        }
        return compare->parsed() ? run_compare(*options, context) : estimate(context);
    };
}

}  // namespace socshift::cli
