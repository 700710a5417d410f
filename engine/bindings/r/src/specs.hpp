#pragma once

// What conversions and assignments are asked for in R, as specs of the engine.

#include "errors.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/recognise/detect.hpp"
#include "socshift/weights/route_weights.hpp"
#include "values.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::r {

/// One kind of weights, or a file of them. @throws ArgumentError.
[[nodiscard]] WeightChoice weight_choice(const char* argument, const std::string& name);

// The specs that the arguments of a call say, by their names; one that is not there has its
// default. R has looked at the types. They may read files of weights. @throws ArgumentError.
[[nodiscard]] ConversionSpec conversion_spec(const cpp11::list& said);
[[nodiscard]] AssignSpec assign_spec(const cpp11::list& said);  // but for decisions
[[nodiscard]] DetectRequest detect_request(const cpp11::list& said);

/// What a spec says that names something of the catalog, by argument.
[[nodiscard]] std::vector<Said> said_names(const ConversionSpec& spec);
[[nodiscard]] std::vector<Said> said_names(const AssignSpec& spec);

/// The columns that a call names, each behind its argument.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> said_columns(
    const cpp11::list& said);

/// What @p work gives; a FormatError becomes an ArgumentError of the first argument that says a
/// column which is not among @p there.
template <typename Work>
auto named_columns(const cpp11::list& said, const Texts& there, Work work) {
    try {
        return work();
    } catch (const FormatError& error) {
        for (const auto& [argument, name] : said_columns(said)) {
            if (!name.empty() && std::find(there.begin(), there.end(), name) == there.end() &&
                std::string_view{error.what()}.find("'" + name + "'") != std::string_view::npos) {
                throw ArgumentError(argument, error.what());
            }
        }
        throw;
    }
}

}  // namespace socshift::r
