#pragma once

#include "socshift/base/whole_number.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <concepts>
#include <limits>
#include <string>

namespace socshift::cli {

/// A whole number from @p least to @p most, in decimal digits: 010 is ten, and 0x10 is none.
template <std::integral Number>
[[nodiscard]] CLI::Validator number_check(Number least, Number most) {
    const auto check = [least, most](const std::string& text) -> std::string {
        const auto number = whole_number<Number>(text);
        if (number && *number >= least && *number <= most) {
            return "";
        }
        return most == std::numeric_limits<Number>::max()
                   ? fmt::format("expected a whole number, found '{}'", text)
                   : fmt::format("Value {} not in range {} to {}", text, least, most);
    };
    return {check, ""};
}

/// An option that takes such a number. @p value is a Number, or an optional one.
template <std::integral Number, typename Value>
CLI::Option* add_number(CLI::App& verb, const std::string& name, Value& value, Number least,
                        Number most, const std::string& description) {
    return verb
        .add_option_function<std::string>(
            name,
            [&value](const std::string& text) { value = whole_number<Number>(text).value_or(0); },
            description)
        ->check(number_check(least, most))
        ->type_name("N");
}

}  // namespace socshift::cli
