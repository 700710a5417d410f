#include "socshift/routes/level.hpp"

#include "socshift/base/error.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Edition before() {
    return edition("a", {"top", "leaf"},
                   {item("1", "One", "top"), item("11", "One one", "leaf", "1"),
                    item("12", "One two", "leaf", "1"), item("2", "Two", "top"),
                    item("21", "Two one", "leaf", "2")});
}

// An extension's shape: the levels below have other names, and 3 is a leaf above the finest.
Edition after() {
    return edition("b", {"top", "leaf", "extended"},
                   {item("1", "One", "top"), item("11", "One one", "leaf", "1"),
                    item("11.1", "One one one", "extended", "11"),
                    item("11.2", "One one two", "extended", "11"), item("3", "Three", "top")});
}

Correspondence leaves() {
    return table(
        "a", "b",
        {row("11", "11.1", "1/2"), row("11", "11.2", "1/2"), row("12", "3"), row("21", "3")});
}

}  // namespace

TEST_CASE("a group leads to every group that its leaves fall in") {
    CHECK(pairs(at_level(leaves(), before(), after(), {"top", "top"})) ==
          Pairs{{"1", "1"}, {"1", "3"}, {"2", "3"}});
}

TEST_CASE("levels of the two sides may differ") {
    CHECK(pairs(at_level(leaves(), before(), after(), {"leaf", "top"})) ==
          Pairs{{"11", "1"}, {"12", "3"}, {"21", "3"}});
    CHECK(pairs(at_level(leaves(), before(), after(), {"top", "extended"})) ==
          Pairs{{"1", "11.1"}, {"1", "11.2"}, {"1", "3"}, {"2", "3"}});
}

TEST_CASE("at the leaves a table keeps its shares, above them it has none") {
    const auto same = at_level(leaves(), before(), after(), {"leaf", "extended"});
    CHECK(same == leaves());
    const auto above = at_level(leaves(), before(), after(), {"leaf", "leaf"});
    for (const auto& link : above.links()) {
        CHECK_FALSE(link.share.has_value());
    }
}

TEST_CASE("a link from something coarser than the level stands for all that is below it") {
    const auto coarse = table("a", "b", {row("1", "3")});
    CHECK(pairs(at_level(coarse, before(), after(), {"leaf", "top"})) ==
          Pairs{{"11", "3"}, {"12", "3"}});
}

TEST_CASE("a link to a code that is not there is an error that names it") {
    const auto wrong = table("a", "b", {row("99", "3"), row("11", "98")});
    CHECK_THROWS_AS((void)at_level(wrong, before(), after(), {"top", "top"}), DataError);
    try {
        (void)at_level(wrong, before(), after(), {"top", "top"});
    } catch (const DataError& error) {
        REQUIRE(error.findings().size() == 2);
        CHECK(error.findings()[0].message == "target '98' is not an item of b");
        CHECK(error.findings()[1].message == "source '99' is not an item of a");
    }
}

TEST_CASE("a side without the wanted level is read at its leaves") {
    CHECK(levels_named(before(), after(), "top") == LevelPair{"top", "top"});
    CHECK(levels_named(before(), after(), "extended") == LevelPair{"leaf", "extended"});
    CHECK(leaf_levels(before(), after()) == LevelPair{"leaf", "extended"});
    CHECK_THROWS_WITH((void)levels_named(before(), after(), "minor"),
                      "neither a nor b has a level 'minor'; they have: top, leaf; top, leaf, "
                      "extended");
}
