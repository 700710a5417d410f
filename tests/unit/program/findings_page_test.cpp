// Every rule that a finding can name is on the page that lists them.
#include "socshift/io/whole_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <regex>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

/// What stands as text behind a severity in the sources of the engine.
std::set<std::string> rules_in_sources() {
    const std::regex rule{"Severity::[a-z]+,\\s*\"([a-z-]+)\""};
    std::set<std::string> out;
    for (const auto& entry :
         fs::recursive_directory_iterator{fs::path{SOCSHIFT_ROOT} / "engine" / "socshift"}) {
        if (entry.path().extension() != ".cpp") {
            continue;
        }
        const auto text = socshift::read_file(entry.path());
        for (std::sregex_iterator at{text.begin(), text.end(), rule}, end; at != end; ++at) {
            out.insert((*at)[1]);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("every rule of a finding is in docs/formats.md") {
    const auto page = socshift::read_file(fs::path{SOCSHIFT_ROOT} / "docs" / "formats.md");
    // Of two tables that do not belong together: a mistake of a program, not of data.
    const std::set<std::string> of_programs = {"unknown-end"};
    const auto rules = rules_in_sources();
    CHECK(rules.size() > 60);
    for (const auto& rule : rules) {
        INFO(rule);
        CHECK((of_programs.count(rule) != 0 || page.find("`" + rule + "`") != std::string::npos));
    }
}
