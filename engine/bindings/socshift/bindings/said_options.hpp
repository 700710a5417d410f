#pragma once

// Messages of the engine that speak of options of the program, in the words of a call.

#include "socshift/base/words.hpp"
#include "socshift/bindings/spec_arguments.hpp"
#include "socshift/convert/plan.hpp"
#include "socshift/convert/request.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace socshift::bindings {

/// How a language says an argument.
struct CallWords {
    const char* from;           // what "from" is called
    std::string_view equals;    // "=" or " = "
    std::string_view yes;       // "True"
    std::string_view editions;  // the call that lists editions
};

namespace said_options {

/// Arguments that are said or not; all others have a value.
inline constexpr std::array flags{
    "normalise",          "mixed_weights", "whole",    "bounds",    "shares_of_basis",
    "allow_mixed_levels", "no_header",     "by_label", "overwrite", "explain"};

template <Worded Enum>
[[nodiscard]] bool is_word_of(std::string_view text) {
    return value_of<Enum>(text).has_value();
}

/// Whether what stands behind an option is a value of it, and no word of the sentence.
[[nodiscard]] inline bool is_value(std::string_view argument, std::string_view text) {
    const auto is_number =
        !text.empty() && text.find_first_not_of("-0123456789.") == std::string_view::npos;
    if (argument == "weights") {
        return is_word_of<WeightKind>(text);
    }
    if (argument == "groups") {
        return is_word_of<Groups>(text);
    }
    if (argument == "split") {
        return is_word_of<Split>(text);
    }
    if (argument == "on_unknown") {
        return is_word_of<OnUnknown>(text);
    }
    if (argument == "ambiguous") {
        return is_word_of<Ambiguous>(text);
    }
    if (argument == "shares") {
        return is_word_of<ShareForm>(text);
    }
    if (argument == "repair") {
        return text == "all" || is_word_of<Repair>(text);
    }
    if (argument == "decimal" || argument == "thousands") {
        return text == "point" || text == "comma" || text == "blank" || text == "apostrophe";
    }
    return is_number;
}

/// The word at the start of @p text, up to a blank or what ends a clause.
[[nodiscard]] inline std::string_view first_word(std::string_view text) {
    auto word = text.substr(0, text.find_first_of(" ;,)'"));
    return word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
}

/// "TEXT", "COLUMN=VALUE".
[[nodiscard]] inline bool is_metavariable(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char letter) {
        return (letter >= 'A' && letter <= 'Z') || letter == '=' || letter == ',';
    });
}

[[nodiscard]] inline bool is_number(std::string_view text) {
    return text.find_first_not_of("-0123456789.") == std::string_view::npos;
}

}  // namespace said_options

/// @p message with the names of arguments in place of those of options, which are the names of
/// fields of specs with low lines: "--weights equal" is weights="equal", and "--no-header", which
/// is of files alone, is gone with its clause.
[[nodiscard]] inline std::string in_words_of(const CallWords& call, std::string message) {
    using namespace said_options;
    // A frame has names of columns and no first line.
    if (const auto header = message.find("; --no-header takes"); header != std::string::npos) {
        message.erase(header);
        message += "; say the column by its name if it is one";
    }
    constexpr std::string_view aside = " (--no-header)";
    if (const auto at = message.find(aside); at != std::string::npos) {
        message.erase(at, aside.size());
    }
    constexpr std::string_view lists = "'socshift editions' lists all";
    if (const auto at = message.find(lists); at != std::string::npos) {
        message.replace(at, lists.size(), std::string{call.editions} + " lists all");
    }
    const std::string_view rest = message;
    std::string out;
    for (std::size_t at = 0; at < rest.size();) {
        const bool is_option = rest.substr(at).starts_with("--") && at + 2 < rest.size() &&
                               rest[at + 2] >= 'a' && rest[at + 2] <= 'z' &&
                               (at == 0 || rest[at - 1] == ' ' || rest[at - 1] == '(');
        if (!is_option) {
            out += rest[at++];
            continue;
        }
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz-";
        const auto end = std::min(rest.find_first_not_of(letters, at + 2), rest.size());
        std::string name{rest.substr(at + 2, end - at - 2)};
        std::replace(name.begin(), name.end(), '-', '_');
        const auto argument = argument_of(name, call.from);
        out += argument;
        at = end;
        if (std::find(flags.begin(), flags.end(), argument) != flags.end()) {
            out += call.equals;
            out += call.yes;
            continue;
        }
        const auto word =
            rest.substr(at).starts_with(' ') ? first_word(rest.substr(at + 1)) : std::string_view{};
        if (is_metavariable(word)) {
            at += 1 + word.size();
        } else if (is_value(argument, word)) {
            at += 1 + word.size();
            const std::string_view quote = is_number(word) ? "" : "\"";
            out.append(call.equals).append(quote).append(word).append(quote);
        }
    }
    return out;
}

}  // namespace socshift::bindings
