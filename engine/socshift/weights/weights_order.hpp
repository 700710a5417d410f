#pragma once

#include "socshift/base/error.hpp"
#include "socshift/weights/route_weights.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The order in which weights stand in for each other, as somebody says it:
///
///     const auto order = read_weights_order("census,my-weights.csv,equal");
///
/// A word, or a file, which is read. @throws Error for what is neither; FileError, FormatError.
[[nodiscard]] WeightChoice read_weight_choice(const std::string& text);

/// An order of weights with a place that can never serve.
class WeightsOrderError : public Error {
public:
    using Error::Error;
};

/// Words and files with a comma between; empty for "none".
/// @throws WeightsOrderError if why_not_behind() one of them, or if one is empty; as
/// read_weight_choice().
[[nodiscard]] std::vector<WeightChoice> read_weights_order(std::string_view text);

/// Why @p choice cannot stand behind @p before, in a clause; none if it can. It cannot behind
/// `equal`, which serves every code, nor behind its own name, nor, if its weights depend on groups
/// of rows, behind others that do.
[[nodiscard]] std::optional<std::string> why_not_behind(const std::vector<WeightChoice>& before,
                                                        const WeightChoice& choice);

/// The first choice of @p order but `equal` that is in none of @p uses: what does nothing must not
/// look as if it did. nullptr if there is none.
[[nodiscard]] const WeightChoice* unused_choice(const std::vector<WeightChoice>& order,
                                                const std::vector<WeightUse>& uses);

/// What a reader of the result must know of the weights, a sentence each.
[[nodiscard]] std::vector<std::string> weight_notes(const std::vector<WeightUse>& uses);

}  // namespace socshift
