#include "socshift/changes/diff.hpp"

#include "socshift/routes/compose.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

const std::vector<std::string> levels = {"top", "leaf"};

/// Two editions of one group each that hold the given leaves, and a table between them.
Diff leaf_diff(std::vector<Item> before, std::vector<Item> after, std::vector<Link> links) {
    before.push_back(item("T", "Top", "top"));
    after.push_back(item("T", "Top", "top"));
    static std::vector<Edition> kept;  // changes point into them
    kept.reserve(100);
    kept.push_back(edition("a", levels, std::move(before)));
    const auto& source = kept.back();
    kept.push_back(edition("b", levels, std::move(after)));
    const auto& target = kept.back();
    return diff(source, target, table("a", "b", std::move(links)), leaf_levels(source, target));
}

Item leaf(const char* code, const char* title, bool residual = false) {
    return item(code, title, "leaf", "T", residual);
}

}  // namespace

TEST_CASE("one to one is told by code and folded title") {
    const auto result =
        leaf_diff({leaf("1", "One"), leaf("2", "Two"), leaf("3", "Three"), leaf("4", "Four")},
                  {leaf("1", "ONE"), leaf("2", "Deux"), leaf("30", "Three"), leaf("40", "Quatre")},
                  {row("1", "1"), row("2", "2"), row("3", "30"), row("4", "40")});
    REQUIRE(result.changes.size() == 4);
    CHECK(to_string(result.changes[0].kind) == "unchanged");
    CHECK(to_string(result.changes[1].kind) == "retitled");
    CHECK(to_string(result.changes[2].kind) == "recoded");
    CHECK(to_string(result.changes[3].kind) == "recoded+retitled");
    CHECK(gsim_type(result.changes[0]).empty());
    CHECK(gsim_type(result.changes[1]) == "VC2");
    CHECK(gsim_type(result.changes[2]) == "VC1");
    CHECK(gsim_type(result.changes[3]) == "VC1+VC2");
    CHECK(result.counts.codes_kept == 2);
    CHECK(result.counts.kept_retitled == 1);
    CHECK(result.counts.codes_dropped == 2);
    CHECK(result.counts.codes_new == 2);
}

TEST_CASE("a split is a split-off when its code survives, else a breakdown") {
    const auto result =
        leaf_diff({leaf("1", "One"), leaf("2", "Two")},
                  {leaf("1", "One"), leaf("11", "New"), leaf("21", "A"), leaf("22", "B")},
                  {row("1", "1"), row("1", "11"), row("2", "21"), row("2", "22")});
    REQUIRE(result.changes.size() == 2);
    CHECK(result.changes[0].kind == ChangeKind::split);
    CHECK(to_string(result.changes[0].form) == "split-off");
    CHECK(gsim_type(result.changes[0]) == "RC4.2");
    CHECK(to_string(result.changes[1].form) == "breakdown");
    CHECK(gsim_type(result.changes[1]) == "RC4.1");
    CHECK(result.counts.sources_with_several_targets == 2);
    CHECK(result.counts.targets_with_several_sources == 0);
}

TEST_CASE("a merger is a take-over when its code was there, else a merger") {
    const auto result =
        leaf_diff({leaf("1", "One"), leaf("2", "Two"), leaf("3", "Three"), leaf("4", "Four")},
                  {leaf("1", "One"), leaf("5", "Five")},
                  {row("1", "1"), row("2", "1"), row("3", "5"), row("4", "5")});
    REQUIRE(result.changes.size() == 2);
    CHECK(result.changes[0].kind == ChangeKind::merged);
    CHECK(to_string(result.changes[0].form) == "take-over");
    CHECK(gsim_type(result.changes[0]) == "RC3.2");
    CHECK(to_string(result.changes[1].form) == "merger");
    CHECK(gsim_type(result.changes[1]) == "RC3.1");
    CHECK(result.counts.targets_with_several_sources == 2);
}

TEST_CASE("what has no predecessor is added, what has no successor is removed") {
    const auto result = leaf_diff({leaf("1", "One"), leaf("2", "Two")},
                                  {leaf("1", "One"), leaf("3", "Three")}, {row("1", "1")});
    REQUIRE(result.changes.size() == 3);
    CHECK(result.changes[1].kind == ChangeKind::removed);
    CHECK(gsim_type(result.changes[1]) == "RC1");
    CHECK(result.changes[1].targets.empty());
    CHECK(result.changes[2].kind == ChangeKind::added);
    CHECK(gsim_type(result.changes[2]) == "RC2");
    CHECK(result.changes[2].group->code.text() == "T");
    CHECK_FALSE(result.empty());
}

