#include "socshift/model/correspondence.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

using namespace socshift;
using namespace socshift::test;

namespace {

using TableLines = std::vector<std::string>;

TableLines findings_in(std::vector<Link> links) {
    return printed(check(table_data("a", "b", std::move(links))));
}

void refuses_table(std::vector<Link> links) {
    const auto data = table_data("a", "b", std::move(links));
    const auto findings = check(data);
    REQUIRE(has_errors(findings));
    CHECK_THROWS_AS(Correspondence::make(data), DataError);
}

Edition flat_edition(std::string_view name, const std::vector<std::string>& items) {
    std::vector<Item> made;
    for (const auto& code : items) {
        made.push_back(an_item(code, "only"));
    }
    return Edition::make(edition_data(name, {"only"}, made));
}

/// "x->y", in order.
std::string link_pairs(const Correspondence& table) {
    std::string out;
    for (const auto& link : table.links()) {
        out += (out.empty() ? "" : " ") + link.source.text() + "->" + link.target.text();
    }
    return out;
}

}  // namespace

TEST_CASE("a sound table has no findings", "[correspondence][check]") {
    CHECK(findings_in({a_link("1", "1"), a_link("2", "2"), a_link("2", "3")}) == TableLines{});
    CHECK(findings_in({a_link("2", "2", "1/3", Basis::census),
                       a_link("2", "3", "2/3", Basis::census)}) == TableLines{});
    CHECK(findings_in({}) == TableLines{});
}

TEST_CASE("a pair occurs once", "[correspondence][check]") {
    CHECK(findings_in({a_link("1", "1"), a_link("1", "2"), a_link("1", "1")}) ==
          TableLines{"f.yaml:12:5: error: link '1' -> '1' is already there (f.yaml:10:5) "
                     "[duplicate-link]"});
    refuses_table({a_link("1", "1"), a_link("1", "2"), a_link("1", "1")});
}

TEST_CASE("a share has a basis and a basis has a share", "[correspondence][check]") {
    CHECK(findings_in({a_link("1", "1", "1")}) ==
          TableLines{"f.yaml:10:5: error: link '1' -> '1' must have both a share and a basis, or "
                     "neither [share-basis]"});
    refuses_table({a_link("1", "1", "1")});
    refuses_table({a_link("1", "1", "", Basis::user)});
}

TEST_CASE("a published link of nothing is left out, one of weights stays", "[correspondence]") {
    for (const auto basis : {Basis::official, Basis::equal}) {
        const std::vector<Link> links{a_link("1", "1", "1", basis), a_link("1", "2", "0", basis)};
        CHECK(findings_in(links) ==
              TableLines{fmt::format("f.yaml:11:5: error: link '1' -> '2' has share 0 on the basis "
                                     "'{}'; leave such a link out [share-zero]",
                                     to_string(basis))});
        refuses_table(links);
    }
    for (const auto basis : {Basis::census, Basis::employment, Basis::user}) {
        CHECK(findings_in({a_link("1", "1", "1", basis), a_link("1", "2", "0", basis)}).empty());
    }
}

TEST_CASE("either every link out of a source has a share or none", "[correspondence][check]") {
    CHECK(
        findings_in({a_link("1", "1", "1/2", Basis::user), a_link("1", "2"), a_link("2", "2")}) ==
        TableLines{"f.yaml:10:5: error: 1 of the 2 links out of '1' have a share; expected all or "
                   "none [share-missing]"});
    refuses_table({a_link("1", "1", "1/2", Basis::user), a_link("1", "2")});
}

TEST_CASE("the shares out of a source sum to exactly one", "[correspondence][check]") {
    CHECK(
        findings_in({a_link("1", "1", "0.333", Basis::user), a_link("1", "2", "0.333", Basis::user),
                     a_link("1", "3", "0.333", Basis::user)}) ==
        TableLines{
            "f.yaml:10:5: error: shares out of '1' sum to 999/1000, expected 1 [share-sum]"});
    CHECK(
        findings_in({a_link("1", "1", "2/3", Basis::user), a_link("1", "2", "2/3", Basis::user)}) ==
        TableLines{"f.yaml:10:5: error: shares out of '1' sum to 4/3, expected 1 [share-sum]"});
    refuses_table({a_link("1", "1", "1/2", Basis::user)});
}

TEST_CASE("findings of a table come in the order of its rows", "[correspondence][check]") {
    CHECK(findings_in({a_link("9", "9", "1/2", Basis::user), a_link("1", "1", "1/3", Basis::user),
                       a_link("5", "5", "1")}) ==
          TableLines{"f.yaml:10:5: error: shares out of '9' sum to 1/2, expected 1 [share-sum]",
                     "f.yaml:11:5: error: shares out of '1' sum to 1/3, expected 1 [share-sum]",
                     "f.yaml:12:5: error: link '5' -> '5' must have both a share and a basis, or "
                     "neither [share-basis]"});
}

