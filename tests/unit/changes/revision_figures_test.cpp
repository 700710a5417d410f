#include "socshift/changes/revision_figures.hpp"

#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

Item leaf_item(const char* code, const char* title, const char* parent = "T") {
    return item(code, title, "leaf", parent);
}

Edition tops(const char* id, std::vector<Item> leaves) {
    const auto is_up = [](const Item& one) { return one.parent->text() == "U"; };
    if (std::any_of(leaves.begin(), leaves.end(), is_up)) {
        leaves.push_back(item("U", "Up", "top"));
    }
    leaves.push_back(item("T", "Top", "top"));
    return edition(id, {"top", "leaf"}, std::move(leaves));
}

Definitions definitions(const std::vector<std::pair<const char*, const char*>>& texts) {
    std::vector<Definition> out;
    for (const auto& [code, text] : texts) {
        out.push_back({Code::parse(code), "", text, {}});
    }
    return Definitions::make(std::move(out));
}

std::vector<std::string> counted(const RevisedItems& revised, std::string_view figure,
                                 DefinitionRung cut = DefinitionRung::marks) {
    const auto found = counted_by(revised, figure, cut);
    REQUIRE(found.has_value());
    std::vector<std::string> out;
    for (const auto* const item : *found) {
        out.push_back(item->code.text());
    }
    return out;
}

using FigureTexts = std::vector<std::string>;

}  // namespace

TEST_CASE("code and title are counted without any definition") {
    const auto before =
        tops("a", {leaf_item("1", "One"), leaf_item("2", "Two"), leaf_item("3", "Three")});
    const auto after = tops("b", {leaf_item("1", "One"), leaf_item("2", "Deux"),
                                  leaf_item("30", "Three"), leaf_item("40", "Four")});
    const auto links =
        table("a", "b", {row("1", "1"), row("1", "40"), row("2", "2"), row("3", "30")});
    const auto revised = revised_items(before, after, links);
    CHECK_FALSE(revised.has_definitions());
    CHECK(counted(revised, "code-changed") == FigureTexts{"30", "40"});
    CHECK(counted(revised, "title-changed") == FigureTexts{"2", "40"});
    CHECK(counted(revised, "given-up") == FigureTexts{"3"});
    CHECK(counted(revised, "added") == FigureTexts{"40"});
    CHECK(counted(revised, "regrouped").empty());
    CHECK_FALSE(counted_by(revised, "unchanged", DefinitionRung::marks).has_value());
    CHECK_FALSE(counted_by(revised, "other", DefinitionRung::marks).has_value());
    CHECK_FALSE(nearest_cut(revised, {{"code-changed", 2}}).has_value());
}

TEST_CASE("who takes the place of a code that was given up is not added") {
    const auto before =
        tops("a", {leaf_item("1", "One"), leaf_item("2", "Two"), leaf_item("3", "Three")});
    const auto after =
        tops("b", {leaf_item("10", "Uno"), leaf_item("21", "Due"), leaf_item("22", "Duo"),
                   leaf_item("31", "Three"), leaf_item("32", "Tre")});
    const auto links = table(
        "a", "b", {row("1", "10"), row("2", "21"), row("2", "22"), row("3", "31"), row("3", "32")});
    // 10 is all of 1; one of 21 and 22 continues 2; 31 continues 3 by its title.
    CHECK(counted(revised_items(before, after, links), "added") == FigureTexts{"22", "32"});
}

TEST_CASE("a new code of which a part was in another root is regrouped") {
    const auto before = tops("a", {leaf_item("1", "One"), leaf_item("2", "Two", "U")});
    const auto after =
        tops("b", {leaf_item("1", "One"), leaf_item("20", "Two"), leaf_item("30", "Six")});
    const auto links =
        table("a", "b", {row("1", "1"), row("1", "30"), row("2", "1"), row("2", "20")});
    CHECK(counted(revised_items(before, after, links), "regrouped") == FigureTexts{"20"});
}

TEST_CASE("definitions count as changed from a step on") {
    const auto before =
        tops("a", {leaf_item("1", "One"), leaf_item("2", "Two"), leaf_item("3", "Three")});
    const auto after =
        tops("b", {leaf_item("1", "One"), leaf_item("2", "Two"), leaf_item("30", "Three")});
    const auto links = table("a", "b", {row("1", "1"), row("2", "2"), row("3", "30")});
    const auto old_texts = definitions({{"1", "Include it."}, {"2", "Peel."}});
    const auto new_texts =
        definitions({{"1", "Includes it."}, {"2", "Cook a fine stew."}, {"30", "Stir."}});
    const auto revised = revised_items(before, after, links, &old_texts, &new_texts);
    REQUIRE(revised.has_definitions());
    CHECK(counted(revised, "NNY") == FigureTexts{"1", "2"});
    CHECK(counted(revised, "definition-changed") == FigureTexts{"1", "2"});
    CHECK(counted(revised, "definition-editorial") == FigureTexts{"1"});
    CHECK(counted(revised, "NNY", DefinitionRung::wording) == FigureTexts{"2"});
    CHECK(counted(revised, "unchanged", DefinitionRung::wording) == FigureTexts{"1"});
    CHECK(counted(revised, "YNY") == FigureTexts{"30"});  // one side has no text
    CHECK(rests_on_definitions("NNY"));
    CHECK(rests_on_definitions("unchanged"));
    CHECK_FALSE(rests_on_definitions("code-changed"));
    CHECK(nearest_cut(revised, {{"NNY", 1}}) == DefinitionRung::wording);
    CHECK(nearest_cut(revised, {{"NNY", 2}}) == DefinitionRung::marks);
}
