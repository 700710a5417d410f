#include "socshift/changes/exclusions.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Lines = std::vector<std::string>;

Note note(std::string_view item, std::string_view ref, std::string_view phrase = "",
          std::string_view range_end = "", NoteRelation relation = NoteRelation::excludes) {
    Note out{code(item), relation, std::nullopt, std::nullopt, std::string{phrase}, {}, false};
    if (!ref.empty()) {
        out.ref = code(ref);
    }
    if (!range_end.empty()) {
        out.range_end = code(range_end);
    }
    return out;
}

EditionData data(std::vector<Note> notes) {
    auto out =
        edition_data("new", {"group", "leaf"},
                     {an_item("A", "group"), an_item("a1", "leaf", "A"), an_item("a2", "leaf", "A"),
                      an_item("a3", "leaf", "A"), an_item("B", "group"), an_item("b1", "leaf", "B"),
                      an_item("b2", "leaf", "B")});
    out.notes = std::move(notes);
    return out;
}

/// "a1 b1: one-way, chain (a1 > b1 > b2)", one for each reference.
Lines findings(const ReferenceGraph& graph) {
    Lines out;
    for (const auto& reference : graph.references()) {
        auto said = reference.item->code.text();
        said += reference.note->ref ? " " + reference.note->ref->text() : "";
        std::string between = ": ";
        for (const auto& result : reference.findings) {
            said += between + std::string{to_string(result.finding)};
            said += result.detail.empty() ? "" : " (" + result.detail + ")";
            between = ", ";
        }
        out.push_back(said);
    }
    return out;
}

Lines findings(std::vector<Note> notes) {
    const auto edition = Edition::make(data(std::move(notes)));
    return findings(ReferenceGraph::make(catalog({edition}, {}), edition));
}

}  // namespace

TEST_CASE("an exclusion is one-way, mutual, or part of a cycle", "[exclusions]") {
    CHECK(findings({note("a1", "b1")}) == Lines{"a1 b1: one-way"});
    CHECK(findings({note("a1", "b1"), note("b1", "a1")}) ==
          Lines{"a1 b1: mutual", "b1 a1: mutual"});
    CHECK(findings({note("a1", "a2"), note("a2", "a3"), note("a3", "a1")}) ==
          Lines{"a1 a2: cycle (a1 > a2 > a3 > a1)", "a2 a3: cycle (a2 > a3 > a1 > a2)",
                "a3 a1: cycle (a3 > a1 > a2 > a3)"});
}

TEST_CASE("a group or a range answers when one of its members does", "[exclusions]") {
    CHECK(findings({note("a1", "B"), note("b2", "a1")}) ==
          Lines{"a1 B: mutual (b2)", "b2 a1: mutual"});
    CHECK(findings({note("a1", "b1", "", "b2"), note("b2", "A")}) ==
          Lines{"a1 b1: mutual (b2)", "b2 A: mutual (a1)"});
    CHECK(findings({note("a1", "B")}) == Lines{"a1 B: one-way"});
}

TEST_CASE("a chain names the longest way that a reader is sent on", "[exclusions]") {
    CHECK(findings({note("a1", "a2"), note("a2", "b1"), note("a2", "b2"), note("b2", "a3")}) ==
          Lines{"a1 a2: one-way, chain (a1 > a2 > b2 > a3)", "a2 b1: one-way",
                "a2 b2: one-way, chain (a2 > b2 > a3)", "b2 a3: one-way"});
}

TEST_CASE("an item that names itself or what is above it", "[exclusions]") {
    CHECK(findings({note("a1", "a1"), note("a2", "A"), note("a3", "a1", "", "a3")}) ==
          Lines{"a1 a1: self", "a2 A: ancestor (group)", "a3 a1: self"});
    CHECK(findings({note("a1", "A", "", "", NoteRelation::included_in)}) ==
          Lines{"a1 A: ancestor (group)"});
}

TEST_CASE("a title is compared by the rule of titles", "[exclusions]") {
    CHECK(findings({note("a1", "b1", "title of b1")}) == Lines{"a1 b1: one-way"});
    CHECK(findings({note("a1", "b1", "Another")}) ==
          Lines{"a1 b1: title-differs (Another), one-way"});
    CHECK(findings({note("a1", "b1", "Another", "b2")}) == Lines{"a1 b1: one-way"});
    CHECK(findings({note("a1", "b1", "Another", "", NoteRelation::included_in)}) ==
          Lines{"a1 b1: title-differs (Another)"});
    CHECK(findings({note("a1", "", "words")}) == Lines{"a1"});
}

