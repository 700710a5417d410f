#include "socshift/base/title.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

TEST_CASE("folding takes away what does not tell titles apart", "[title]") {
    CHECK(fold_title("Chief Executives") == "chief executives");
    CHECK(fold_title("  Chief   Executives ") == "chief executives");
    CHECK(fold_title("Pile-Driver Operators") == fold_title("Pile Driver Operators"));
    CHECK(fold_title("Managers, All Other") == "managers all other");
    CHECK(fold_title("Managers (All) Other.") == "managers all other");
    CHECK(fold_title("R&D/IT") == "r d it");
    CHECK(fold_title("") == "");
    CHECK(fold_title(" - ") == "");
}

TEST_CASE("apostrophes of every form go without a space", "[title]") {
    CHECK(fold_title("Sheriff's Patrol") == "sheriffs patrol");
    CHECK(fold_title("Sheriff\xE2\x80\x99s Patrol") == "sheriffs patrol");
    CHECK(fold_title("Sheriff\xE2\x80\x98s Patrol") == "sheriffs patrol");
    CHECK(fold_title("Sheriff\xCA\xBCs Patrol") == "sheriffs patrol");
    CHECK(fold_title("Sheriffs' Patrol") == "sheriffs patrol");
}

TEST_CASE("typographic quotes and dashes and spaces part words as plain ones do", "[title]") {
    CHECK(fold_title("a\xE2\x80\x9C"
                     "b\xE2\x80\x9D"
                     "c") == "a b c");
    CHECK(fold_title("a\xE2\x80\x93"
                     "b") == "a b");
    CHECK(fold_title("a\xE2\x80\x94"
                     "b") == "a b");
    CHECK(fold_title("a\xE2\x88\x92"
                     "b") == "a b");
    CHECK(fold_title("a\xC2\xA0"
                     "b") == "a b");
}

TEST_CASE("other characters stay as they are", "[title]") {
    CHECK(fold_title("\xC3\x89tudes") == "\xC3\x89tudes");
    CHECK_FALSE(same_title("Caf\xC3\xA9", "Cafe"));
    CHECK(fold_title("\xE2\x80") == "\xE2\x80");  // half a character is kept too
}

TEST_CASE("an accent of its own is one with its letter", "[title]") {
    CHECK(fold_title("Ko\xCC\x88"
                     "che") == fold_title("K\xC3\xB6"
                                          "che"));
    CHECK(fold_title("U\xCC\x88\xCC\x84x") == "\xC7\x95x");
    CHECK(fold_title("Koche") != fold_title("K\xC3\xB6"
                                            "che"));
    CHECK(fold_title("q\xCC\x88"
                     "che") ==
          "q\xCC\x88"
          "che");  // no such letter
    CHECK(fold_title("\xCC\x88") == "\xCC\x88");
}

TEST_CASE("folding twice is folding once", "[title]") {
    for (const auto* const title :
         {"Fire-Fighters' \xE2\x80\x9CX\xE2\x80\x9D", "a  b", "--", "A/B"}) {
        CHECK(fold_title(fold_title(title)) == fold_title(title));
    }
}

TEST_CASE("two titles are the same when their folded forms are equal", "[title]") {
    CHECK(same_title("Chief Executives", "CHIEF executives"));
    CHECK_FALSE(same_title("Fire Fighting", "Firefighting"));
    CHECK_FALSE(same_title("Repairs", "Repairers"));
}

TEST_CASE("lower case touches ASCII letters only", "[title]") {
    CHECK(lower_case("AbZ-1 \xC3\x89") == "abz-1 \xC3\x89");
}
