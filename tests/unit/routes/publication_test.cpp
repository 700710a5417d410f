#include "socshift/routes/publication.hpp"

#include "socshift/routes/code_map.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Edition paper(std::string_view id, const std::vector<std::string>& codes) {
    std::vector<Item> items;
    for (const auto& code : codes) {
        items.push_back(item(code, "Paper " + code, "line"));
    }
    const auto plain = edition(id, {"line"}, std::move(items));
    auto header = plain.header();
    header.kind = EditionKind::publication;
    return Edition::make({header, plain.items(), {}, {}});
}

Edition classes(std::string_view id, const std::vector<std::string>& leaves) {
    std::vector<Item> items{item("g", "Group", "group")};
    for (const auto& leaf : leaves) {
        items.push_back(item(leaf, leaf + " of " + std::string{id}, "leaf", "g"));
    }
    return edition(id, {"group", "leaf"}, std::move(items));
}

std::string listed(const std::vector<UnpublishedItem>& items) {
    std::string out;
    for (const auto& each : items) {
        out += (out.empty() ? "" : " ") + each.edition.text() + ":" + each.item->code.text();
    }
    return out;
}

/// `p` prints a itself, b and c together as "bc", and "d" for e; nothing covers d, f.
Catalog one_below() {
    return catalog(
        {classes("c", {"a", "b", "c", "d", "e", "f"}), paper("p", {"a", "bc", "d"})},
        {table("p", "c", {row("a", "a"), row("bc", "b"), row("bc", "c"), row("d", "e")})});
}

}  // namespace

TEST_CASE("what a publication has no code for is unpublished", "[routes]") {
    // b and c are covered; d is a code of the publication with another content; g is a group.
    CHECK(listed(unpublished(one_below(), id("p"))) == "c:f");
    CHECK(unpublished(one_below(), id("c")).empty());
    CHECK_THROWS_AS(unpublished(one_below(), id("x")), UnknownName);
}

TEST_CASE("a group that is covered covers its leaves", "[routes]") {
    const auto all =
        catalog({classes("c", {"a", "b"}), paper("p", {"g"})}, {table("p", "c", {row("g", "g")})});
    CHECK(unpublished(all, id("p")).empty());
}

TEST_CASE("two classifications below must agree on an unpublished code", "[routes]") {
    const std::vector<Edition> editions{classes("c", {"a", "k", "m", "n", "o"}),
                                        classes("d", {"a", "k", "m", "n", "q"}), paper("p", {"a"})};
    // k stayed itself, m became n, n merged with it, o and q are in one of them only.
    const auto revision =
        table("c", "d", {row("a", "a"), row("k", "k"), row("m", "n"), row("n", "n")});
    const auto on_c = table("p", "c", {row("a", "a")});
    const auto on_d = table("p", "d", {row("a", "a")});
    CHECK(listed(unpublished(catalog(editions, {revision, on_c, on_d}), id("p"))) == "c:k c:o d:q");
    // Nobody said that a code is the same in both.
    CHECK(listed(unpublished(catalog(editions, {on_c, on_d}), id("p"))) == "c:o d:q");
    // Covered in one of them is covered.
    const auto covers_k = table("p", "d", {row("a", "a"), row("a", "k")});
    CHECK(listed(unpublished(catalog(editions, {revision, on_c, covers_k}), id("p"))) == "c:o d:q");
}

TEST_CASE("data in a publication's codes has its unpublished ones", "[routes]") {
    const auto all = one_below();
    const auto edition = with_unpublished(all, id("p"));
    REQUIRE(edition->find("f") != nullptr);
    CHECK(edition->find("f")->inherited);
    CHECK(edition->is_leaf(*edition->find("f")));
    CHECK(edition->find("d")->title == "Paper d");
    CHECK(edition->find("b") == nullptr);
    CHECK(edition->items().size() == 4);
    CHECK(with_unpublished(all, id("c")).get() == &all.edition(id("c")));
}

