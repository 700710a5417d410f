// Job titles of the shipped catalog, and the codes that they find.
#include "socshift/catalog/builtin.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/titles/title_pack.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace socshift;

namespace {

EditionId id(const char* text) {
    return EditionId::parse(text);
}

const EditionTitles& soc2018() {
    static const auto titles = EditionTitles::make(builtin_catalog(), id("soc2018"));
    return titles;
}

std::string first(const EditionTitles& titles, std::string_view title) {
    TitleSearch search(titles.index());
    const auto answer = search.find(title);
    return answer.matches.empty() ? "none" : answer.matches[0].code.text();
}

}  // namespace

TEST_CASE("the title of an item finds the item") {
    for (const auto* const name : {"soc2018", "soc2000", "census2018", "onet2019"}) {
        const auto titles = EditionTitles::make(builtin_catalog(), id(name));
        const auto& edition = titles.edition();
        TitleSearch search(titles.index());
        std::size_t leaves = 0;
        std::size_t is_first = 0;
        for (const auto& item : edition.items()) {
            if (!edition.is_leaf(item) || item.unclassified) {
                continue;
            }
            CAPTURE(name, item.code.text(), item.title);
            const auto answer = search.find(item.title, 12);
            const auto& matches = answer.matches;
            const auto found = std::find_if(matches.begin(), matches.end(), [&](const auto& match) {
                return match.code == item.code;
            });
            const bool is_exact = found != matches.end() && found->exact;
            CHECK(is_exact);
            ++leaves;
            is_first += found == matches.begin() ? 1U : 0U;
        }
        CAPTURE(name, leaves, is_first);
        CHECK(is_first * 100 >= leaves * 98);
    }
}

TEST_CASE("direct match titles find the one code that they are for") {
    const auto& list = builtin_catalog().title_list("soc2018-direct-match");
    TitleSearch search(soc2018().index());
    std::size_t titles = 0;
    std::size_t is_first = 0;
    for (const auto& row : list.rows) {
        for (const auto& title : row.titles) {
            ++titles;
            const auto answer = search.find(title, 1);
            is_first += !answer.matches.empty() && answer.matches[0].code == row.code ? 1U : 0U;
        }
    }
    CHECK(titles == 6520);
    CHECK(is_first * 100 >= titles * 95);
}

TEST_CASE("job titles find codes in spite of how they are written") {
    CHECK(first(soc2018(), "RN") == "29-1141");
    CHECK(first(soc2018(), "NURSES, REGISTERED") == "29-1141");
    CHECK(first(soc2018(), "Sr. Sofware Enginer II") == "15-1252");
    CHECK(first(soc2018(), "sr. asst. mgr., sales") == first(soc2018(), "Sales Assistant Manager"));
    CHECK(first(soc2018(), "qqqqq") == "none");
}

TEST_CASE("a title that somebody asks for is where it is listed and where it would be taken from") {
    TitleSearch search(soc2018().index());
    const auto answer = search.find("Peer Support Specialists");
    REQUIRE(answer.exact == 2);
    std::vector<std::string> where;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& match = answer.matches.at(i);
        CHECK(match.exact);
        where.push_back(match.code.text() + ' ' + soc2018().sources()[match.source].name);
    }
    std::sort(where.begin(), where.end());
    CHECK(where == std::vector<std::string>{"21-1093 onet-alternate", "21-1094 proposals"});
}

TEST_CASE("a job of two titles is read as both") {
    TitleSearch search(soc2018().index());
    const auto answer = search.find("Cashier/Stocker", 2);
    CHECK(answer.exact == 0);
    REQUIRE(answer.matches.size() == 2);
    CHECK(answer.matches[0].code.text() == "41-2011");
    CHECK(answer.matches[1].code.text() == "53-7065");
    CHECK(answer.matches[0].score < 500);
    CHECK(first(soc2018(), "Administrative Assistant/Receptionist") == "43-4171");
}

TEST_CASE("where nobody says in which edition, the SOC of 2018 is searched") {
    CHECK(usual_title_edition(builtin_catalog()) == id("soc2018"));
    CHECK(proposals_titled(builtin_catalog(), id("soc2018"), "Senior Peer-Support Specialist") ==
          std::vector<std::string>{"peer-support-specialists"});
    CHECK(proposals_titled(builtin_catalog(), id("soc2018"), "specialist").empty());
    CHECK(proposals_titled(builtin_catalog(), id("soc2018"), "").empty());
    CHECK(proposals_titled(builtin_catalog(), id("soc2010"), "peer support specialist").empty());
}

TEST_CASE("the index that is compiled in is the one that is made at run time") {
    const auto& catalog = builtin_catalog();
    const auto edition = usual_title_edition(catalog);
    REQUIRE_FALSE(catalog.ready_titles(edition).empty());
    // A list that is replaced, by itself, has all of it made again.
    CatalogParts same;
    same.titles.push_back({"onet-alternate", catalog.title_list_edition("onet-alternate"),
                           [&] { return catalog.title_list("onet-alternate"); }});
    const auto replaced = catalog.overlaid_with(same);
    REQUIRE(replaced.ready_titles(edition).empty());
    const auto made = EditionTitles::make(replaced, edition);
    const auto ready = EditionTitles::make(catalog, edition);
    const bool is_same = detail::packed(made) == detail::packed(ready);
    CHECK(is_same);
    CHECK(made.sources() == ready.sources());
    CHECK(made.index().codes() == ready.index().codes());
}

TEST_CASE("an index tells where its titles are from") {
    const auto& sources = soc2018().sources();
    REQUIRE(sources.size() > 3);
    CHECK(sources[0].name == "soc2018");
    CHECK(sources[0].rows == 867);
    CHECK(sources[1].name == "onet-alternate");
    CHECK(sources[2].name == "soc2018-direct-match");
    CHECK(sources[2].rows == 6520);
    const auto rows_of = [&](std::string_view name) {
        const auto found =
            std::find_if(sources.begin(), sources.end(),
                         [&](const TitleSource& source) { return source.name == name; });
        return found == sources.end() ? 0 : found->rows;
    };
    CHECK(rows_of("alaska2018") == 4);
    CHECK(rows_of("proposals") > 0);
    CHECK(soc2018().index().codes().size() == 867);
}
