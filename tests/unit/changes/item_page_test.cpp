#include "socshift/changes/item_page.hpp"

#include "socshift/base/error.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

std::vector<std::string> codes(const std::vector<NamedCode>& items) {
    std::vector<std::string> out;
    for (const auto& item : items) {
        out.push_back(item.code.text());
    }
    return out;
}

using Texts = std::vector<std::string>;

/// Two editions; the first has notes, and a code that means something else in the second.
Catalog two_editions() {
    EditionData before{edition("a", {"group", "leaf"},
                               {item("G", "Group", "group"), item("1", "One", "leaf", "G"),
                                item("2", "Two", "leaf", "G"), item("3", "Three", "leaf", "G")})
                           .header(),
                       {item("G", "Group", "group"), item("1", "One", "leaf", "G"),
                        item("2", "Two", "leaf", "G"), item("3", "Three", "leaf", "G")},
                       {},
                       {}};
    const auto note = [](const char* from, const char* to) {
        return Note{Code::parse(from), NoteRelation::excludes, Code::parse(to), {}, "", {}, false};
    };
    before.notes = {note("1", "2"), note("2", "G"), note("3", "1")};
    before.notes.front().range_end = Code::parse("3");
    before.notes.push_back(
        {Code::parse("1"), NoteRelation::included_in, std::nullopt, {}, "Others", {}, false});
    auto after = edition("b", {"group", "leaf"},
                         {item("G", "Group", "group"), item("1", "Other one", "leaf", "G"),
                          item("2", "Two", "leaf", "G")});
    EditionData later{after.header(), after.items(), after.notes(), {}};
    later.header.validity.from = before.header.validity.from + std::chrono::days{1};
    return catalog({Edition::make(before), Edition::make(later)},
                   {table("a", "b", {row("1", "2"), row("2", "2"), row("3", "1")})});
}

const auto before_id = EditionId::parse("a");

}  // namespace

TEST_CASE("the page of an item has its place, its notes and those that name it") {
    const auto page = item_page(two_editions(), before_id, "1");
    CHECK(page.edition.id == before_id);
    CHECK(page.item == NamedCode{Code::parse("1"), "leaf", "One"});
    CHECK(codes(page.path) == Texts{"G", "1"});
    CHECK(page.children.empty());
    REQUIRE(page.notes.size() == 4);
    CHECK(page.notes[0].reference == "2 to 3");
    CHECK(page.notes[0].title.empty());
    CHECK(codes(page.notes[0].items) == Texts{"2", "3"});
    CHECK(page.notes[1].reference == "Others");
    CHECK(page.notes[1].items.empty());
    CHECK_FALSE(page.notes[1].names_item);
    // By the group above it, and by its own code.
    CHECK(page.notes[2] ==
          PageNote{NoteRelation::excludes, true, "2", "Two", {{Code::parse("2"), "leaf", "Two"}}});
    CHECK(page.notes[3].reference == "3");
    CHECK(page.namesakes.empty());
    CHECK_FALSE(page.definition);
}

TEST_CASE("the page of an item says what became of it and what it was") {
    const auto all = two_editions();
    const auto onward = item_page(all, "a:1").elsewhere;
    REQUIRE(onward.size() == 1);
    CHECK(onward[0].edition.text() == "b");
    CHECK_FALSE(onward[0].before);
    CHECK(codes(onward[0].items) == Texts{"2"});
    CHECK(onward[0].cardinality == Cardinality::many_to_one);
    const auto back = item_page(all, "b:2").elsewhere;
    REQUIRE(back.size() == 1);
    CHECK(back[0].before);
    CHECK(codes(back[0].items) == Texts{"1", "2"});
    CHECK(back[0].cardinality == Cardinality::one_to_many);
    CHECK(codes(item_page(all, before_id, "G").children) == Texts{"1", "2", "3"});
}

TEST_CASE("a code without an edition means the latest that has it, the others are namesakes") {
    const auto page = item_page(two_editions(), "1");
    CHECK(page.edition.id.text() == "b");
    REQUIRE(page.namesakes.size() == 1);
    CHECK(page.namesakes[0] == Namesake{{before_id, Code::parse("1")}, "One"});
    CHECK(item_page(two_editions(), "3").edition.id == before_id);
}

TEST_CASE("a page of finer codes marks them as candidates, and a part without successor") {
    const auto base = flat("a", {"1", "2"});
    const auto all =
        catalog({base, extension("x", base, {item("1.1", "One one", "extended", "1")})}, {});
    const auto finer = item_page(all, before_id, "1").elsewhere;
    REQUIRE(finer.size() == 1);
    CHECK(finer[0].candidates);
    CHECK_FALSE(item_page(all, before_id, "2").elsewhere[0].candidates);

    auto ending = unstated("a", "b", {row("1", "1"), row("2", "2")});
    ending.ends = {end("1")};
    const auto part = catalog({base, flat("b", {"1", "2"})}, {Correspondence::make(ending)});
    CHECK(item_page(part, before_id, "1").elsewhere[0].in_part);
    CHECK_FALSE(item_page(part, before_id, "2").elsewhere[0].in_part);
}

TEST_CASE("there is no page of a code that nobody has") {
    CHECK_THROWS_WITH(item_page(two_editions(), before_id, "9"), "'9' is not a code of a");
    CHECK_THROWS_WITH(item_page(two_editions(), "b:3"),
                      "'3' is not a code of b; it is a code of a (leaf: Three)");
    CHECK_THROWS_AS(item_page(two_editions(), "x9"), UnknownName);
    CHECK_THROWS_AS(item_page(two_editions(), EditionId::parse("z"), "1"), UnknownName);
}
