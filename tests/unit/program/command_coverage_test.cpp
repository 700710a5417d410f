// Every verb has a manual page and golden cases, and every option is in both.
#include "command.hpp"
#include "program.hpp"
#include "socshift/io/whole_file.hpp"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <sstream>

using namespace socshift::cli;

namespace fs = std::filesystem;

namespace {

const fs::path root{SOCSHIFT_ROOT};

/// The long names of the options of @p verb and of what it may be followed by.
std::set<std::string> options_of(const CLI::App& verb) {
    std::set<std::string> out;
    for (const auto* const option : verb.get_options()) {
        for (const auto& name : option->get_lnames()) {
            if (name != "help") {
                out.insert("--" + name);
            }
        }
    }
    for (const auto* const kind :
         verb.get_subcommands([](const CLI::App* /*unused*/) { return true; })) {
        out.merge(options_of(*kind));
    }
    return out;
}

/// Whether @p text holds @p option as a word of its own: "--code" is not in "--code-column".
bool mentions(const std::string& text, const std::string& option) {
    const auto goes_on = [](char c) {
        return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    for (auto at = text.find(option); at != std::string::npos; at = text.find(option, at + 1)) {
        const auto end = at + option.size();
        if ((at == 0 || !goes_on(text[at - 1])) && (end == text.size() || !goes_on(text[end]))) {
            return true;
        }
    }
    return false;
}

/// The commands of every golden case of @p verb, one after the other.
std::string cases_of(const std::string& verb) {
    std::string out;
    const auto folder = root / "tests" / "golden" / "cases" / verb;
    if (!fs::is_directory(folder)) {
        return out;
    }
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto command = socshift::read_file(entry.path() / "cmd");
        if (command.find("socshift " + verb) != std::string::npos) {
            out += command + "\n";
        }
    }
    return out;
}

std::vector<std::string> missing(const std::set<std::string>& options, const std::string& text) {
    std::vector<std::string> out;
    for (const auto& option : options) {
        if (!mentions(text, option)) {
            out.push_back(option);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("an option is found as a whole word only", "[program]") {
    CHECK(mentions("x --code y", "--code"));
    CHECK(mentions("`--code`", "--code"));
    CHECK(mentions("--code=1", "--code"));
    CHECK(mentions("--codes and --code", "--code"));
    CHECK_FALSE(mentions("--code-column 1", "--code"));
    CHECK_FALSE(mentions("--source-code", "--code"));
}

TEST_CASE("the page of the program names every verb twice", "[program]") {
    const auto page = socshift::read_file(root / "docs" / "commands" / "socshift.md");
    for (const auto& command : command_table()) {
        const std::string verb{command.name};
        CAPTURE(verb);
        CHECK(page.find("- `" + verb + "`: ") != std::string::npos);
        CHECK(page.find("`socshift-" + verb + "`(1)") != std::string::npos);
    }
}

TEST_CASE("the example in the help of each verb is a line of it", "[program]") {
    for (const auto& command : command_table()) {
        std::vector<std::string> words;
        std::istringstream line{std::string{command.example}};
        for (std::string word; line >> word && word != ">";) {
            words.push_back(word);
        }
        CAPTURE(command.example);
        REQUIRE(words.size() > 1);
        CHECK(words[0] == "socshift");
        CHECK(words[1] == command.name);
        const auto parser = make_parser();
        std::vector<std::string> reversed(words.rbegin(), words.rend() - 1);
        CHECK_NOTHROW(parser->parse(reversed));
    }
}

TEST_CASE("every verb has a page and a golden case and every option is in both", "[program]") {
    const auto parser = make_parser();
    for (const auto& command : command_table()) {
        const std::string verb{command.name};
        CAPTURE(verb);
        const auto options = options_of(*parser->get_subcommand(verb));
        CHECK(options.count("--catalog") == 1);

        const auto page = socshift::read_file(root / "docs" / "commands" / (verb + ".md"));
        CHECK_FALSE(page.empty());
        CHECK(missing(options, page) == std::vector<std::string>{});

        const auto cases = cases_of(verb);
        CHECK_FALSE(cases.empty());
        CHECK(missing(options, cases) == std::vector<std::string>{});
    }
}
