#pragma once

// What is said in R, and what is wrong with it.

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/words.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/weights/weights_order.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::r {

/// An argument of R that is wrong. what() starts with its name.
class ArgumentError : public Error {
public:
    ArgumentError(std::string argument, const std::string& message)
        : Error(argument.empty() ? message : argument + ": " + message),
          argument_(std::move(argument)) {}
    [[nodiscard]] const std::string& argument() const noexcept { return argument_; }

private:
    std::string argument_;
};

/// An argument with the texts that were said for it.
struct Said {
    const char* argument;
    std::vector<std::string> values;
};

/// The argument whose value @p message quotes first; nullptr: none.
[[nodiscard]] const char* quoted_argument(const std::vector<Said>& said, std::string_view message);

/// What @p ask gives; an UnknownName that quotes what was said for an argument becomes an
/// ArgumentError of that which it quotes first.
template <typename Ask>
auto named(const std::vector<Said>& said, Ask ask) {
    try {
        return ask();
    } catch (const UnknownName& error) {
        if (const auto* const wrong = quoted_argument(said, error.what())) {
            throw ArgumentError(wrong, error.what());
        }
        throw;
    }
}

/// The value of a word. @throws ArgumentError with the words that there are.
template <Worded Enum>
[[nodiscard]] Enum word_of(const char* argument, const std::string& word) {
    if (const auto value = value_of<Enum>(word)) {
        return *value;
    }
    std::vector<std::string> all;
    for (const auto& row : word_table<Enum>) {
        if (!row.word.empty()) {
            all.emplace_back(row.word);
        }
    }
    throw ArgumentError(argument, "unknown word '" + word + "'; there are: " + choices(word, all));
}

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
