#pragma once

// What conversions and assignments are asked for in R, as specs of the engine.

#include "errors.hpp"
#include "socshift/bindings/said_columns.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/recognise/detect.hpp"
#include "values.hpp"

#include <vector>

namespace socshift::r {

// The specs that the arguments of a call say, by their names; one that is not there has its
// default. R has looked at the types. They may read files of weights. @throws ArgumentError.
[[nodiscard]] ConversionSpec conversion_spec(const cpp11::list& said);
[[nodiscard]] AssignSpec assign_spec(const cpp11::list& said);  // but for decisions
[[nodiscard]] DetectRequest detect_request(const cpp11::list& said);

/// What a spec says that names something of the catalog, by argument.
[[nodiscard]] std::vector<Said> said_names(const ConversionSpec& spec);
[[nodiscard]] std::vector<Said> said_names(const AssignSpec& spec);

/// The columns that a call names, each behind its argument.
[[nodiscard]] bindings::SaidColumns said_columns(const cpp11::list& said);

}  // namespace socshift::r
