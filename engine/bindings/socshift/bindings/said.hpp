#pragma once

// What is said to a binding of another language, and what is wrong with it: the rules that all
// bindings have in common. A binding knows the types of its language, and how an error is raised.

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/words.hpp"

#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace socshift::bindings {

/// An argument of a call that is wrong. what() starts with its name.
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
[[nodiscard]] inline const char* quoted_argument(const std::vector<Said>& said,
                                                 std::string_view message) {
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
    return wrong;
}

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

/// What @p read gives; an error of it becomes one of @p argument.
template <typename Read>
auto of_argument(const char* argument, Read read) {
    try {
        return read();
    } catch (const Error& error) {
        throw ArgumentError(argument, error.what());
    }
}

[[nodiscard]] inline ArgumentError unknown_word(const char* argument, const std::string& word,
                                                const std::vector<std::string>& all) {
    return {argument, "unknown word '" + word + "'; there are: " + choices(word, all)};
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
    throw unknown_word(argument, word, all);
}

/// The double nearest to a decimal, which may have a sign: "+0.25". Infinite, or 0, where the
/// decimal is beyond all doubles. None of what is no number from end to end.
[[nodiscard]] inline std::optional<double> number_of(std::string_view text) {
    const bool has_plus = text.starts_with('+') && !text.starts_with("+-");
    const auto digits = text.substr(has_plus ? 1 : 0);
    double value = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (stop != end || error == std::errc::invalid_argument) {
        return std::nullopt;
    }
    if (error == std::errc::result_out_of_range) {
        const auto first = digits.find_first_of("123456789");
        const auto exponent = digits.find_first_of("eE");
        const bool is_small = exponent != std::string_view::npos
                                  ? digits.substr(exponent + 1).starts_with('-')
                                  : first > digits.find('.');
        value = is_small ? 0.0 : std::numeric_limits<double>::infinity();
        return digits.starts_with('-') ? -value : value;
    }
    return value;
}

}  // namespace socshift::bindings
