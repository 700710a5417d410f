#include "socshift/changes/family.hpp"

#include "socshift/base/error.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace socshift;
using namespace socshift::test;

namespace {

EditionCodes codes(const char* edition, const std::vector<std::string>& texts) {
    EditionCodes out{EditionId::parse(edition), {}};
    for (const auto& text : texts) {
        out.codes.push_back(Code::parse(text));
    }
    return out;
}

std::vector<std::string> family_lines(const std::vector<Family>& families) {
    std::vector<std::string> out;
    for (const auto& family : families) {
        std::string text{to_string(family.cardinality())};
        for (const auto& list : family.codes) {
            text += " |";
            for (const auto& code : list) {
                text += " " + code.text();
            }
        }
        out.push_back(text);
    }
    return out;
}

}  // namespace

TEST_CASE("families are what no link leads out of, ordered by first code") {
    const auto links = table("a", "b",
                             {row("1", "1"), row("2", "2"), row("2", "3"), row("4", "5"),
                              row("5", "5"), row("6", "6"), row("6", "7"), row("7", "7")});
    const auto found = families({codes("a", {"1", "2", "3", "4", "5", "6", "7"}),
                                 codes("b", {"1", "2", "3", "4", "5", "6", "7"})},
                                {&links});
    CHECK(family_lines(found) == std::vector<std::string>{"1:1 | 1 | 1", "1:n | 2 | 2 3",
                                                          "1:0 | 3 |", "n:1 | 4 5 | 5", "0:1 | | 4",
                                                          "m:n | 6 7 | 6 7"});
}

TEST_CASE("the same string in two editions does not join families") {
    const auto links = table("a", "b", {row("1", "2"), row("2", "1")});
    const auto found = families({codes("a", {"1", "2"}), codes("b", {"1", "2"})}, {&links});
    CHECK(family_lines(found) == std::vector<std::string>{"1:1 | 1 | 2", "1:1 | 2 | 1"});
}

TEST_CASE("families go over three editions, whichever way a table points") {
    const auto ab = table("a", "b", {row("1", "1"), row("2", "2")});
    const auto cb = table("c", "b", {row("1", "1"), row("1", "2"), row("3", "3")});
    const auto found = families(
        {codes("a", {"1", "2"}), codes("b", {"1", "2", "3"}), codes("c", {"1", "3"})}, {&ab, &cb});
    CHECK(family_lines(found) == std::vector<std::string>{"n:1 | 1 2 | 1 2 | 1", "0:1 | | 3 | 3"});
}

TEST_CASE("an edition can be compared with itself") {
    const auto links = table("a", "a", {row("1", "1"), row("2", "2")});
    const auto found = families({codes("a", {"1", "2"}), codes("a", {"1", "2"})}, {&links});
    CHECK(family_lines(found) == std::vector<std::string>{"1:1 | 1 | 1", "1:1 | 2 | 2"});
}

TEST_CASE("a link to a code that is not given is an error") {
    const auto links = table("a", "b", {row("1", "9")});
    CHECK_THROWS_AS((void)families({codes("a", {"1"}), codes("b", {"1"})}, {&links}), DataError);
    CHECK_THROWS_AS((void)families({codes("a", {"1"}), codes("c", {"9"})}, {&links}),
                    std::invalid_argument);
}
