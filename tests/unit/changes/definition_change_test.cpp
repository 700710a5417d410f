#include "socshift/changes/definition_change.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

namespace {

std::string rung(std::string_view before, std::string_view after) {
    return std::string{to_string(compare_definitions(before, after).rung)};
}

}  // namespace

TEST_CASE("spaces do not make another definition") {
    CHECK(rung("Peel  apples. ", "Peel apples.") == "same");
    CHECK(rung("", " ") == "same");
    CHECK(compare_definitions("Peel apples.", "Peel apples.").grade() == DefinitionGrade::same);
}

TEST_CASE("each step of the rule takes away a little more") {
    CHECK(rung("Peel a cook's \"apples\" - all.",
               "Peel a cook\u2019s \u201capples\u201d \u2013 all.") == "marks");
    CHECK(rung("Include peelers.", "Includes peelers.") == "verbs");
    CHECK(rung("Peel apples, pears and plums.", "Peel pears, apples, or plums.") == "wording");
    CHECK(rung("Peel semi-ripe pears.", "Peel semiripe Pear.") == "wording");
    CHECK(rung("Peel apples.", "Wash and peel apples and pears.") == "few-words");
    CHECK(rung("Peel apples.", "Wash, dry, peel, and core apples and pears.") == "substance");
}

TEST_CASE("three content words may come and go, four may not") {
    const auto three = compare_definitions("Peel red apples.", "Peel green pears.");
    CHECK(three.words_removed == 2);
    CHECK(three.words_added == 2);
    CHECK(three.grade() == DefinitionGrade::substantive);
    const auto change = compare_definitions("Peel red apples.", "Peel ripe red pears.");
    CHECK(change.words_removed == 1);
    CHECK(change.words_added == 2);
    CHECK(change.grade() == DefinitionGrade::editorial);
}

TEST_CASE("cross references are not part of what is graded") {
    CHECK(rung("Peel apples. Excludes \"Corers of Apples and of Pears\" (00-0001).",
               "Peel apples.") == "wording");
    CHECK(rung("Peel apples.",
               "Peel apples. Workers who wash, dry, and core are in \"Corers\" (00-0001).") ==
          "wording");
    CHECK(rung("Peel apples. Excludes first cousins of all corers.", "Peel apples.") == "wording");
    CHECK(rung("Include pears.", "Includes pears. Plums are in \"Plums\" (00-0001).") == "wording");
    CHECK(rung("Peel 12-345 or 1-23456 apples.", "Peel apples.") == "few-words");
}

TEST_CASE("a text on one side only is a change of substance") {
    CHECK(rung("", "Peel.") == "substance");
    CHECK(rung("Peel.", "") == "substance");
}

TEST_CASE("grades go with the steps") {
    CHECK(grade_of(DefinitionRung::same) == DefinitionGrade::same);
    for (const auto step : {DefinitionRung::marks, DefinitionRung::verbs, DefinitionRung::wording,
                            DefinitionRung::few_words}) {
        CHECK(grade_of(step) == DefinitionGrade::editorial);
    }
    CHECK(grade_of(DefinitionRung::substance) == DefinitionGrade::substantive);
    CHECK(to_string(DefinitionGrade::substantive) == "substantive");
}

TEST_CASE("the difference of two texts is told word by word") {
    using Kind = TextPiece::Kind;
    CHECK(text_difference("peel red apples", "peel ripe apples now") ==
          std::vector<TextPiece>{{Kind::kept, "peel"},
                                 {Kind::removed, "red"},
                                 {Kind::added, "ripe"},
                                 {Kind::kept, "apples"},
                                 {Kind::added, "now"}});
    CHECK(text_difference("", "a b") == std::vector<TextPiece>{{Kind::added, "a b"}});
    CHECK(text_difference("", "").empty());
}
