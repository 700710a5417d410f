#include "verbs/weights.hpp"

#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/publish/questions.hpp"
#include "socshift/publish/weight_answers.hpp"
#include "socshift/weights/weights_order.hpp"
#include "text/print.hpp"
#include "verbs/weights_estimate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace socshift::cli {

namespace {

struct WeightsVerb {
    std::string name;
    std::string other;
    std::string from;
    std::string to;
    bool gaps = false;
    bool normalise = false;
    Format format = Format::text;
};

/// The editions that @p choices are asked about: as said, as a file says, or, unless the user has a
/// catalog of another series, those of the last revision.
std::pair<EditionId, EditionId> ends_of(const WeightsVerb& options,
                                        const std::vector<WeightChoice>& choices,
                                        const Context& context) {
    const auto& catalog = context.catalog;
    if (!options.from.empty() && !options.to.empty()) {
        return {catalog.resolve(options.from), catalog.resolve(options.to)};
    }
    const bool is_said_in_file =
        std::any_of(choices.begin(), choices.end(), [](const WeightChoice& choice) {
            return choice.weights && choice.weights->source && choice.weights->target;
        });
    const auto usual = context.catalog_folder.empty() || is_said_in_file
                           ? usual_ends(catalog, choices)
                           : std::nullopt;
    if (!usual) {
        throw Error("weights between which editions? --from EDITION and --to EDITION say it");
    }
    return {options.from.empty() ? usual->first : catalog.resolve(options.from),
            options.to.empty() ? usual->second : catalog.resolve(options.to)};
}

ExitCode run_weights_show(const WeightsVerb& options, Context& context) {
    const auto choice = read_weight_choice(options.name);
    const auto [from, to] = ends_of(options, {choice}, context);
    const WeightsQuestion question{choice, from.text(), to.text(), options.gaps, options.normalise};
    print(ask(context.catalog, question), options.format, context);
    return ExitCode::ok;
}

ExitCode run_weights_compare(const WeightsVerb& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto a = read_weight_choice(options.name);
    const auto b = read_weight_choice(options.other);
    const auto [from, to] = ends_of(options, {a, b}, context);
    const auto subject = WeightsSubject::between(catalog, from, to);
    const auto compared = compare_between(catalog, subject, a, b, options.normalise);
    print(weight_differences_answer(catalog, subject, compared), options.format, context);
    return compared.is_same() ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_weights_list(const WeightsVerb& options, Context& context) {
    const auto [from, to] = ends_of(options, {}, context);
    print(ask(context.catalog, WeightsListQuestion{from.text(), to.text()}), options.format,
          context);
    return ExitCode::ok;
}

/// Runs what @p options ask for; says how weights can be had that are not there.
ExitCode run_asked(const std::function<ExitCode(const WeightsVerb&, Context&)>& verb,
                   const WeightsVerb& options, Context& context) {
    try {
        return verb(options, context);
    } catch (const NoWeights& error) {
        throw Error(fmt::format(
            "{}; 'socshift weights estimate' makes weights from counts of yours", error.what()));
    } catch (const DependsOnGroups& error) {
        throw Error(fmt::format("weights compare: {}", error.what()));
    }
}

void add_ends(CLI::App& app, WeightsVerb& options) {
    app.add_option("--from", options.from, "The edition of the sources")->type_name("EDITION");
    app.add_option("--to", options.to,
                   "The edition of the targets; both as a file says, or of the last revision")
        ->type_name("EDITION");
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
            return run_weights_list(*options, context);
        }
        if (show->parsed()) {
            return run_asked(run_weights_show, *options, context);
        }
        return compare->parsed() ? run_asked(run_weights_compare, *options, context)
                                 : estimate(context);
    };
}

}  // namespace socshift::cli
