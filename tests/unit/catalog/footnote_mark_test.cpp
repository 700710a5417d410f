#include "socshift/catalog/footnote_mark.hpp"

#include <catch2/catch.hpp>

using socshift::split_mark;

TEST_CASE("a footnote mark is cut off the end of a text", "[catalog]") {
    const auto parts = [](std::string_view text) {
        const auto split = split_mark(text);
        return std::pair{std::string{split.text}, std::string{split.mark}};
    };
    using Parts = std::pair<std::string, std::string>;
    CHECK(parts("Managers (#)") == Parts{"Managers", "(#)"});
    CHECK(parts("Managers(##) ") == Parts{"Managers", "(##)"});
    CHECK(parts("Managers**") == Parts{"Managers", "**"});
    CHECK(parts("Managers \xE2\x80\xA0") == Parts{"Managers", "\xE2\x80\xA0"});
    CHECK(parts("Managers\xC2\xB9\xC2\xB2") == Parts{"Managers", "\xC2\xB9\xC2\xB2"});
    CHECK(parts("Managers [12]") == Parts{"Managers", "[12]"});
    CHECK(parts("11-1011*") == Parts{"11-1011", "*"});
}

TEST_CASE("what is no footnote mark stays", "[catalog]") {
    for (const std::string text : {"Managers", "Managers (Public)", "Managers ()", "", "*", "(#)",
                                   "Level 2", "Crew (2010)", "a)", "# 5"}) {
        CHECK(split_mark(text).text == text);
        CHECK(split_mark(text).mark.empty());
    }
}
