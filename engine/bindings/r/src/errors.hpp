#pragma once

// What is said in R, and what is wrong with it.

#include "socshift/bindings/said.hpp"
#include "socshift/bindings/said_options.hpp"
#include "socshift/bindings/spec_arguments.hpp"
#include "socshift/convert/sums.hpp"

#include <string>

namespace socshift::r {

using bindings::ArgumentError;
using bindings::named;
using bindings::Said;
using bindings::weight_choice;
using bindings::word_of;

/// Raises the R condition `soc_error`, with @p argument, if it is one that is wrong.
[[noreturn]] void raise(const std::string& argument, const std::string& message);

/// What is wrong with a spec, by the names of arguments.
[[nodiscard]] ArgumentError argument_error(const SpecFinding& finding);
[[nodiscard]] ArgumentError argument_error(const AssignFinding& finding);

/// What @p work gives; an error of the engine becomes one of R.
template <typename Work>
auto guarded(Work work) {
    try {
        return work();
    } catch (const ArgumentError& error) {
        raise(error.argument(), error.what());
    } catch (const SpecError& error) {
        const auto of = argument_error(error.findings().front());
        raise(of.argument(), of.what());
    } catch (const AssignError& error) {
        const auto of = argument_error(error.findings().front());
        raise(of.argument(), of.what());
    } catch (const WeightsOrderError& error) {
        raise("weights", std::string{"weights: "} + error.what());
    } catch (const MixedLevels& error) {
        raise("allow_mixed_levels",
              std::string{error.what()} +
                  "; keep one level with where, or say allow_mixed_levels = TRUE");
    } catch (const FiguresNotClear& error) {
        raise("decimal",
              std::string{error.what()} + "; say it with decimal = \".\" or decimal = \",\"");
    } catch (const Error& error) {
        raise("", error.what());
    }
}

}  // namespace socshift::r
