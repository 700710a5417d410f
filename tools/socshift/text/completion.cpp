#include "text/completion.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace socshift::cli {

namespace {

using Words = std::vector<std::string>;

/// What a shell has to know of one option.
struct CompletedOption {
    std::string name;  // "--format"
    std::string description;
    bool has_value = false;
    Words values;  // none: a name of a file
};

struct CompletedVerb {
    std::string name;
    std::string description;
    Words kinds;  // of "import", "weights"
    std::vector<CompletedOption> options;
    bool names_editions = false;  // in its arguments
};

bool is_edition(const std::string& type) {
    return type.find("EDITION") != std::string::npos || type == "A" || type == "B";
}

/// The words that the check of an option takes, which add_choice() names it after.
Words words_of(CLI::Option& option) {
    Words out;
    try {
        const auto& names = option.get_validator(0)->get_name();
        for (std::size_t begin = 0; begin < names.size();) {
            const auto end = std::min(names.find(' ', begin), names.size());
            out.push_back(names.substr(begin, end - begin));
            begin = end + 1;
        }
    } catch (const CLI::OptionNotFound&) {
        out.clear();
    }
    return out;
}

void add_options(CLI::App& app, const Words& editions, CompletedVerb& out) {
    for (auto* const option : app.get_options([](CLI::Option*) { return true; })) {
        const auto& names = option->get_lnames();
        const auto type = option->get_type_name();
        if (names.empty()) {
            const auto& name = option->get_name();
            out.names_editions = out.names_editions || name == "A" || name == "EDITION";
            continue;
        }
        const auto name = "--" + names.front();
        const auto is_known = std::any_of(out.options.begin(), out.options.end(),
                                          [&](const auto& known) { return known.name == name; });
        if (!is_known) {
            const bool has_value = option->get_items_expected_max() != 0;
            auto words = is_edition(type) ? editions : words_of(*option);
            out.options.push_back({name, option->get_description(), has_value,
                                   has_value ? std::move(words) : Words{}});
        }
    }
}

std::vector<CompletedVerb> verbs_of(const CLI::App& parser, const Words& editions) {
    std::vector<CompletedVerb> out;
    const auto all = [](const CLI::App*) { return true; };
    for (const auto* const listed : parser.get_subcommands(all)) {
        auto& app = *parser.get_subcommand(listed->get_name());
        auto& verb = out.emplace_back(CompletedVerb{app.get_name(), app.get_description(), {}, {}});
        add_options(app, editions, verb);
        for (auto* const kind : app.get_subcommands([](CLI::App*) { return true; })) {
            verb.kinds.push_back(kind->get_name());
            add_options(*kind, editions, verb);
        }
    }
    return out;
}

std::string joined(const Words& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

Words names_of(const CompletedVerb& verb) {
    Words out;
    for (const auto& option : verb.options) {
        out.push_back(option.name);
    }
    return out;
}

/// What stands where no option does: kinds, editions.
Words arguments_of(const CompletedVerb& verb, const Words& editions) {
    auto out = verb.kinds;
    if (verb.names_editions) {
        out.insert(out.end(), editions.begin(), editions.end());
    }
    return out;
}

std::string bash_script(const std::vector<CompletedVerb>& verbs, const Words& editions) {
    Words names;
    std::string values;
    std::string options;
    std::string arguments;
    for (const auto& verb : verbs) {
        names.push_back(verb.name);
        for (const auto& option : verb.options) {
            if (option.has_value) {
                values +=
                    fmt::format("        '{} {}') words='{}' files={} ;;\n", verb.name, option.name,
                                joined(option.values), option.values.empty() ? "yes" : "");
            }
        }
        options += fmt::format("        {}) words='{}' ;;\n", verb.name, joined(names_of(verb)));
        arguments += fmt::format("        {}) words='{}' files=yes ;;\n", verb.name,
                                 joined(arguments_of(verb, editions)));
    }
    return fmt::format(R"(# bash completion of socshift, made by 'socshift completion bash'.
_socshift() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
    local verb=${{COMP_WORDS[1]}} words='' files=''
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W '{} --help --version' -- "$cur"))
        return
    fi
    case "$verb $prev" in
{}        *) case $cur in
        -*) case $verb in
{}        esac ;;
        *) case $verb in
{}        esac ;;
        esac ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    if [ -n "$files" ]; then
        compopt -o default 2>/dev/null
    fi
}}
complete -F _socshift socshift
)",
                       joined(names), values, options, arguments);
}

