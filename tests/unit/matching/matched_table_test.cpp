#include "socshift/matching/matched_table.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/publish/match_answers.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/routes/code_map.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

const Catalog& two() {
    static const auto result = catalog(
        {edition("before", {"leaf"},
                 {item("1", "Bakers", "leaf"), item("2", "Cooks", "leaf"),
                  item("3", "Fish Cutters", "leaf"), item("4", "Lamp Lighters", "leaf"),
                  item("5", "Butchers and Cooks", "leaf")}),
         edition("after", {"leaf"},
                 {item("1", "Bakers", "leaf"), item("20", "Cooks", "leaf"),
                  item("3", "Fish and Meat Cutters", "leaf"), item("6", "Welders", "leaf")})},
        {});
    return result;
}

DelimitedTable decisions(std::vector<std::vector<std::string>> rows) {
    DelimitedTable out;
    out.file = "decisions.csv";
    out.header = {"source_code", "target_code", "decision"};
    std::uint32_t line = 1;
    for (auto& cells : rows) {
        out.rows.push_back({++line, std::move(cells)});
    }
    return out;
}

std::vector<MatchDecision> decisions_in(std::vector<std::vector<std::string>> rows) {
    return read_match_decisions(decisions(std::move(rows)), two().edition(id("before")),
                                two().edition(id("after")));
}

std::string links_of(const CorrespondenceData& data) {
    std::string out;
    for (const auto& link : data.links) {
        out += link.source.text() + ">" + link.target.text() + " ";
    }
    return out;
}

CorrespondenceData matched(const std::vector<MatchDecision>& decided = {}) {
    const auto& before = two().edition(id("before"));
    const auto& after = two().edition(id("after"));
    return matched_table(before, after, match(before, after), decided);
}

}  // namespace

TEST_CASE("of a matched pair no share follows, and of what is not matched nothing", "[matching]") {
    const auto data = matched();
    CHECK(links_of(data) == "1>1 2>20 3>3 ");
    CHECK(data.matched);
    REQUIRE(data.remarks.size() == 3);
    CHECK(data.remarks[0].text == "matched: same code and title");
    CHECK(data.remarks[2].text.starts_with("matched: same code, titles near by 0."));
    const auto catalog = with_matched_table(two(), id("before"), id("after"));
    const CodeMap map{catalog, id("before"), id("after")};
    REQUIRE(map.route().steps.size() == 1);
    CHECK(map.route().steps[0].kind == StepKind::matched);
    const auto kept = map.find("1");
    REQUIRE(kept);
    REQUIRE(kept->places.size() == 2);  // the same code, and what nobody knows
    CHECK_FALSE(kept->places[0].share);
    CHECK(kept->places[1].kind == PlaceKind::unknown);
    const auto gone = map.find("4");
    REQUIRE(gone);
    REQUIRE(gone->places.size() == 1);
    CHECK(gone->places[0].kind == PlaceKind::unknown);
    CHECK(route_notices(catalog, map.route()) ==
          std::vector<std::string>{
              "route before -> after",
              "before -> after is no published table: 3 links are matched: 1 by code and title, 1 "
              "by title, 1 by code with titles that are near (rule three-letters); 2 codes of "
              "before and 1 of after are not matched, and nothing is known of splits, mergers and "
              "shares"});
}

TEST_CASE("what a reader decided of a code is all there is to know of it", "[matching]") {
    const auto decided = decisions_in({{"5", "20", "yes"},
                                       {"5", "3", "Yes"},
                                       {"4", "", "yes"},
                                       {"3", "3", "no"},
                                       {"1", "6", ""},
                                       {"", "6", "yes"}});
    const auto data = matched(decided);
    CHECK(links_of(data) == "1>1 2>20 5>20 5>3 ");
    const auto catalog = with_matched_table(two(), id("before"), id("after"), decided);
    const CodeMap map{catalog, id("before"), id("after")};
    CHECK(map.find("5")->places.size() == 2);
    CHECK(map.find("4")->places.size() == 1);
    CHECK(map.find("4")->places[0].kind == PlaceKind::nowhere);
    CHECK(map.find("3")->places[0].kind == PlaceKind::unknown);
    // One target that was decided is the only one.
    const auto only =
        with_matched_table(two(), id("before"), id("after"), decisions_in({{"5", "20", "yes"}}));
    const CodeMap decided_map{only, id("before"), id("after")};
    REQUIRE(decided_map.find("5")->places.size() == 1);
    CHECK(decided_map.find("5")->places[0].share->share == Share::one());
}

TEST_CASE("decisions that cannot be read name their line", "[matching]") {
    const auto message = [](std::vector<std::vector<std::string>> rows) {
        return message_of<FormatError>([&] { static_cast<void>(decisions_in(std::move(rows))); });
    };
    CHECK(message({{"1", "1", "perhaps"}}) ==
          "decisions.csv:2: expected yes, no or nothing in column 'decision', found 'perhaps'");
    CHECK(message({{"1", "1", "yes"}, {"9", "1", "no"}}) ==
          "decisions.csv:3: '9' in column 'source_code' is no code of before");
    CHECK(message({{"1", "1", "yes"}, {"1", "1", "no"}}) ==
          "decisions.csv:3: the decision on line 2 is the opposite");
    CHECK(message({{"1", "", "yes"}, {"1", "1", "yes"}}) ==
          "decisions.csv:3: line 2 says that '1' goes nowhere");
    CHECK(message({{" ", "", "no"}}) == "decisions.csv:2: a decision about no code");
}

TEST_CASE("what can be decided is listed, and can be read back", "[matching]") {
    const auto& before = two().edition(id("before"));
    const auto& after = two().edition(id("after"));
    const auto decided = decisions_in({{"3", "3", "no"}, {"4", "", "yes"}});
    const auto answer = matches_answer(before, after, match(before, after), decided);
    std::string out;
    DelimitedTable back = decisions({});
    for (const auto& row : answer.table.rows()) {
        std::vector<std::string> cells;
        for (const std::size_t column : {0U, 2U, 4U, 6U}) {
            cells.push_back(printed(row[column], ColumnKind::text));
            out += cells.back() + ",";
        }
        out += " ";
        back.rows.push_back({1, {cells[0], cells[1], cells[3]}});
    }
    CHECK(out ==
          ",6,none,, 2,20,same title,, 3,3,same code,no, 4,,none,yes, 5,20,candidate,, "
          "5,3,candidate,, ");
    CHECK(read_match_decisions(back, before, after).size() == 2);
}
