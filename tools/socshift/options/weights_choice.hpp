#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/weights/route_weights.hpp"

#include <string>
#include <string_view>
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

/// One word, or a file, as weights. @throws Error for what is neither; FileError, FormatError.
[[nodiscard]] WeightChoice parse_weight_choice(const std::string& text);

/// The order of fall-back; empty for "none". @throws Error also for an order that has a place which
/// can never serve, or one twice.
[[nodiscard]] std::vector<WeightChoice> parse_weights_order(const std::string& text);

/// @throws Error if a choice of @p order is in none of @p uses: a word that does nothing must not
/// look as if it did.
void check_used(const std::vector<WeightChoice>& order, const std::vector<WeightUse>& uses,
                const std::string& route);

/// What a reader of the result must know of the weights, a sentence each.
[[nodiscard]] std::vector<std::string> weight_notes(const std::vector<WeightUse>& uses);

}  // namespace socshift::cli