TEST_CASE("a code that is not there is stale if an earlier edition had it", "[exclusions]") {
    auto before = edition_data("old", {"group", "leaf"},
                               {an_item("A", "group"), an_item("a1", "leaf", "A"),
                                an_item("a9", "leaf", "A"), an_item("a8", "leaf", "A")});
    auto after =
        data({note("a1", "a9"), note("a2", "a7"), note("a3", "a8"), note("b1", "b2", "", "b9")});
    after.header.follows = id("old");
    const auto first = Edition::make(std::move(before));
    const auto second = Edition::make(std::move(after));
    const auto known =
        catalog({first, second},
                {table("old", "new", {row("a1", "a1"), row("a9", "a3"), row("a9", "a2")})});
    const auto graph = ReferenceGraph::make(known, known.edition(id("new")));
    CHECK(findings(graph) == Lines{"a1 a9: stale (old:a9 became a2, a3)", "a2 a7: dangling",
                                   "a3 a8: stale (old:a8)", "b1 b2: dangling (b9), one-way"});
    CHECK(graph.references()[1].members.empty());
    CHECK(is_problem(ReferenceFinding::stale));
    CHECK_FALSE(is_problem(ReferenceFinding::one_way));
}

TEST_CASE("what an item says and what is said of it", "[exclusions]") {
    const auto edition = Edition::make(
        data({note("a1", "b1"), note("a2", "B"), note("b1", "a3"), note("b2", "b1")}));
    const auto graph = ReferenceGraph::make(catalog({edition}, {}), edition);
    const auto names = [](const std::vector<const Reference*>& references) {
        Lines out;
        for (const auto* const reference : references) {
            out.push_back(reference->item->code.text() + " " + reference->note->ref->text());
        }
        return out;
    };
    CHECK(names(graph.made_by(*edition.find("b1"))) == Lines{"b1 a3"});
    CHECK(names(graph.made_to(*edition.find("b1"))) == Lines{"a1 b1", "a2 B", "b2 b1"});
    CHECK(names(graph.made_by(*edition.find("B"))) == Lines{"b1 a3", "b2 b1"});
    CHECK(names(graph.made_to(*edition.find("B"))) == Lines{"a1 b1", "a2 B"});
    CHECK(graph.circles().empty());
}

TEST_CASE("circles are the items that exclude each other around", "[exclusions]") {
    const auto edition =
        Edition::make(data({note("a2", "a1"), note("a1", "a2"), note("b1", "a1")}));
    const auto graph = ReferenceGraph::make(catalog({edition}, {}), edition);
    REQUIRE(graph.circles().size() == 1);
    CHECK(codes(graph.circles().front()) == "a1 a2");
}

TEST_CASE("an extension has the notes of what it extends", "[exclusions]") {
    const auto edition = Edition::make(data({note("a1", "b1")}));
    const auto more = extension("more", edition, {item("a1.1", "More", "extended", "a1")});
    REQUIRE(more.notes().size() == 1);
    CHECK(more.notes().front().inherited);
    CHECK(findings(ReferenceGraph::make(catalog({edition, more}, {}), more)) ==
          Lines{"a1 b1: one-way"});
}

TEST_CASE("notes that name millions of items by ranges are refused", "[exclusions]") {
    std::vector<Item> items;
    for (int i = 1000; i < 3000; ++i) {
        items.push_back(an_item(std::to_string(i), "only"));
    }
    auto wide = edition_data("wide", {"only"}, std::move(items));
    for (std::uint32_t i = 1; i <= 101; ++i) {
        wide.notes.push_back(note("1000", "1000", "", "2999"));
        wide.notes.back().at = line(i);
    }
    // Before they are unfolded, also by whoever only looks at the edition.
    CHECK(printed(check(wide)).front() ==
          "f.yaml:101:5: error: up to here ranges of notes of wide name more than 200000 items "
          "[note-members]");
    CHECK(message_of<DataError>([&] {
              (void)Edition::make(wide);
          }).find("name more than 200000 items") != std::string::npos);
    wide.notes.pop_back();
    CHECK(printed(check(wide)).empty());
}
