#pragma once

#include "socshift/weights/weights_order.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

/// What the user said of weights.
struct WeightsOptions {
    std::string order = "none";  // "census,employment,equal"
    bool normalise = false;
};

/// Adds `--weights` and `--normalise`.
void add_weights_options(CLI::App& verb, WeightsOptions& options);

/// read_weights_order() of `--weights`.
[[nodiscard]] std::vector<WeightChoice> weights_order(const WeightsOptions& options);

}  // namespace socshift::cli
