#pragma once

#include "socshift/base/words.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace socshift::cli {

/// The words of an enumeration, for CLI::IsMember.
template <Worded Enum>
[[nodiscard]] std::vector<std::string> word_list() {
    std::vector<std::string> out;
    for (const auto& row : word_table<Enum>) {
        out.emplace_back(row.word);
    }
    return out;
}

/// The same in one text.
template <Worded Enum>
[[nodiscard]] std::string words_between(const std::string& between) {
    std::string out;
    for (const auto& word : word_list<Enum>()) {
        out += (out.empty() ? "" : between) + word;
    }
    return out;
}

/// An option that takes one of the words of an enumeration, for which @p usual is said in the help.
/// Its check is named after them.
/// @p value is an Enum or a std::optional of one.
template <Worded Enum, typename Value>
CLI::Option* add_choice(CLI::App& verb, const std::string& name, Value& value, Enum usual,
                        const std::string& description) {
    // A transformer of CLI11 would also take a number for the enumerator.
    return verb
        .add_option_function<std::string>(
            name, [&value](const std::string& word) { value = *value_of<Enum>(word); }, description)
        ->check(CLI::IsMember(word_list<Enum>()).description("").name(words_between<Enum>(" ")))
        ->type_name("WORD")
        ->default_str(std::string{to_string(usual)});
}

/// The same, where the value that it has is the usual one.
template <Worded Enum>
CLI::Option* add_choice(CLI::App& verb, const std::string& name, Enum& value,
                        const std::string& description) {
    return add_choice(verb, name, value, value, description);
}

}  // namespace socshift::cli
