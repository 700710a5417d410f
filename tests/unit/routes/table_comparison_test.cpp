#include "socshift/routes/table_comparison.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Lines = std::vector<std::string>;

Edition grouped_target() {
    return edition("c", {"group", "leaf"},
                   {item("G", "Group", "group"), item("1", "One", "leaf", "G"),
                    item("2", "Two", "leaf", "G"), item("3", "Three", "group")});
}

}  // namespace

TEST_CASE("a table is compared link by link with a route of several tables", "[comparison]") {
    const auto all = catalog({flat("a", {"x", "y"}), flat("b", {"m", "n"}), grouped_target()},
                             {table("a", "b", {row("x", "m"), row("y", "n")}),
                              table("b", "c", {row("m", "1"), row("m", "2"), row("n", "3")})});
    CHECK(printed(compare_with_catalog(table("a", "c", {row("x", "G"), row("y", "3")}), all)) ==
          Lines{});
    CHECK(printed(compare_with_catalog(table("a", "c", {row("x", "1"), row("y", "3")}), all)) ==
          Lines{"warning: 'x' (x) goes to '2' (Two) in the catalog's route a -> b -> c, and not "
                "here [only-there]"});
    CHECK(printed(compare_with_catalog(table("a", "c", {row("y", "3"), row("y", "1")}), all)) ==
          Lines{"warning: 'y' (y) goes to '1' (One) here, and not in the catalog's route a -> b -> "
                "c [only-here]"});
}

TEST_CASE("a table is compared with the catalog's, read backwards too", "[comparison]") {
    const auto all = catalog({flat("a", {"x", "y"}), flat("b", {"m", "n"})},
                             {table("a", "b", {row("x", "m"), row("y", "n")})});
    CHECK(printed(compare_with_catalog(table("b", "a", {row("m", "x"), row("n", "y")}), all)) ==
          Lines{});
    CHECK(
        printed(compare_with_catalog(table("b", "a", {row("m", "y"), row("n", "y")}), all)) ==
        Lines{"warning: 'm' (m) goes to 'y' (y) here, and not in the catalog's '', read backwards "
              "[only-here]",
              "warning: 'm' (m) goes to 'x' (x) in the catalog's '', read backwards, and not here "
              "[only-there]"});
}

TEST_CASE("candidates need not be in a table, but what is none of them is found", "[comparison]") {
    const auto base = flat("base", {"x", "y"});
    const auto more =
        extension("more", base,
                  {item("x1", "One", "extended", "x"), item("x2", "Two", "extended", "x"),
                   item("y1", "Three", "extended", "y")});
    const auto all = catalog({base, more}, {});
    CHECK(printed(compare_with_catalog(table("base", "more", {row("x", "x1"), row("y", "y1")}),
                                       all)) == Lines{});
    CHECK(
        printed(compare_with_catalog(table("base", "more", {row("x", "y1")}), all)) ==
        Lines{"warning: 'x' (x) goes to 'y1' (Three) here, and not in the catalog's route base -> "
              "more [only-here]"});
}

TEST_CASE("without a route there is nothing to compare with", "[comparison]") {
    const auto all = catalog({flat("a", {"x"}), flat("b", {"m"})}, {});
    CHECK(compare_with_catalog(table("a", "b", {row("x", "m")}), all).empty());
}
