#include "text/route.hpp"

#include <CLI/CLI.hpp>

namespace socshift::cli {

void add_via_option(CLI::App& verb, RouteOptions& options) {
    verb.add_option("--via", options.via, "Go through these editions; else the best route")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("EDITION[,EDITION]");
}

}  // namespace socshift::cli