TEST_CASE("many to many is restructured, and the largest family is known") {
    const auto result = leaf_diff({leaf("1", "One"), leaf("2", "Two"), leaf("3", "Three")},
                                  {leaf("1", "One"), leaf("2", "Two"), leaf("3", "Three")},
                                  {row("1", "1"), row("1", "2"), row("2", "2"), row("3", "3")});
    REQUIRE(result.changes.size() == 2);
    CHECK(result.changes[0].kind == ChangeKind::restructured);
    CHECK(gsim_type(result.changes[0]) == "RC5");
    CHECK(result.counts.largest_sources == 2);
    CHECK(result.counts.largest_targets == 2);
}

TEST_CASE("an all other on either side is flagged") {
    const auto result = leaf_diff({leaf("1", "One"), leaf("9", "Other", true)},
                                  {leaf("1", "One, All Other", true), leaf("9", "Other")},
                                  {row("1", "1"), row("9", "9")});
    CHECK(result.changes[0].has(ChangeFlag::residual));
    CHECK(result.changes[1].has(ChangeFlag::residual));
    CHECK_FALSE(result.changes[0].has(ChangeFlag::moved));
}

TEST_CASE("a code that stands for something else is flagged on both sides, and above") {
    const auto before = edition("a", levels,
                                {item("A", "Alpha", "top"), item("B", "Beta", "top"),
                                 item("1", "One", "leaf", "A"), item("2", "Two", "leaf", "B")});
    const auto after = edition(
        "b", levels,
        {item("A", "Alpha", "top"), item("B", "Beta", "top"), item("1", "Another", "leaf", "A"),
         item("2", "Two", "leaf", "B"), item("3", "One", "leaf", "A")});
    const auto links = table("a", "b", {row("1", "3"), row("2", "2")});
    const auto leaves = diff(before, after, links, leaf_levels(before, after));
    REQUIRE(leaves.changes.size() == 3);
    CHECK(leaves.changes[0].kind == ChangeKind::recoded);
    CHECK(leaves.changes[0].has(ChangeFlag::reused));
    CHECK(leaves.changes[1].kind == ChangeKind::added);
    CHECK(leaves.changes[1].has(ChangeFlag::reused));
    CHECK_FALSE(leaves.changes[2].has(ChangeFlag::reused));
    const auto tops = diff(before, after, links, levels_named(before, after, "top"));
    CHECK(tops.changes[0].has(ChangeFlag::reused));
    CHECK_FALSE(tops.changes[1].has(ChangeFlag::reused));
}

TEST_CASE("moved means another root, in code and title both") {
    const auto before = edition("a", levels,
                                {item("A", "Alpha", "top"), item("B", "Beta", "top"),
                                 item("C", "Gamma", "top"), item("1", "One", "leaf", "A"),
                                 item("2", "Two", "leaf", "B"), item("3", "Three", "leaf", "C")});
    const auto after = edition("b", levels,
                               {item("A", "Alef", "top"), item("X", "Beta", "top"),
                                item("Y", "Delta", "top"), item("1", "One", "leaf", "A"),
                                item("2", "Two", "leaf", "X"), item("3", "Three", "leaf", "Y")});
    const auto result =
        diff(before, after, table("a", "b", {row("1", "1"), row("2", "2"), row("3", "3")}),
             leaf_levels(before, after));
    CHECK_FALSE(result.changes[0].has(ChangeFlag::moved));
    CHECK_FALSE(result.changes[1].has(ChangeFlag::moved));
    CHECK(result.changes[2].has(ChangeFlag::moved));
    CHECK(to_string(result.changes[2].flags.front()) == "moved");
}

TEST_CASE("groups are compared by where their leaves went") {
    const auto before = edition("a", levels,
                                {item("A", "Alpha", "top"), item("B", "Beta", "top"),
                                 item("1", "One", "leaf", "A"), item("2", "Two", "leaf", "B")});
    const auto after = edition(
        "b", levels,
        {item("A", "Alpha", "top"), item("1", "One", "leaf", "A"), item("2", "Two", "leaf", "A")});
    const auto result =
        diff(before, after, table("a", "b", {row("1", "1"), row("2", "2")}), {"top", "top"});
    REQUIRE(result.changes.size() == 1);
    CHECK(to_string(result.changes[0].form) == "take-over");
    CHECK(result.counts.codes_dropped == 1);
}

TEST_CASE("an edition differs in nothing from itself") {
    const auto all = catalog({flat("a", {"1", "2"})}, {});
    const auto id = EditionId::parse("a");
    const auto result = diff(all, id, id);
    CHECK(result.empty());
    CHECK(result.counts.of(ChangeKind::unchanged) == 2);
}

TEST_CASE("every kind of change has a name that is read back") {
    for (std::size_t i = 0; i < change_kind_count; ++i) {
        const auto kind = static_cast<ChangeKind>(i);
        CHECK(value_of<ChangeKind>(to_string(kind)) == kind);
    }
    CHECK_FALSE(value_of<ChangeKind>("vanished").has_value());
}
