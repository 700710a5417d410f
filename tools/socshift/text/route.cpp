#include "text/route.hpp"

#include "socshift/publish/route_answers.hpp"

#include <CLI/CLI.hpp>

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

void report_route(const Route& route, Context& context) {
    for (const auto& notice : route_notices(context.catalog, route)) {
        context.err << "socshift: " << notice << '\n';
    }
}

}  // namespace socshift::cli
