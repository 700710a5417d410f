#include "socshift/catalog/builtin.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/routes/publication.hpp"
#include "support/publication.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

/// What convert_sums() says of @p rows under the header code,level,n, or "carried 12".
std::string outcome(const std::string& rows, ConvertRequest request = {}) {
    try {
        if (!request.adds_up()) {
            request.sums = {"n"};
        }
        const auto summary = convert_published("code,level,n\n" + rows, request).summary;
        return "carried " + summary.sums.at(0).out;
    } catch (const MixedLevels& error) {
        return error.what();
    }
}

std::string twice(const std::string& lines, const std::string& difference) {
    return "'data.csv' has one figure in two rows, which counts twice: paper prints '1-20' at two "
           "levels, here in " +
           lines + " with equal figures; " + difference;
}

}  // namespace

TEST_CASE("a publication prints the codes twice that are groups of what it rests on") {
    const auto& all = published_catalog();
    std::vector<std::string> codes;
    for (const auto* const item : printed_twice(all, EditionId::parse("paper"))) {
        codes.push_back(item->code.text());
    }
    CHECK(codes == std::vector<std::string>{"1-20", "1-30"});
    CHECK(printed_twice(all, EditionId::parse("main")).empty());
    CHECK(foundations(all, EditionId::parse("paper")) ==
          std::vector<EditionId>{EditionId::parse("main")});
    CHECK(foundations(all, EditionId::parse("main")).empty());
    CHECK_THROWS_AS(printed_twice(all, EditionId::parse("none")), UnknownName);
}

TEST_CASE("one figure in two rows is not added up twice") {
    CHECK(outcome("1-11,detailed,5\n1-20,broad,6\n1-20,detailed,6\n") ==
          twice("line 3 and line 4", "column 'level' ('broad' and 'detailed') tells them apart"));
    ConvertRequest request;
    request.sums = {"n"};
    request.where = {{"level", {"detailed"}}};
    CHECK(outcome("1-11,detailed,5\n1-20,broad,6\n1-20,detailed,6\n", request) == "carried 11");
    request.where = {};
    request.allow_mixed_levels = true;
    CHECK(outcome("1-11,detailed,5\n1-20,broad,6\n1-20,detailed,6\n", request) == "carried 17");
    // Equal as numbers, the code in another form, groups of the classification in between.
    CHECK(outcome("120,broad,6.0\n1-00,major,11\n1-20,detailed,6\n") ==
          twice("line 2 and line 4", "column 'level' ('broad' and 'detailed') tells them apart"));
}

TEST_CASE("the rows of a level are named where a column says the level of the code") {
    ConvertRequest request;
    request.sums = {"n"};
    const auto filter = [&](const std::string& text) {
        try {
            static_cast<void>(convert_published(text, request));
        } catch (const MixedLevels& error) {
            return error.one_level()
                       ? error.one_level()->column + "=" + error.one_level()->values.front()
                       : std::string{"none"};
        }
        return std::string{"carried"};
    };
    CHECK(filter("code,level,n\n1-20,broad,6\n1-20,Detailed,6\n1-30,Detailed,1\n1-30,broad,1\n") ==
          "level=Detailed");
    CHECK(filter("id,code,lvl,n\n1,1-20,b,6\n2,1-20,d,6\n") == "none");
    CHECK(filter("id,code,group,n\n1,1-20,broad,6\n2,1-20,detailed,6\n") == "group=detailed");
    CHECK(filter("code,n\n1-20,6\n1-20,6\n") == "none");
}

TEST_CASE("columns that tell rows apart do so in every pair alike") {
    CHECK(outcome("1-20,b,6\n1-20,d,6\n1-30,d,1\n1-30,b,1\n") ==
          twice("line 2 and line 3", "column 'level' ('b' and 'd') tells them apart"));
    CHECK(outcome("1-20,1,6\n1-20,2,6\n1-30,3,1\n1-30,4,1\n") ==
          twice("line 2 and line 3", "no column tells them apart"));
    CHECK(outcome("1-20,x,6\n1-20,x,6\n") ==
          twice("line 2 and line 3", "no column tells them apart"));
}