TEST_CASE("an unpublished code is mapped as its classification does", "[routes]") {
    const auto all =
        catalog({classes("c", {"a", "f"}), paper("p", {"a"}), classes("next", {"a", "x", "y"})},
                {table("p", "c", {row("a", "a")}),
                 table("c", "next", {row("a", "a"), row("f", "x"), row("f", "y")})});
    const CodeMap map{all, id("p"), id("next")};
    const auto found = map.find("f");
    REQUIRE(found);
    CHECK(found->source.title == "f of c");
    REQUIRE(found->places.size() == 2);
    CHECK(found->places[0].item->code == code("x"));
    CHECK(map.route_of("f")->text() == "c -> next");
    CHECK(map.route_of("a")->text() == "p -> c -> next");
    CHECK_FALSE(map.route_of("y"));
    CHECK_FALSE(map.find("y"));
    // The whole table is of what is published.
    CHECK(map.all().size() == 1);
    // To the classification itself it stays.
    CHECK(CodeMap(all, id("p"), id("c")).find("f")->places.front().item->code == code("f"));
}

TEST_CASE("rows of another table are taken for codes that it alone lists", "[routes]") {
    const auto out =
        with_rows_of(table("p", "n", {row("a", "x")}),
                     table("c", "n", {row("b", "x"), row("b", "y"), row("d", "y")}), {code("b")});
    CHECK(pairs(out) ==
          std::vector<std::pair<std::string, std::string>>{{"a", "x"}, {"b", "x"}, {"b", "y"}});
}

namespace {

/// c has two levels of groups: top (g: a b; h: k m), side (n). The paper prints a and b together,
/// k and n together, m itself.
Catalog grouped_below() {
    std::vector<Item> items{item("top", "Top", "upper"), item("side", "Side", "upper"),
                            item("g", "Group g", "group", "top"),
                            item("h", "Group h", "group", "top"),
                            item("s", "Group s", "group", "side")};
    for (const auto& [leaf, above] : std::vector<std::pair<std::string, std::string>>{
             {"a", "g"}, {"b", "g"}, {"k", "h"}, {"m", "h"}, {"n", "s"}}) {
        items.push_back(item(leaf, "Leaf " + leaf, "leaf", above));
    }
    return catalog(
        {edition("c", {"upper", "group", "leaf"}, std::move(items)), paper("p", {"ab", "kn", "m"})},
        {table("p", "c",
               {row("ab", "a"), row("ab", "b"), row("kn", "k"), row("kn", "n"), row("m", "m")})});
}

std::string listed(const std::vector<PrintedGroup>& groups) {
    std::string out;
    for (const auto& group : groups) {
        out += (out.empty() ? "" : " ") + group.item->code.text() + ":";
        for (const auto& code : group.codes) {
            out += (&code == &group.codes.front() ? "" : ",") + code;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a publication prints the groups that its codes fill", "[routes]") {
    // k and n are one code there, in two groups and two tops: nobody knows what is in a row of
    // them.
    CHECK(listed(printed_groups(grouped_below(), id("p"))) == "g:ab h: s: side: top:");
    CHECK(printed_groups(grouped_below(), id("c")).empty());
    CHECK_THROWS_AS(printed_groups(grouped_below(), id("x")), UnknownName);
    // b is covered by nothing, and the publication uses it for something else.
    CHECK(printed_groups(one_below(), id("p")).empty());
    // What is not published is below the group as well.
    const auto partly =
        catalog({classes("c", {"a", "b"}), paper("p", {"a"})}, {table("p", "c", {row("a", "a")})});
    CHECK(listed(printed_groups(partly, id("p"))) == "g:a,b");
    // No code is one of the classification as it is there: the group may be anything.
    const auto own = catalog({classes("c", {"a", "b"}), paper("p", {"x"})},
                             {table("p", "c", {row("x", "a"), row("x", "b")})});
    CHECK(printed_groups(own, id("p")).empty());
}

TEST_CASE("data in a publication's codes has groups above them", "[routes]") {
    const auto edition = with_unpublished(grouped_below(), id("p"));
    REQUIRE(edition->find("g") != nullptr);
    CHECK_FALSE(edition->is_leaf(*edition->find("g")));
    CHECK(edition->find("g")->level == "group");
    CHECK_FALSE(edition->find("g")->parent);  // top is not one of them
    CHECK(edition->parent(*edition->find("ab")) == edition->find("g"));
    CHECK(edition->parent(*edition->find("kn")) == nullptr);
    CHECK(edition->find("h") == nullptr);
    CHECK(edition->finest_level() == "line");
}
