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
    std::vector<std::string> by;      // "sex=SEX,education=SCHL"
    std::vector<std::string> values;  // "sex:1=male,2=female"
};

/// Adds `--weights`, `--normalise`, `--weights-by` and `--weights-values`.
void add_weights_options(CLI::App& verb, WeightsOptions& options);

/// read_weights_order() of `--weights`.
[[nodiscard]] std::vector<WeightChoice> weights_order(const WeightsOptions& options);

/// What `--weights-by` and `--weights-values` say. @throws Error for what is in no form.
[[nodiscard]] std::vector<WeightGrouping> weights_by(const WeightsOptions& options);

}  // namespace socshift::cli
