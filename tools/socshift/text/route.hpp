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

/// The editions of `--via`, as the catalog names them. @throws UnknownName.
[[nodiscard]] std::vector<EditionId> via_editions(const Catalog& catalog,
                                                  const RouteOptions& options);

/// The route that the user wants between two editions, named as forgivingly as everywhere.
/// @throws UnknownName for an edition that is not there, or when no route joins them.
[[nodiscard]] Route chosen_route(const Catalog& catalog, const std::string& from,
                                 const std::string& to, const RouteOptions& options);

/// Says on standard error what a reader of a result that is no Answer must know of the route.
void report_route(const Route& route, Context& context);

}  // namespace socshift::cli