TEST_CASE("links join items of the two editions", "[correspondence][check]") {
    const auto source = flat_edition("a", {"1", "2"});
    const auto target = flat_edition("b", {"1", "3"});
    const auto data = table_data("a", "b", {a_link("1", "1"), a_link("2", "2"), a_link("3", "3")});
    CHECK(printed(check(data, source, target)) ==
          TableLines{"f.yaml:11:5: error: target '2' is not an item of b [unknown-target]",
                     "f.yaml:12:5: error: source '3' is not an item of a [unknown-source]"});
}

TEST_CASE("an item that no link names is worth a look", "[correspondence][check]") {
    const auto source = flat_edition("a", {"1", "2"});
    const auto target = flat_edition("b", {"1", "3"});
    CHECK(printed(check(table_data("a", "b", {a_link("1", "1")}), source, target)) ==
          TableLines{"f.yaml:1:1: warning: '2' (Title of 2) of a has no target [unlinked-source]",
                     "f.yaml:1:1: warning: '3' (Title of 3) of b has no source [unlinked-target]"});
}

TEST_CASE("groups need no link and inherited items need none", "[correspondence][check]") {
    const auto base = Edition::make(edition_data(
        "a", {"group", "leaf"},
        {an_item("1", "group"), an_item("11", "leaf", "1"), an_item("12", "leaf", "1")}));
    auto more = edition_data("m", {"twig"}, {an_item("11.1", "twig", "11")});
    more.header.extends = id("a");
    const auto extension = Edition::make(more, &base);
    CHECK(printed(check(table_data("a", "m", {a_link("11", "11.1"), a_link("12", "12")}), base,
                        extension)) == TableLines{});
}

TEST_CASE("a table is sorted whatever the order of its rows", "[correspondence]") {
    const auto table = Correspondence::make(table_data(
        "a", "b", {a_link("2", "2"), a_link("1", "3"), a_link("1", "1"), a_link("10", "1")}));
    CHECK(link_pairs(table) == "1->1 1->3 10->1 2->2");
    CHECK(table.source() == id("a"));
    CHECK(table.target() == id("b"));
    CHECK(table.title() == "A table");
    CHECK(table.links()[0].at == line(12));
    auto other = table_data("a", "b", {});
    other.links = {table.links().rbegin(), table.links().rend()};
    CHECK(Correspondence::make(other) == table);
}

TEST_CASE("the links out of a source are a range", "[correspondence]") {
    const auto table = Correspondence::make(table_data(
        "a", "b", {a_link("1", "1"), a_link("2", "1"), a_link("2", "3"), a_link("3", "3")}));
    const auto range = table.links_from(code("2"));
    REQUIRE(range.size() == 2);
    CHECK(range.begin()->target == code("1"));
    CHECK((range.begin() + 1)->target == code("3"));
    CHECK(table.links_from(code("1")).size() == 1);
    CHECK(table.links_from(code("3")).size() == 1);
    CHECK(table.links_from(code("0")).empty());
    CHECK(table.links_from(code("25")).empty());
    CHECK(table.links_from(code("4")).empty());
    CHECK(Correspondence::make(table_data("a", "b", {})).links_from(code("1")).empty());
}

TEST_CASE("read backwards a table has its rows turned and no shares", "[correspondence]") {
    const auto table =
        Correspondence::make(table_data("a", "b",
                                        {a_link("1", "2", "1/2", Basis::user),
                                         a_link("1", "1", "1/2", Basis::user), a_link("2", "1")}));
    const auto back = table.reversed();
    CHECK(back.source() == id("b"));
    CHECK(back.target() == id("a"));
    CHECK(link_pairs(back) == "1->1 1->2 2->1");
    for (const auto& link : back.links()) {
        CHECK_FALSE(link.share.has_value());
        CHECK_FALSE(link.basis.has_value());
    }
    CHECK(link_pairs(back.reversed()) == link_pairs(table));
}

TEST_CASE("a share is known when it is stated or when there is no other target",
          "[correspondence]") {
    const auto table = Correspondence::make(table_data(
        "a", "b",
        {a_link("1", "1"), a_link("2", "1"), a_link("2", "2"),
         a_link("3", "1", "1/4", Basis::census), a_link("3", "2", "3/4", Basis::employment),
         a_link("4", "4", "1", Basis::official)}));
    const auto known = [&](std::size_t i) { return known_share(table, table.links()[i]); };
    REQUIRE(known(0).has_value());
    CHECK(known(0)->share == Share::one());
    CHECK(known(0)->basis == Basis::only);
    CHECK_FALSE(known(1).has_value());
    CHECK_FALSE(known(2).has_value());
    CHECK(known(3)->share == Share(1, 4));
    CHECK(known(3)->basis == Basis::census);
    CHECK(known(4)->basis == Basis::employment);
    CHECK(known(5)->basis == Basis::official);
}
