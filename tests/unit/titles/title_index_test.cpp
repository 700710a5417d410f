#include "socshift/titles/title_index.hpp"

#include "socshift/titles/edition_titles.hpp"
#include "socshift/titles/title_pack.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <numeric>
#include <set>
#include <string>
#include <thread>

using namespace socshift;
using namespace socshift::test;

namespace {

const TitleIndex& shop() {
    static const auto index =
        TitleIndex::make({{code("1"), "Bakers", 0, 48},
                          {code("1"), "Bread Maker", 1},
                          {code("1"), "Night Shift Worker", 1},
                          {code("2"), "Smiths", 0, 48},
                          {code("2"), "CNC Operator (Computer Numeric Control Operator)", 1},
                          {code("2"), "CNC Machinist (Computer Numeric Control Machinist)", 1},
                          {code("2"), "Night Shift Worker", 1},
                          {code("3"), "Sales Managers", 0, 48}});
    return index;
}

TitleAnswer found(std::string_view title) {
    TitleSearch search(shop());
    return search.find(title);
}

std::string first(std::string_view title) {
    const auto answer = found(title);
    return answer.matches.empty() ? "none" : answer.matches[0].code.text();
}

}  // namespace

TEST_CASE("a title that is listed is found under its code, with where it stands", "[titles]") {
    const auto answer = found("bread makers");
    REQUIRE_FALSE(answer.matches.empty());
    CHECK(answer.exact == 1);
    const auto& best = answer.matches[0];
    CHECK(best.code == code("1"));
    CHECK(best.exact);
    CHECK(best.title == "Bread Maker");
    CHECK(best.source == 1);
    CHECK(best.score > 900);
}

TEST_CASE("a title of several codes says so, and scores sum to no more than one", "[titles]") {
    const auto answer = found("Night-Shift Worker");
    CHECK(answer.exact == 2);
    REQUIRE(answer.matches.size() == 2);
    CHECK(answer.matches[0].exact);
    CHECK(answer.matches[1].exact);
    CHECK(answer.matches[0].score + answer.matches[1].score <= 1001);
}

TEST_CASE("order of words, grades and one typing error do not hide a code", "[titles]") {
    CHECK(first("Manager, Sales") == "3");
    CHECK(first("Senior Sales Manager II") == "3");
    CHECK(first("sales manger") == "3");
    const auto answer = found("sales manger");
    REQUIRE(answer.read.size() == 1);
    CHECK(answer.read[0] == ReadWord{"manger", "manager"});
    CHECK(answer.exact == 1);
}

TEST_CASE("abbreviations that titles explain are read in full", "[titles]") {
    CHECK(found("computer numeric control machinist").exact == 1);
    CHECK(found("CNC machinist").exact == 1);
    CHECK(first("cnc") == "2");
}

TEST_CASE("the title of a code itself goes before the same title under others", "[titles]") {
    std::vector<ListedTitle> titles;
    for (int i = 0; i < 5; ++i) {
        titles.push_back({code("1"), "City Clerk", 1, 24});
    }
    titles.push_back({code("2"), "City Clerks", 0, 12, true});
    titles.push_back({code("2"), "Town Crier", 0, 12});
    const auto index = TitleIndex::make(titles);
    TitleSearch search(index);
    const auto answer = search.find("city clerk");
    CHECK(answer.exact == 2);
    REQUIRE(answer.matches.size() == 2);
    CHECK(answer.matches[0].code == code("2"));
    CHECK(search.explain("city clerk", code("2")).at(1).kind == TitleEvidence::Kind::own);
}

TEST_CASE("a title with a slash is read as both, if both are listed", "[titles]") {
    const auto answer = found("Bread Maker/Sales Manager");
    CHECK(answer.exact == 0);
    REQUIRE(answer.matches.size() >= 2);
    CHECK_FALSE(answer.matches[0].exact);
    CHECK(std::set<std::string>{answer.matches[0].code.text(), answer.matches[1].code.text()} ==
          std::set<std::string>{"1", "3"});
    TitleSearch search(shop());
    CHECK(search.explain("Bread Maker/Sales Manager", code("3")).front().kind ==
          TitleEvidence::Kind::exact);
    CHECK(search.explain("Bread Maker/Astronaut", code("1")).front().kind !=
          TitleEvidence::Kind::exact);
}

TEST_CASE("of two codes that are as near the one that is for the rest comes behind", "[titles]") {
    const auto index = TitleIndex::make({{code("1"), "Night Clerks, All Other", 0, 12, true, true},
                                         {code("1"), "Town Crier", 0, 12},
                                         {code("2"), "Night Clerks, All Other", 0, 12, true, false},
                                         {code("2"), "City Crier", 0, 12}});
    TitleSearch search(index);
    const auto answer = search.find("night clerk");
    REQUIRE(answer.matches.size() == 2);
    CHECK(answer.matches[0].code == code("2"));
    CHECK(answer.matches[0].score > answer.matches[1].score);
    const auto why = search.explain("night clerk", code("1"));
    CHECK(std::any_of(why.begin(), why.end(), [](const TitleEvidence& one) {
        return one.kind == TitleEvidence::Kind::residual && one.weight == -2000;
    }));
}

