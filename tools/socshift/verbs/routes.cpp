#include "verbs/routes.hpp"

#include "socshift/routes/alternatives.hpp"
#include "text/edition.hpp"
#include "text/table.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct RoutesOptions {
    std::string from;
    std::string to;
    bool steps = false;
    RouteBounds bounds;
    Format format = Format::text;
};

std::string number(std::size_t value) {
    return std::to_string(value);
}

std::string_view direction(const Step& step) {
    return step.reversed ? "backward" : "forward";
}

Table route_table(const Catalog& catalog, const std::vector<Route>& routes) {
    Table table;
    table.schema = "socshift/routes/1";
    table.columns = {"rank",
                     "route",
                     "steps",
                     "derived",
                     "backward",
                     "down",
                     "loss_bits",
                     "composed_bits",
                     "links",
                     "several_targets",
                     "unlinked_sources",
                     "unlinked_targets"};
    table.numeric.insert(table.columns.begin(), table.columns.end());
    table.numeric.erase("route");
    const auto all = figures(catalog, routes);
    for (std::size_t r = 0; r < routes.size(); ++r) {
        const auto& route = routes[r];
        const auto& f = all[r];
        table.rows.push_back({number(table.rows.size() + 1), route.text(),
                              number(route.steps.size()), number(f.derived), number(f.backward),
                              number(f.down), bits_text(f.loss), bits_text(f.composed_loss),
                              number(f.links), number(f.several_targets),
                              number(f.unlinked_sources), number(f.unlinked_targets)});
    }
    return table;
}

Table step_table(const Catalog& catalog, const std::vector<Route>& routes) {
    Table table;
    table.schema = "socshift/routes-steps/1";
    table.columns = {"rank",      "step", "source_edition", "target_edition", "kind",
                     "direction", "down", "loss_bits",      "links",          "table"};
    table.numeric = {"rank", "step", "loss_bits", "links"};
    for (std::size_t r = 0; r < routes.size(); ++r) {
        for (std::size_t s = 0; s < routes[r].steps.size(); ++s) {
            const auto& step = routes[r].steps[s];
            const auto links = table_of(catalog, step);
            table.rows.push_back({number(r + 1), number(s + 1), step.from.text(), step.to.text(),
                                  std::string{to_string(step.kind)}, std::string{direction(step)},
                                  goes_down(catalog, step) ? "yes" : "no",
                                  bits_text(information_loss(links, catalog.edition(step.from),
                                                             catalog.edition(step.to))),
                                  number(links.links().size()), links.title()});
        }
    }
    return table;
}

void print_step(const Step& step, Context& context) {
    const auto& catalog = context.catalog;
    context.out << fmt::format(
        "     {} -> {}: {}{}{}\n", step.from.text(), step.to.text(),
        step.kind == StepKind::parents ? "by parents" : "published",
        step.reversed && step.kind == StepKind::published ? " the other way, read backwards" : "",
        goes_down(catalog, step) ? ", down to finer codes" : "");
}

void print_text(const std::vector<Route>& routes, Context& context) {
    const Paint paint{context.color};
    const auto all = figures(context.catalog, routes);
    for (std::size_t r = 0; r < routes.size(); ++r) {
        const auto& route = routes[r];
        const auto& f = all[r];
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

bool passes(const std::vector<Route>& routes, const EditionId& id) {
    return std::any_of(routes.begin(), routes.end(), [&](const Route& route) {
        return route.from == id || std::any_of(route.steps.begin(), route.steps.end(),
                                               [&](const Step& step) { return step.to == id; });
    });
}

ExitCode run_routes(const RoutesOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto from = catalog.resolve(options.from);
    const auto to = catalog.resolve(options.to);
    const auto routes = find_routes(catalog, from, to, options.bounds);
    for (const auto& id : catalog.edition_ids()) {
        if (passes(routes, id)) {
            warn_of_draft(catalog.header(id), context);
        }
    }
    if (routes.empty()) {
        context.err << fmt::format("socshift: no route of at most {} from {} to {}\n",
                                   count_of(options.bounds.steps, "step", "steps"), from.text(),
                                   to.text());
    }
    if (options.steps) {
        write_table(context.out, step_table(catalog, routes), options.format, context.width);
    } else if (options.format == Format::text) {
        print_text(routes, context);
    } else {
        write_table(context.out, route_table(catalog, routes), options.format, context.width);
    }
    return routes.empty() ? ExitCode::differs : ExitCode::ok;
}

}  // namespace

Runner add_routes(CLI::App& verb) {
    auto options = std::make_shared<RoutesOptions>();
    verb.add_option("A", options->from, "The edition to start from")->required();
    verb.add_option("B", options->to, "The edition to reach")->required();
    verb.add_flag("--steps", options->steps, "A row for each step");
    verb.add_option("--limit", options->bounds.routes, "At most N routes; 10 if not given")
        ->check(CLI::Range(1U, 1000U))
        ->type_name("N");
    verb.add_option("--max-steps", options->bounds.steps,
                    "None with more than N steps; 6 if not given")
        ->check(CLI::Range(1U, 20U))
        ->type_name("N");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_routes(*options, context); };
}

}  // namespace socshift::cli
