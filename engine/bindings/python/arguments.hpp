#pragma once

// What is said in Python, and what is wrong with it.

#include "socshift/bindings/said.hpp"
#include "socshift/bindings/said_options.hpp"
#include "socshift/bindings/spec_arguments.hpp"
#include "socshift/publish/questions.hpp"

#include <string>
#include <vector>

namespace socshift::python {

using bindings::ArgumentError;
using bindings::named;
using bindings::Said;
using bindings::weight_choice;
using bindings::word_of;

/// A message of the engine with the names of arguments in place of those of options.
[[nodiscard]] std::string in_words_of_python(std::string message);

/// What is wrong with a spec, by the names of arguments.
[[nodiscard]] ArgumentError argument_error(const SpecFinding& finding);
[[nodiscard]] ArgumentError argument_error(const AssignFinding& finding);

/// A diff that is asked for, and what is said of it by argument.
struct SaidDiff {
    DiffQuestion question;
    std::vector<Said> said;
};
/// @throws ArgumentError for a word that is no kind of change.
[[nodiscard]] SaidDiff said_diff(const std::string& before, const std::string& after,
                                 const std::string& level, const std::vector<std::string>& via,
                                 const std::string& group, const std::vector<std::string>& changes);

}  // namespace socshift::python
