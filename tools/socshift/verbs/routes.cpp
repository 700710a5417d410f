#include "verbs/routes.hpp"

#include "number_option.hpp"
#include "options/format_option.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/routes/alternatives.hpp"
#include "text/print.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct RoutesOptions {
    std::string from;
    std::string to;
    bool steps = false;
    RouteLimits bounds;
    Format format = Format::text;
};

void print_step(const Step& step, Context& context) {
    const auto& catalog = context.catalog;
    context.out << fmt::format(
        "     {} -> {}: {}{}{}\n", step.from.text(), step.to.text(),
        step.kind == StepKind::parents   ? "by parents"
        : step.kind == StepKind::matched ? "matched by code and title"
                                         : "published",
        step.reversed && step.kind != StepKind::parents ? " the other way, read backwards" : "",
        goes_down(catalog, step) ? ", down to finer codes" : "");
}

void print_text(const std::vector<RouteChoice>& choices, Context& context) {
    const Paint paint{context.color};
    for (std::size_t r = 0; r < choices.size(); ++r) {
        const auto& [route, f] = choices[r];
        context.out << (r == 0 ? "" : "\n")
                    << fmt::format("{:>3}  {}\n", r + 1, paint.bold(route.text()));
        for (const auto& step : route.steps) {
            print_step(step, context);
        }
        context.out << fmt::format("     loses {} bits{}\n", bits_text(f.loss),
                                   route.steps.size() > 1
                                       ? fmt::format(" by its steps, {} as a whole",
                                                     bits_text(f.composed_loss))
                                       : "")
                    << fmt::format("     {}; {} with several targets\n",
                                   count_of(f.links, "link", "links"),
                                   count_of(f.several_targets, "source", "sources"));
        if (f.unlinked_sources + f.unlinked_targets != 0) {
            context.out << fmt::format(
                "     leaves out {} of {} and {} of {}\n",
                count_of(f.unlinked_sources, "code", "codes"), route.from.text(),
                count_of(f.unlinked_targets, "code", "codes"), route.to.text());
        }
    }
}

ExitCode run_routes(const RoutesOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto from = catalog.resolve(options.from);
    const auto to = catalog.resolve(options.to);
    const auto routes = find_routes(catalog, from, to, options.bounds);
    const auto choices =
        options.steps ? std::vector<RouteChoice>{} : with_measures(catalog, routes);
    auto answer =
        options.steps ? route_steps_answer(catalog, routes) : routes_answer(catalog, choices);
    if (routes.empty()) {
        answer.warnings.push_back(no_routes_notice(from, to, options.bounds));
    }
    if (options.steps) {
        print(answer, options.format, context);
    } else {
        print(answer, options.format, context, {[&] { print_text(choices, context); }});
    }
    return routes.empty() ? ExitCode::differs : ExitCode::ok;
}

}  // namespace

Runner add_routes(CLI::App& verb) {
    auto options = std::make_shared<RoutesOptions>();
    verb.add_option("A", options->from, "The edition to start from")->required();
    verb.add_option("B", options->to, "The edition to reach")->required();
    verb.add_flag("--steps", options->steps, "A row for each step");
    add_number(verb, "--limit", options->bounds.routes, std::size_t{1}, std::size_t{1000},
               "At most N routes; 10 if not given");
    add_number(verb, "--max-steps", options->bounds.steps, std::size_t{1}, std::size_t{20},
               "None with more than N steps; 6 if not given");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_routes(*options, context); };
}

}  // namespace socshift::cli
