#include "options/weights_option.hpp"

#include <CLI/CLI.hpp>

namespace socshift::cli {

void add_weights_options(CLI::App& verb, WeightsOptions& options) {
    verb.add_option("--weights", options.order,
                    "Where shares come from that nobody published, in order of fall-back: none, "
                    "equal, employment, census, census-exact, or a file")
        ->type_name("WORD|FILE[,…]")
        ->capture_default_str();
    verb.add_flag("--normalise", options.normalise,
                  "Divide shares of a file that do not sum to one by their sum");
}

std::vector<WeightChoice> weights_order(const WeightsOptions& options) {
    try {
        return read_weights_order(options.order);
    } catch (const WeightsOrderError& error) {
        throw Error(std::string{"--weights: "} + error.what());
    }
}

}  // namespace socshift::cli
