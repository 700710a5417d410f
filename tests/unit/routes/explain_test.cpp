#include "socshift/routes/explain.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

/// A row that was read at a line of a file.
Link at(Link link, std::uint32_t line) {
    link.at = {"t.yaml", line, 5};
    return link;
}

std::vector<Chain> chains(const Catalog& catalog, const Route& route, const char* source,
                          const char* target) {
    return RouteProof{catalog, route}.chains(*catalog.edition(route.from).find(source),
                                             *catalog.edition(route.to).find(target));
}

std::string text(const Chain& chain) {
    std::string out;
    for (const auto& link : chain) {
        out += link.from.text() + ">" + link.to.text() + "@" + std::to_string(link.at.line) + " ";
    }
    return out;
}

Catalog three() {
    return catalog(
        {flat("a", {"1", "2"}), flat("b", {"x", "y"}), flat("c", {"8", "9"})},
        {table("a", "b",
               {at(row("1", "x", "1/4"), 11), at(row("1", "y", "3/4"), 12), at(row("2", "y"), 13)}),
         table(
             "b", "c",
             {at(row("x", "8"), 21), at(row("y", "8", "1/3"), 22), at(row("y", "9", "2/3"), 23)})});
}

}  // namespace

TEST_CASE("a link is explained by every chain of rows, in the order of the codes") {
    const auto all = three();
    const auto found = chains(all, *find_route(all, id("a"), id("c")), "1", "8");
    REQUIRE(found.size() == 2);
    CHECK(text(found[0]) == "1>x@11 x>8@21 ");
    CHECK(text(found[1]) == "1>y@12 y>8@22 ");
    CHECK(share_of(found[0])->share == Share{1, 4});
    CHECK(share_of(found[1])->share == Share{1, 4});
    CHECK(share_of(found[1])->basis == Basis::official);
}

TEST_CASE("what a route does not join has no chain") {
    const auto all = three();
    CHECK(chains(all, *find_route(all, id("c"), id("a")), "9", "1").size() == 1);
    const auto none =
        catalog({flat("a", {"1", "2"}), flat("b", {"x"})}, {table("a", "b", {row("1", "x")})});
    CHECK(chains(none, *find_route(none, id("a"), id("b")), "2", "x").empty());
}

TEST_CASE("read backwards, the rows are the same and shares are not known") {
    const auto all = three();
    const auto found = chains(all, *find_route(all, id("c"), id("a")), "8", "2");
    REQUIRE(found.size() == 1);
    CHECK(text(found.front()) == "8>y@22 y>2@13 ");
    CHECK_FALSE(share_of(found.front()).has_value());
}

TEST_CASE("a group is explained by its leaves") {
    const auto grouped = edition("g", {"group", "leaf"},
                                 {item("G", "Group", "group"), item("1", "One", "leaf", "G"),
                                  item("2", "Two", "leaf", "G")});
    const auto all = catalog({grouped, flat("b", {"x"})},
                             {table("g", "b", {at(row("1", "x"), 1), at(row("2", "x"), 2)})});
    const auto route = *find_route(all, id("g"), id("b"));
    CHECK(chains(all, route, "G", "x").size() == 2);
    CHECK(text(chains(all, *find_route(all, id("b"), id("g")), "x", "G").back()) == "x>2@2 ");
}

TEST_CASE("a row that names a group is quoted as it stands") {
    const auto grouped = edition("g", {"group", "leaf"},
                                 {item("G", "Group", "group"), item("1", "One", "leaf", "G"),
                                  item("2", "Two", "leaf", "G")});
    const auto all =
        catalog({grouped, flat("b", {"x"})}, {table("b", "g", {at(row("x", "G"), 7)})});
    const auto found = chains(all, *find_route(all, id("b"), id("g")), "x", "2");
    REQUIRE(found.size() == 1);
    CHECK(found.front().front().to.text() == "2");
    CHECK(found.front().front().stated_to.text() == "G");
    CHECK(found.front().front().at.line == 7);
    const auto back = chains(all, *find_route(all, id("g"), id("b")), "1", "x");
    REQUIRE(back.size() == 1);
    CHECK(back.front().front().stated_from.text() == "G");
}

TEST_CASE("a step by parents rests on the item's own row") {
    const auto base = edition(
        "base", {"group", "leaf"},
        {item("G", "Group", "group"), item("x", "Ex", "leaf", "G"), item("y", "Why", "leaf", "G")});
    auto own = item("q", "Some of G", "extended", "G");
    own.at = {"more.yaml", 30, 5};
    const auto all = catalog({base, extension("more", base, {own})}, {});
    const auto found = chains(all, *find_route(all, id("more"), id("base")), "q", "y");
    REQUIRE(found.size() == 1);
    CHECK(found.front().front().stated_to.text() == "G");
    CHECK(found.front().front().at.line == 30);
    const auto down = chains(all, *find_route(all, id("base"), id("more")), "x", "q");
    REQUIRE(down.size() == 1);
    CHECK(down.front().front().stated_from.text() == "G");
    CHECK_FALSE(down.front().front().share.has_value());
}

TEST_CASE("from an edition to itself a code is one chain without links") {
    const auto all = three();
    const auto found = chains(all, *find_route(all, id("a"), id("a")), "1", "1");
    REQUIRE(found.size() == 1);
    CHECK(found.front().empty());
    CHECK(share_of(found.front())->share == Share::one());
    CHECK(chains(all, *find_route(all, id("a"), id("a")), "1", "2").empty());
}