TEST_CASE("nothing is found for what no title has a word of", "[titles]") {
    for (const auto* const title : {"", "the", "astronaut", "12345", "\xE5\x8C\xBB\xE7\x94\x9F"}) {
        CAPTURE(title);
        CHECK(found(title).matches.empty());
    }
    TitleSearch nothing(TitleIndex::make({}));
    CHECK(nothing.find("baker").matches.empty());
    CHECK(nothing.explain("baker", code("1")).empty());
}

TEST_CASE("a word for no title is none, unless a list has it", "[titles]") {
    for (const auto* const title : {"N/A", "n.a.", "nan", "None", "no", "REFUSED", "don't know",
                                    "Retired", "not applicable", "NA"}) {
        CAPTURE(title);
        CHECK(found(title).matches.empty());
    }
    const auto list = TitleIndex::make({{code("1"), "Nursing Assistants", 0, 48},
                                        {code("1"), "NA", 1},
                                        {code("2"), "Retired Officer Advisers", 0, 48}});
    TitleSearch search(list);
    CHECK(search.find("na").matches.at(0).code == code("1"));
    CHECK(search.find("Retired Officer").matches.at(0).code == code("2"));
}

TEST_CASE("letters alone prove no more than that they are alike", "[titles]") {
    const auto answer = found("bakerhood");  // four groups of nine in common with the five of baker
    REQUIRE(answer.matches.size() == 1);
    CHECK(answer.matches[0].code == code("1"));
    CHECK(answer.matches[0].score < 800);
    CHECK(answer.matches[0].score > 500);
    CHECK(found("baker").matches.at(0).score > 900);
}

TEST_CASE("no title is too strange to be asked for", "[titles]") {
    TitleSearch search(shop());
    CHECK(search.find(std::string(10'000'000, 'a')).matches.empty());
    std::string words;
    for (int i = 0; i < 1'000'000; ++i) {
        words += "baker ";
    }
    CHECK(search.find(words).matches.at(0).code == code("1"));
    CHECK(search.find(std::string("\x1b[2Jbaker\0\xFF", 11)).matches.at(0).code == code("1"));
}

TEST_CASE("what speaks for a code sums up to the order of answers", "[titles]") {
    TitleSearch search(shop());
    const auto answer = search.find("night baker");
    REQUIRE(answer.matches.size() == 2);
    std::vector<std::int64_t> sums;
    for (const auto& match : answer.matches) {
        std::int64_t sum = 0;
        for (const auto& one : search.explain("night baker", match.code)) {
            sum += one.weight;
        }
        sums.push_back(sum);
    }
    CHECK(sums[0] > sums[1]);
    const auto why = search.explain("bread maker", code("1"));
    REQUIRE(why.size() > 3);
    CHECK(why.front().kind == TitleEvidence::Kind::exact);
    CHECK(why.back().kind == TitleEvidence::Kind::size);
    CHECK(search.explain("bread maker", code("9")).empty());
}

TEST_CASE("threads that ask one index have the same answers", "[titles]") {
    const auto& index = shop();
    std::vector<std::vector<TitleMatch>> answers(4);
    std::vector<std::thread> threads;
    for (auto& answer : answers) {
        threads.emplace_back([&answer, &index] {
            TitleSearch search(index);
            answer = search.find("night sales baker").matches;
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK_FALSE(answers[0].empty());
    for (const auto& answer : answers) {
        CHECK(answer == answers[0]);
    }
}

TEST_CASE("an index that was packed answers as before", "[titles]") {
    CatalogParts parts;
    parts.editions.push_back(source_of(edition_data(
        "e-1", {"detailed"},
        {an_item("1", "detailed", "", "Bakers"), an_item("2", "detailed", "", "Cooks (Chefs)")})));
    const auto titles = EditionTitles::make(Catalog::make(parts), id("e-1"));
    const auto bytes = detail::packed(titles);
    const auto again = detail::unpacked(bytes);
    REQUIRE(again);
    CHECK(again->sources == titles.sources());
    TitleSearch before(titles.index());
    TitleSearch after(again->index);
    for (const auto& item : titles.edition().items()) {
        CHECK(after.find(item.title).matches == before.find(item.title).matches);
    }
    for (std::size_t size = 0; size < bytes.find("e-1\t"); size += 97) {
        CHECK_THROWS_AS(detail::unpacked(bytes.substr(0, size)), Error);
    }
    auto other_order = bytes;
    std::reverse(other_order.begin(), other_order.begin() + 8);
    CHECK_FALSE(detail::unpacked(other_order));
}

TEST_CASE("an index of too many codes is refused", "[titles]") {
    std::vector<std::string> titles;
    std::vector<ListedTitle> listed;
    for (int i = 0; i <= 65535; ++i) {
        listed.push_back({code(std::to_string(i)), "baker", 0, 12});
    }
    CHECK(message_of<Error>([&] { (void)TitleIndex::make(listed); }) ==
          "titles of 65536 codes; an index holds those of 65535 at most");
}