/// @p text within single quotes of a shell, without what _arguments of zsh would read.
std::string quotable(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "’";
        } else if (c == '[' || c == ']') {
            out += c == '[' ? '(' : ')';
        } else if (c == ':') {
            out += ',';
        } else {
            out += c;
        }
    }
    return out;
}

std::string zsh_script(const std::vector<CompletedVerb>& verbs, const Words& editions) {
    std::string names;
    std::string cases;
    for (const auto& verb : verbs) {
        names += fmt::format("        '{}:{}'\n", verb.name, quotable(verb.description));
        cases += fmt::format("        {}) _arguments", verb.name);
        for (const auto& option : verb.options) {
            const auto value = !option.has_value       ? std::string{}
                               : option.values.empty() ? ":value:_files"
                                                       : ":value:(" + joined(option.values) + ")";
            cases += fmt::format(" \\\n            '*{}[{}]{}'", option.name,
                                 quotable(option.description), value);
        }
        const auto words = arguments_of(verb, editions);
        cases += words.empty() ? " \\\n            '*:file:_files' ;;\n"
                               : fmt::format(
                                     " \\\n            '*:argument:_alternative "
                                     "\"words:word:({})\" \"files:file:_files\"' ;;\n",
                                     joined(words));
    }
    return fmt::format(R"(#compdef socshift
# zsh completion of socshift, made by 'socshift completion zsh'.
_socshift() {{
    local -a verbs
    verbs=(
{}    )
    if (( CURRENT == 2 )); then
        _describe 'command' verbs
        compadd -- --help --version
        return
    fi
    shift words
    (( CURRENT-- ))
    case $words[1] in
{}    esac
}}
# Loaded as a function of the completion system, or by hand.
if [[ ${{funcstack[1]}} == _socshift ]]; then
    _socshift "$@"
else
    compdef _socshift socshift
fi
)",
                       names, cases);
}

std::string fish_script(const std::vector<CompletedVerb>& verbs, const Words& editions) {
    std::string out = "# fish completion of socshift, made by 'socshift completion fish'.\n";
    for (const auto* const name : {"help", "version"}) {
        out += fmt::format("complete -c socshift -n __fish_use_subcommand -f -l {}\n", name);
    }
    for (const auto& verb : verbs) {
        out += fmt::format("complete -c socshift -n __fish_use_subcommand -f -a {} -d '{}'\n",
                           verb.name, quotable(verb.description));
    }
    for (const auto& verb : verbs) {
        const auto lead =
            fmt::format("complete -c socshift -n '__fish_seen_subcommand_from {}'", verb.name);
        for (const auto& option : verb.options) {
            const auto value = !option.has_value       ? std::string{}
                               : option.values.empty() ? " -r"
                                                       : " -x -a '" + joined(option.values) + "'";
            out += fmt::format("{} -l {}{} -d '{}'\n", lead, option.name.substr(2), value,
                               quotable(option.description));
        }
        if (const auto words = arguments_of(verb, editions); !words.empty()) {
            out += fmt::format("{} -a '{}'\n", lead, joined(words));
        }
    }
    return out;
}

}  // namespace

std::string completion_script(const CLI::App& parser, Shell shell, const Words& editions) {
    const auto verbs = verbs_of(parser, editions);
    switch (shell) {
        case Shell::bash:
            return bash_script(verbs, editions);
        case Shell::zsh:
            return zsh_script(verbs, editions);
        case Shell::fish:
            return fish_script(verbs, editions);
    }
    return {};
}

}  // namespace socshift::cli
