#pragma once

#include "command.hpp"
#include "socshift/routes/route.hpp"

#include <string>
#include <vector>

namespace socshift::cli {

/// How a user forces a route.
struct RouteOptions {
    std::vector<std::string> via;
};

/// Adds `--via EDITION[,EDITION...]`.
void add_via_option(CLI::App& verb, RouteOptions& options);

/// Says on standard error what a reader of a result that is no Answer must know of the route.
void report_route(const Route& route, Context& context);

}  // namespace socshift::cli
