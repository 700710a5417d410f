#pragma once

#include "command.hpp"

#include <string>
#include <vector>

namespace socshift::cli {

/// How a user forces a route.
struct RouteOptions {
    std::vector<std::string> via;
};

/// Adds `--via EDITION[,EDITION...]`.
void add_via_option(CLI::App& verb, RouteOptions& options);

}  // namespace socshift::cli
