#pragma once

// What is said in Python, and what is wrong with it.

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/words.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::python {

/// An argument of Python that is wrong. what() starts with its name.
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

/// What @p ask gives; an UnknownName that quotes what was said for an argument becomes an
/// ArgumentError of that which it quotes first.
template <typename Ask>
auto named(const std::vector<Said>& said, Ask ask) {
    try {
        return ask();
    } catch (const UnknownName& error) {
        const std::string_view message{error.what()};
        const char* wrong = nullptr;
        auto first = std::string_view::npos;
        for (const auto& each : said) {
            for (const auto& value : each.values) {
                const auto at = value.empty() ? first : message.find("'" + value + "'");
                if (at < first) {
                    first = at;
                    wrong = each.argument;
                }
            }
        }
        if (wrong == nullptr) {
            throw;
        }
        throw ArgumentError(wrong, error.what());
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
    throw ArgumentError(argument,
                        fmt::format("unknown word '{}'; there are: {}", word, choices(word, all)));
}

/// What is wrong with a spec, by the names of arguments.
[[nodiscard]] ArgumentError argument_error(const SpecFinding& finding);
[[nodiscard]] ArgumentError argument_error(const AssignFinding& finding);

}  // namespace socshift::python
