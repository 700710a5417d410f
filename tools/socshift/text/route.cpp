#include "text/route.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <ostream>

namespace socshift::cli {

void add_via_option(CLI::App& verb, RouteOptions& options) {
    verb.add_option("--via", options.via, "Go through these editions; else the best route")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("EDITION[,EDITION]");
}

std::vector<EditionId> via_editions(const Catalog& catalog, const RouteOptions& options) {
    std::vector<EditionId> out;
    for (const auto& name : options.via) {
        out.push_back(catalog.resolve(name));
    }
    return out;
}

Route chosen_route(const Catalog& catalog, const std::string& from, const std::string& to,
                   const RouteOptions& options) {
    return require_route(catalog, catalog.resolve(from), catalog.resolve(to),
                         via_editions(catalog, options));
}

std::vector<std::string> route_notes(const Catalog& catalog, const Route& route) {
    std::vector<std::string> out;
    for (const auto& step : route.steps) {
        if (step.kind == StepKind::parents) {
            out.push_back(fmt::format(
                "{} -> {} is no published table: it follows the parents that {} states",
                step.from.text(), step.to.text(), (step.reversed ? step.to : step.from).text()));
        }
        if (goes_down(catalog, step)) {
            out.push_back(
                fmt::format("{} -> {} goes down to finer codes: they are candidates, a "
                            "detail that was not observed",
                            step.from.text(), step.to.text()));
        }
    }
    return out;
}

void report_route(const Route& route, Context& context) {
    if (!route.is_one_published_table()) {
        context.err << "socshift: route " << route.text() << '\n';
    }
    for (const auto& note : route_notes(context.catalog, route)) {
        context.err << "socshift: " << note << '\n';
    }
}

}  // namespace socshift::cli
