#include "socshift/changes/exclusion_changes.hpp"

#include "socshift/changes/diff.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Note excludes(const char* code, const char* ref, const char* range_end = nullptr) {
    Note note{Code::parse(code), NoteRelation::excludes, Code::parse(ref), {}, "", {}};
    if (range_end != nullptr) {
        note.range_end = Code::parse(range_end);
    }
    return note;
}

/// An edition of one group "G" over leaves whose titles are their codes.
Edition with_notes(const char* id, const std::vector<std::string>& codes, std::vector<Note> notes) {
    std::vector<Item> items = {item("G", "G", "top")};
    for (const auto& code : codes) {
        items.push_back(item(code, code, "leaf", "G"));
    }
    auto plain = edition(id, {"top", "leaf"}, std::move(items));
    return Edition::make({plain.header(), plain.items(), std::move(notes), {}});
}

/// "kept 1!2 1!2", "added - 1!3": fates with the references before and after.
std::vector<std::string> told(const ExclusionChanges& changes) {
    const auto text = [](const Note* note) {
        if (note == nullptr) {
            return std::string{"-"};
        }
        return note->item.text() + "!" + note->ref->text() +
               (note->range_end ? ".." + note->range_end->text() : "");
    };
    std::vector<std::string> out;
    for (const auto& change : changes.changes) {
        out.push_back(std::string{to_string(change.fate)} + " " + text(change.before) + " " +
                      text(change.after));
    }
    return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("an exclusion of a recoded item by a recoded item is kept") {
    const auto before = with_notes("a", {"1", "2"}, {excludes("1", "2")});
    const auto after = with_notes("b", {"10", "20"}, {excludes("10", "20")});
    const auto changes =
        exclusion_changes(before, after, table("a", "b", {row("1", "10"), row("2", "20")}));
    CHECK(told(changes) == Texts{"kept 1!2 10!20"});
    CHECK(changes.before == 1);
    CHECK(changes.after == 1);
    CHECK(changes.of(ExclusionFate::kept) == 1);
}

TEST_CASE("what only one edition leaves out was dropped or added") {
    const auto before = with_notes("a", {"1", "2", "3"}, {excludes("1", "2")});
    const auto after = with_notes("b", {"1", "2", "3"}, {excludes("1", "3")});
    const auto links = table("a", "b", {row("1", "1"), row("2", "2"), row("3", "3")});
    const auto changes = exclusion_changes(before, after, links);
    CHECK(told(changes) == Texts{"dropped 1!2 -", "added - 1!3"});
    CHECK(moves_boundary(ExclusionFate::dropped));
    CHECK(moves_boundary(ExclusionFate::added));
    const auto only = moved_by_exclusions_only(before, after, links);
    REQUIRE(only.size() == 1);
    CHECK(only[0]->code.text() == "1");
}

TEST_CASE("an exclusion of what was divided or joined follows it and moves no boundary") {
    const auto before =
        with_notes("a", {"1", "2", "3", "4"}, {excludes("1", "2"), excludes("1", "3")});
    const auto after =
        with_notes("b", {"1", "21", "22", "34"}, {excludes("1", "21"), excludes("1", "34")});
    const auto links = table(
        "a", "b", {row("1", "1"), row("2", "21"), row("2", "22"), row("3", "34"), row("4", "34")});
    CHECK(told(exclusion_changes(before, after, links)) ==
          Texts{"split 1!2 1!21", "merged 1!3 1!34"});
    CHECK(moved_by_exclusions_only(before, after, links).empty());
}

TEST_CASE("an exclusion of both parts of what was divided stands there for each") {
    const auto before = with_notes("a", {"1", "2"}, {excludes("1", "2")});
    const auto after =
        with_notes("b", {"1", "21", "22"}, {excludes("1", "21"), excludes("1", "22")});
    const auto links = table("a", "b", {row("1", "1"), row("2", "21"), row("2", "22")});
    CHECK(told(exclusion_changes(before, after, links)) ==
          Texts{"split 1!2 1!21", "split 1!2 1!22"});
}

TEST_CASE("an exclusion that comes to name more or less is re-targeted") {
    const auto before = with_notes("a", {"1", "2", "3"}, {excludes("1", "2")});
    const auto after = with_notes("b", {"1", "2", "3"}, {excludes("1", "2", "3")});
    const auto links = table("a", "b", {row("1", "1"), row("2", "2"), row("3", "3")});
    CHECK(told(exclusion_changes(before, after, links)) == Texts{"re-targeted 1!2 1!2..3"});
    const auto back = table("b", "a", {row("1", "1"), row("2", "2"), row("3", "3")});
    CHECK(told(exclusion_changes(after, before, back)) == Texts{"re-targeted 1!2..3 1!2"});
}

TEST_CASE("the same range with other contents is not re-targeted") {
    const auto before = with_notes("a", {"1", "2", "4", "9"}, {excludes("1", "2", "4")});
    const auto after = with_notes("b", {"1", "2", "4", "9"}, {excludes("1", "2", "4")});
    const auto joined = table(
        "a", "b", {row("1", "1"), row("2", "2"), row("4", "4"), row("9", "4"), row("9", "9")});
    CHECK(told(exclusion_changes(before, after, joined)) == Texts{"merged 1!2..4 1!2..4"});
    const auto left = table(
        "a", "b", {row("1", "1"), row("2", "2"), row("4", "9"), row("9", "4"), row("9", "9")});
    CHECK(told(exclusion_changes(before, after, left)) == Texts{"split 1!2..4 1!2..4"});
}

TEST_CASE("a code that only the edition before has is stale") {
    const auto before = with_notes("a", {"1", "2"}, {excludes("1", "2")});
    const auto after = with_notes("b", {"1", "20"}, {excludes("1", "2")});
    CHECK(
        told(exclusion_changes(before, after, table("a", "b", {row("1", "1"), row("2", "20")}))) ==
        Texts{"stale 1!2 1!2"});
}

TEST_CASE("a reference to a group is carried by the leaves below it") {
    const auto before = with_notes("a", {"1", "2"}, {excludes("1", "G")});
    const auto after = with_notes("b", {"1", "2"}, {excludes("1", "G")});
    CHECK(told(exclusion_changes(before, after, table("a", "b", {row("1", "1"), row("2", "2")}))) ==
          Texts{"kept 1!G 1!G"});
}

TEST_CASE("an exclusion within one that was kept is kept as well") {
    const auto before = with_notes("a", {"1", "2", "3"}, {excludes("1", "2", "3")});
    const auto after =
        with_notes("b", {"1", "2", "3"}, {excludes("1", "2", "3"), excludes("1", "3")});
    const auto links = table("a", "b", {row("1", "1"), row("2", "2"), row("3", "3")});
    CHECK(told(exclusion_changes(before, after, links)) ==
          Texts{"kept 1!2..3 1!2..3", "kept 1!2..3 1!3"});
    const auto back = table("b", "a", {row("1", "1"), row("2", "2"), row("3", "3")});
    CHECK(told(exclusion_changes(after, before, back)) ==
          Texts{"kept 1!2..3 1!2..3", "kept 1!3 1!2..3"});
}

TEST_CASE("phrases, inclusions and repetitions are no exclusions of codes") {
    auto phrase = excludes("1", "2");
    phrase.ref.reset();
    phrase.phrase = "others";
    auto included = excludes("1", "2");
    included.relation = NoteRelation::included_in;
    const auto before =
        with_notes("a", {"1", "2"}, {excludes("1", "2"), excludes("1", "2"), phrase, included});
    const auto changes =
        exclusion_changes(before, before, table("a", "a", {row("1", "1"), row("2", "2")}));
    CHECK(changes.before == 1);
    CHECK(told(changes) == Texts{"kept 1!2 1!2"});
}

TEST_CASE("an edition without exclusions says nothing of them") {
    const auto before = with_notes("a", {"1", "2"}, {});
    const auto after = with_notes("b", {"1", "2"}, {excludes("1", "2")});
    const auto links = table("a", "b", {row("1", "1"), row("2", "2")});
    const auto changes = exclusion_changes(before, after, links);
    CHECK(changes.changes.empty());
    CHECK(changes.after == 1);
    CHECK(moved_by_exclusions_only(before, after, links).empty());
}

TEST_CASE("a retitled or recoded item did not change in exclusions only") {
    const auto before = with_notes("a", {"1", "2"}, {excludes("2", "1"), excludes("1", "2")});
    const auto after = with_notes("b", {"2", "9"}, {excludes("2", "2", "9")});
    const auto links = table("a", "b", {row("1", "9"), row("2", "2")});
    const auto only = moved_by_exclusions_only(before, after, links);
    REQUIRE(only.size() == 1);
    CHECK(only[0]->code.text() == "2");
}

TEST_CASE("a diff has the flag exclusions on the family and on the groups above") {
    const auto before = with_notes("a", {"1", "2", "3"}, {excludes("1", "2"), excludes("3", "2")});
    const auto after = with_notes("b", {"1", "2", "3"}, {excludes("1", "3"), excludes("3", "2")});
    const auto links = table("a", "b", {row("1", "1"), row("2", "2"), row("3", "3")});
    const auto leaves = diff(before, after, links, leaf_levels(before, after));
    REQUIRE(leaves.changes.size() == 3);
    CHECK(leaves.changes[0].has(ChangeFlag::exclusions));
    CHECK_FALSE(leaves.changes[1].has(ChangeFlag::exclusions));
    CHECK_FALSE(leaves.changes[2].has(ChangeFlag::exclusions));
    CHECK(leaves.counts.only_exclusions == 1);
    CHECK(leaves.empty());
    const auto groups = diff(before, after, links, {"top", "top"});
    REQUIRE(groups.changes.size() == 1);
    CHECK(groups.changes[0].has(ChangeFlag::exclusions));
    CHECK(to_string(ChangeFlag::exclusions) == "exclusions");
}
