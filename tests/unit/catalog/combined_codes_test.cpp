#include "socshift/catalog/combined_codes.hpp"

#include "socshift/catalog/import.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Edition groups() {
    return edition("before", {"minor", "broad", "leaf"},
                   {item("1-000", "m", "minor"), item("1-010", "n", "broad", "1-000"),
                    item("1-011", "a", "leaf", "1-010"), item("1-012", "b", "leaf", "1-010"),
                    item("1-021", "c", "leaf", "1-000"), item("2-000", "o", "minor"),
                    item("2-001", "d", "leaf", "2-000")});
}

std::map<Code, Code> notations(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::map<Code, Code> out;
    for (const auto& [from, to] : pairs) {
        out.emplace(code(from), code(to));
    }
    return out;
}

std::vector<std::string> under(const CombinedCodes& all, std::string_view of) {
    const auto found = all.leaves.find(code(of));
    return found == all.leaves.end() ? std::vector<std::string>{} : texts(found->second);
}

}  // namespace

TEST_CASE(
    "a name goes before a group, a small group before a large one, a group before a pattern") {
    const auto all = combined_codes(
        notations({{"A", "1-011"}, {"B", "1-010"}, {"C", "1-000"}, {"D", "X-XXX"}}), groups());
    CHECK(under(all, "A") == std::vector<std::string>{"1-011"});
    CHECK(under(all, "B") == std::vector<std::string>{"1-012"});
    CHECK(under(all, "C") == std::vector<std::string>{"1-021"});
    CHECK(under(all, "D") == std::vector<std::string>{"2-001"});
    CHECK(all.unclear.empty());
}

TEST_CASE("a leaf is under the pattern with the fewest letters, and two alike decide nothing") {
    const auto edition = flat("soc", {"1-11", "1-12", "1-21", "1-22"});
    const auto all = combined_codes(notations({{"A", "1-1X"}, {"B", "1-XX"}}), edition);
    CHECK(under(all, "A") == std::vector<std::string>{"1-11", "1-12"});
    CHECK(under(all, "B") == std::vector<std::string>{"1-21", "1-22"});
    const auto alike = notations({{"A", "12X"}, {"B", "12Y"}});  // X and Y are other codes
    CHECK(combined_codes(alike, edition).unclear.size() == 2);
    const auto settled =
        combined_codes(alike, edition, {{code("1-21"), code("A")}, {code("1-22"), code("B")}});
    CHECK(settled.unclear.empty());
    CHECK(under(settled, "B") == std::vector<std::string>{"1-22"});
}

TEST_CASE("a notation may leave out hyphens and is no word") {
    CHECK(fits("15-1132", "15113X"));
    CHECK(fits("15-1132", "15-11YY"));
    CHECK_FALSE(fits("15-1132", "15-12XX"));
    CHECK_FALSE(fits("15-1132", "1511X"));
    CHECK(is_pattern("15-113X"));
    CHECK_FALSE(is_pattern("none"));
    CHECK_FALSE(is_pattern("TAXES"));
    CHECK(named_item(groups(), "1010")->title == "n");
}

TEST_CASE("coverage of combined codes is read by what they stand for", "[import]") {
    auto source = flat("list", {"10", "20", "90"});
    EditionData data{source.header(), source.items(), {}, {}};
    data.items[0].also = {"1-01X"};
    data.items[2].unclassified = true;
    source = Edition::make(std::move(data));
    CoverageColumns columns;
    columns.combined = true;
    const auto made = import_coverage(
        read_delimited_table(bytes_of("code,part\n1-01X,1-01X\n20,2-001\n90,none\n30,1-021\n"),
                             "t.csv"),
        {id("list"), id("before"), "", {}, {}, {}}, columns, source, groups());
    CHECK(printed(made.findings) ==
          std::vector<std::string>{
              "warning: '1-021' (c) of before has no source [unlinked-target]",
              "t.csv: warning: no code covers '1-021' (c) [uncovered-leaf]",
              "t.csv:5: warning: '30' is not an item of list; the row is left out [skipped-row]"});
    CHECK(pairs(Correspondence::make(made.data)) ==
          std::vector<std::pair<std::string, std::string>>{
              {"10", "1-011"}, {"10", "1-012"}, {"20", "2-001"}});
}
