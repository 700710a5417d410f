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

void report_route(const Route& route, Context& context) {
    for (const auto& notice : route_notices(context.catalog, route)) {
        context.err << "socshift: " << notice << '\n';
    }
}

}  // namespace socshift::cli
