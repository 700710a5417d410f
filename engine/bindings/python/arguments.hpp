#pragma once

// What is said in Python, and what is wrong with it.

#include "socshift/bindings/said.hpp"
#include "socshift/bindings/spec_arguments.hpp"

namespace socshift::python {

using bindings::ArgumentError;
using bindings::named;
using bindings::Said;
using bindings::weight_choice;
using bindings::word_of;

/// What is wrong with a spec, by the names of arguments.
[[nodiscard]] ArgumentError argument_error(const SpecFinding& finding);
[[nodiscard]] ArgumentError argument_error(const AssignFinding& finding);

}  // namespace socshift::python
