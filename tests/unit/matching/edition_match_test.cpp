#include "socshift/matching/edition_match.hpp"

#include "socshift/catalog/builtin.hpp"
#include "socshift/matching/title_nearness.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

std::string text_of(const std::vector<MatchedPair>& pairs) {
    std::string out;
    for (const auto& pair : pairs) {
        out += pair.before->code.text() + " " + pair.after->code.text() + " " +
               std::string{to_string(pair.reason)} + "; ";
    }
    return out;
}

std::string text_of(const std::vector<UnmatchedItem>& items) {
    std::string out;
    for (const auto& item : items) {
        out += item.item->code.text() + ":";
        for (const auto& one : item.candidates) {
            out += " " + one.item->code.text();
        }
        out += "; ";
    }
    return out;
}

/// Of the pairs between two editions that ship, those that the published table has, and all.
std::pair<std::size_t, std::size_t> right_pairs(const std::string& before,
                                                const std::string& after) {
    const auto& catalog = builtin_catalog();
    const auto from = EditionId::parse(before);
    const auto to = EditionId::parse(after);
    std::set<std::pair<std::string, std::string>> published;
    for (const auto& link : catalog.correspondence(from, to)->links()) {
        published.emplace(link.source.text(), link.target.text());
    }
    const auto found = match(catalog.edition(from), catalog.edition(to));
    const auto right = std::count_if(found.pairs.begin(), found.pairs.end(), [&](const auto& pair) {
        return published.count({pair.before->code.text(), pair.after->code.text()}) != 0;
    });
    return {static_cast<std::size_t>(right), found.pairs.size()};
}

}  // namespace

TEST_CASE("nearness of titles is what their groups of three letters have in common", "[matching]") {
    const auto near = [](const char* a, const char* b) {
        const auto out = TitleShape(a).nearness(TitleShape(b));
        CHECK(out == TitleShape(b).nearness(TitleShape(a)));
        return out;
    };
    // ^ab abc bc$ and ^ab abd bd$.
    CHECK(near("abc", "abd") == 333);
    CHECK(near("Abc!", "abc") == 1000);
    CHECK(near("abc", "xyz") == 0);
    CHECK(near("", "") == 0);
    // A group that stands twice counts twice: ^aa aaa aa$ and ^aa aaa aaa aa$.
    CHECK(near("aaa", "aaaa") == 857);
    // Letters of any script are one character each: ^жж жж$ and ^жз жз$, but for no byte in common.
    CHECK(near("жж", "жз") == 0);
    CHECK(near("жжж", "жжз") == 333);
    CHECK(near("a\xFF\xFE", "a\xFF\xFE") == 1000);
}

TEST_CASE("leaves are paired by code and title, by title, then by code", "[matching]") {
    const auto before =
        edition("before", {"group", "leaf"},
                {item("1", "Food", "group"), item("11", "Bakers", "leaf", "1"),
                 item("12", "Cooks", "leaf", "1"), item("13", "Butchers", "leaf", "1"),
                 item("14", "Fish Cutters", "leaf", "1"), item("15", "Hand Packers", "leaf", "1"),
                 item("2", "Other", "group"), item("21", "All Other", "leaf", "2"),
                 item("22", "Lamp Lighters", "leaf", "2")});
    const auto after = edition(
        "after", {"group", "leaf"},
        {item("1", "Food", "group"), item("11", "bakers", "leaf", "1"),
         item("12", "Butchers", "leaf", "1"), item("13", "Cooks", "leaf", "1"),
         item("14", "Fish and Meat Cutters", "leaf", "1"), item("16", "Packers", "leaf", "1"),
         item("2", "Other", "group"), item("22", "Welders", "leaf", "2"),
         item("23", "All Other", "leaf", "2"), item("24", "All other", "leaf", "2")});
    const auto found = match(before, after);
    // The codes 12 and 13 changed places; "All Other" is not one title of `after`.
    CHECK(text_of(found.pairs) ==
          "11 11 same code and title; 12 13 same title; 13 12 same title; 14 14 same code; ");
    CHECK(found.pairs.back().nearness >= least_nearness);
    CHECK(text_of(found.removed) == "15: 16 11 14; 21: 23 24; 22: 22; ");
    CHECK(text_of(found.added) == "16: 15 11 13; 22: 22; 23: 21; 24: 21; ");
    REQUIRE(found.reusable.size() == 3);
    CHECK(found.reusable[0].before->code.text() == "12");
    CHECK(found.reusable[2].after->title == "Welders");
    CHECK(found.reusable[2].nearness < least_nearness);
}

TEST_CASE("candidates are the nearest of all, and say what they have in common", "[matching]") {
    const auto before =
        edition("before", {"group", "leaf"},
                {item("1", "Food", "group"), item("15", "Hand Packers", "leaf", "1")});
    const auto after = edition(
        "after", {"group", "leaf"},
        {item("7", "Food", "group"), item("71", "Packers of Food", "leaf", "7"),
         item("8", "Hands", "group"), item("15", "Nothing", "leaf", "8"),
         item("81", "Packers of Foot", "leaf", "8"), item("82", "Hand Packer Helpers", "leaf", "8"),
         item("83", "Packers", "leaf", "8")});
    const auto found = match(before, after);
    REQUIRE(found.removed.size() == 1);
    const auto& candidates = found.removed.front().candidates;
    REQUIRE(candidates.size() == most_candidates);
    CHECK(candidates[0].item->code.text() == "82");
    for (const auto& one : candidates) {
        CHECK(one.has_code == (one.item->code.text() == "15"));
        CHECK(one.has_parent == (one.item->code.text() == "71"));
        CHECK_FALSE(one.is_matched);
    }
}

// The second opinion is the publisher's: tables that match() does not look at.
TEST_CASE("no pair between editions that ship contradicts the published table", "[matching]") {
    CHECK(right_pairs("soc2000", "soc2010") == std::pair<std::size_t, std::size_t>{793, 793});
    CHECK(right_pairs("soc2010", "soc2018") == std::pair<std::size_t, std::size_t>{788, 788});
    CHECK(right_pairs("onet2009", "onet2010").first == right_pairs("onet2009", "onet2010").second);
}