TEST_CASE("rows with other figures, or three of them, or beside others that repeat, are cases") {
    CHECK(outcome("1-20,a,6\n1-20,b,7\n") == "carried 13");
    CHECK(outcome("1-20,a,6\n1-20,b,6\n1-20,c,6\n") == "carried 18");
    CHECK(outcome("1-20,a,6\n1-20,b,6\n1-11,a,1\n1-11,b,1\n") == "carried 14");
    CHECK(outcome("1-20,a,6\n1-20,b,6\n1-30,a,1\n1-30,b,2\n") == "carried 15");
    CHECK(outcome("1-11,a,1\n1-11,b,1\n") == "carried 2");
    // Rows that are set aside or left out are not there.
    CHECK(outcome("1-20,a,6\n1-20,b,*\n") == "carried 6");
    CHECK(outcome("1-20,a,6\n1-20,b,6\n7-77,a,1\n7-77,b,1\n").find("counts twice") !=
          std::string::npos);
}

TEST_CASE("keys keep rows apart, and all summed columns have to be equal") {
    ConvertRequest by_level;
    by_level.sums = {"n"};
    by_level.by = {"level"};
    CHECK(outcome("1-20,2018,6\n1-20,2019,6\n", by_level) == "carried 12");
    ConvertRequest several;
    several.sums = {"n", "m"};
    several.by = {"year"};
    const auto refused = [&](const std::string& rows) {
        try {
            static_cast<void>(convert_published("year,code,n,m\n" + rows, several));
        } catch (const MixedLevels&) {
            return true;
        }
        return false;
    };
    CHECK(refused("a,1-20,6,1\nb,1-20,6,1\nb,1-20,6,1\n"));
    CHECK_FALSE(refused("a,1-20,6,1\nb,1-20,6,1\nb,1-20,6,2\n"));
    CHECK_FALSE(refused("b,1-20,6,1\nb,1-20,6,1\nb,1-11,1,1\nb,1-11,1,1\n"));
    // Under other keys there may be cases.
    CHECK(refused("b,1-20,6,1\nb,1-20,6,1\na,1-11,1,1\na,1-11,1,1\n"));
}

TEST_CASE("codes whose figures all come in pairs beside cases are named") {
    const auto pairs = [](const std::string& rows, std::vector<std::string> by = {}) {
        ConvertRequest request;
        request.sums = {"n"};
        request.by = std::move(by);
        request.block = 16;
        request.threads = 3;
        std::string out;
        for (const auto& code :
             convert_published("year,code,n\n" + rows, request).summary.in_pairs) {
            out += code.text() + " ";
        }
        return out;
    };
    const std::string two_years = "a,1-11,1\na,1-20,6\na,1-20,6\nb,1-11,2\nb,1-20,7\nb,1-20,7\n";
    CHECK(pairs(two_years) == "paper:1-20 ");
    CHECK(pairs(two_years + "a,1-30,1\nb,1-30,1\n") == "paper:1-20 ");
    CHECK(pairs(two_years + "a,1-30,1\nb,1-30,2\na,1-30,1\nb,1-30,2\n") ==
          "paper:1-20 paper:1-30 ");
    CHECK(pairs(two_years + "c,1-20,7\n").empty());
    CHECK(pairs(two_years + "c,1-20,7\nc,1-20,8\n").empty());
    CHECK(pairs("a,1-11,1\na,1-11,1\na,1-20,6\na,1-20,6\n").empty());
    // Under each year another code has several rows, so that nothing is refused.
    CHECK(pairs(two_years + "a,1-11,1\nb,1-11,2\n", {"year"}) == "paper:1-20 ");
}

TEST_CASE("what the shipped publications print twice") {
    const auto count = [](const char* id) {
        return printed_twice(builtin_catalog(), EditionId::parse(id)).size();
    };
    CHECK(count("oews2018") == 6);
    CHECK(count("oews2019") == 13);
    CHECK(count("oews2021") == 7);
    CHECK(count("soc2018") == 0);
    CHECK(count("onet2019") == 0);
}

TEST_CASE("a figure of two rows is not averaged twice either") {
    ConvertRequest request;
    request.means = {"n"};
    CHECK_THROWS_AS(convert_published("code,n\n1-11,5\n1-20,6\n1-20,6\n", request), MixedLevels);
    CHECK_NOTHROW(convert_published("code,n\n1-11,5\n1-20,6\n1-20,7\n", request));
}
