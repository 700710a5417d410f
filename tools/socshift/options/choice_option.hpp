#pragma once

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace socshift::cli {

/// An option that takes one of a few words.
template <typename Value>
void add_choice(CLI::App& verb, const std::string& name, Value& value,
                const std::vector<std::pair<std::string, Value>>& choices,
                const std::string& description) {
    std::vector<std::string> words;
    for (const auto& choice : choices) {
        words.push_back(choice.first);
    }
    verb.add_option_function<std::string>(
            name,
            [&value, choices](const std::string& word) {
                value = std::find_if(choices.begin(), choices.end(), [&](const auto& choice) {
                            return choice.first == word;
                        })->second;
            },
            description)
        ->check(CLI::IsMember(words).description(""))
        ->type_name("WORD")
        ->default_str(words.front());
}

}  // namespace socshift::cli
