#include "socshift/routes/route_check.hpp"

#include "socshift/base/error.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

std::vector<Edition> three_codes(const std::vector<const char*>& names) {
    std::vector<Edition> out;
    for (const auto* const name : names) {
        out.push_back(flat(name, {"1", "2", "3"}));
    }
    return out;
}

std::vector<std::string> rules(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

/// a -> c says 1, 2; a -> b -> c says 1, 3 for the second code.
Catalog triangle() {
    auto first = row("2", "2");
    first.at = {"ab.yaml", 9, 5};
    auto direct = row("2", "2");
    direct.at = {"ac.yaml", 4, 5};
    return catalog(three_codes({"a", "b", "c"}), {table("a", "c", {row("1", "1"), direct}),
                                                  table("a", "b", {row("1", "1"), first}),
                                                  table("b", "c", {row("1", "1"), row("2", "3")})});
}

}  // namespace

TEST_CASE("two routes are compared link by link") {
    const auto all = triangle();
    const auto found = compare_routes(all, id("a"), id("c"));
    REQUIRE(found.size() == 1);
    CHECK(found.front().direct.text() == "a -> c");
    CHECK(found.front().detour.text() == "a -> b -> c");
    CHECK(found.front().in_both == 1);
    CHECK(found.front().only_direct ==
          std::vector<Link>{{Code::parse("2"), Code::parse("2"), {}, {}, {"ac.yaml", 4, 5}}});
    REQUIRE(found.front().only_detour.size() == 1);
    CHECK(found.front().only_detour.front().target.text() == "3");
    CHECK_FALSE(found.front().agrees());
}

TEST_CASE("disagreements are findings with the rows that they rest on") {
    const auto all = triangle();
    const auto found = findings(all, compare_routes(all, id("a"), id("c")).front());
    REQUIRE(rules(found) ==
            std::vector<std::string>{"routes-differ", "only-direct", "only-detour"});
    CHECK(found[0].message ==
          "a -> c and a -> b -> c: 1 links in both, 1 only in the first, 1 only in the second");
    CHECK(found[0].severity == Severity::warning);
    CHECK(found[1].where.text() == "ac.yaml:4:5");
    CHECK(found[1].message == "'2' (2) -> '2' (2) is not in a -> b -> c");
    CHECK(found[2].where.text() == "ab.yaml:9:5");
    CHECK(found[2].message ==
          "'2' (2) -> '3' (3) is not in a -> c; it comes by 2 -> 2 (ab.yaml:9:5) -> 3");
    CHECK(found[2].severity == Severity::note);
}

TEST_CASE("routes that agree are no finding") {
    const auto all = catalog(three_codes({"a", "b", "c"}),
                             {table("a", "c", {row("1", "1")}), table("a", "b", {row("1", "2")}),
                              table("b", "c", {row("2", "1")})});
    const auto found = compare_routes(all, id("a"), id("c"));
    REQUIRE(found.size() == 1);
    CHECK(found.front().agrees());
    CHECK(findings(all, found.front()).empty());
}

TEST_CASE("every table is held against its best detour") {
    // Each side of the triangle has the other two as its detour.
    CHECK(compare_routes(triangle()).size() == 3);
    CHECK(compare_routes(catalog(three_codes({"a", "b"}), {table("a", "b", {row("1", "1")})}))
              .empty());
}

TEST_CASE("two tables between the same editions are compared once") {
    const auto all = catalog(three_codes({"a", "b"}),
                             {table("a", "b", {row("1", "1")}), table("b", "a", {row("1", "2")})});
    const auto found = compare_routes(all);
    REQUIRE(found.size() == 1);
    CHECK(found.front().direct.from == id("a"));
    CHECK(findings(all, found.front()).front().message ==
          "a -> b and a -> b (backwards): 0 links in both, 1 only in the first, 1 only in the "
          "second");
}

TEST_CASE("a table of an extension is held against the parents that the extension states") {
    const auto base = flat("base", {"x", "y"});
    const auto more = extension("more", base, {item("x1", "One", "extended", "x")});
    const auto all =
        catalog({base, more}, {table("more", "base", {row("x1", "y"), row("y", "y")})});
    const auto found = compare_routes(all);
    REQUIRE(found.size() == 1);
    CHECK(found.front().in_both == 1);
    CHECK(found.front().only_direct.size() == 1);
    CHECK(found.front().only_detour.size() == 1);
    CHECK(findings(all, found.front()).front().message ==
          "more -> base and more -> base (parents): 1 links in both, 1 only in the first, 1 only "
          "in the second");
}

TEST_CASE("a detour that ends in finer codes proves nothing and is left out") {
    const auto base = flat("base", {"1", "2", "3"});
    const auto one = extension("one", base, {item("1a", "A", "extended", "1")});
    const auto two = extension("two", base, {item("1b", "B", "extended", "1")});
    const auto all = catalog({base, one, two}, {table("one", "two", {row("1a", "1b")}),
                                                table("one", "base", {row("1a", "1")}),
                                                table("two", "base", {row("1b", "1")})});
    for (const auto& comparison : compare_routes(all)) {
        CHECK(comparison.direct.to != id("two"));
    }
    // Asked for by name, it is there.
    CHECK_FALSE(compare_routes(all, id("one"), id("two")).empty());
}

TEST_CASE("editions that nothing joins cannot be compared") {
    CHECK_THROWS_AS((void)compare_routes(catalog(three_codes({"a", "b"}), {}), id("a"), id("b")),
                    UnknownName);
}
