#include "socshift/weights/census_weights.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Rates::Row rate(std::string_view source, std::string_view source_codes, std::string_view target,
                std::string_view target_codes, std::string_view share) {
    return {code(source),
            code(source_codes),
            code(target),
            code(target_codes),
            Share::parse(share),
            "",
            {}};
}

Rates rates(std::vector<Rates::Row> rows) {
    return {"r", "", id("before"), id("after"), {}, std::move(rows), {}};
}

/// "11-11 -> 22-21 0.3; ..." and, of what is not determined, "12-11: why".
std::string found(const Rates& of, const std::vector<std::string>& before,
                  const std::vector<std::string>& after, const Correspondence& links) {
    std::string out;
    const auto made = census_weights(of, flat("before", before), flat("after", after), links);
    for (const auto& source : made.sources) {
        out += source.source.text() + (source.in_part ? " in part:" : ":");
        for (const auto& each : source.cells) {
            for (const auto& target : each.targets) {
                out += " " + target.text();
            }
            out += "=" + decimal_text(each.share);
        }
        out += " (" + source.remark + ")\n";
    }
    for (const auto& gap : made.gaps) {
        out += gap.source.text() + ": " + gap.reason + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("a code that a combined code stands for alone gets its rates exactly") {
    CHECK(found(rates({rate("A", "1-1", "X", "2-1", "0.3"), rate("A", "1-1", "Y", "2-2", "0.7")}),
                {"1-1"}, {"2-1", "2-2"},
                table("before", "after", {row("1-1", "2-1"), row("1-1", "2-2")})) ==
          "1-1: 2-1=0.3 2-2=0.7 (A is this code alone, and so is each target)\n");
}

TEST_CASE("rates say less where a combined target holds more") {
    const std::vector<std::string> after = {"2-1", "2-2", "3-1", "3-2"};
    SECTION("codes that the table does not lead to") {
        CHECK(
            found(rates({rate("A", "1-1", "X", "2-X", "0.3"), rate("A", "1-1", "Y", "3-1", "0.7")}),
                  {"1-1"}, after,
                  table("before", "after", {row("1-1", "2-1"), row("1-1", "3-1")})) ==
            "1-1 in part: 2-1=0.3 3-1=0.7 (X is also 2-2, where the table sends none of it)\n");
    }
    SECTION("several targets of the code") {
        CHECK(
            found(rates({rate("A", "1-1", "X", "2-X", "0.3"), rate("A", "1-1", "Y", "3-1", "0.7")}),
                  {"1-1"}, after,
                  table("before", "after",
                        {row("1-1", "2-1"), row("1-1", "2-2"), row("1-1", "3-1")})) ==
            "1-1 in part: 2-1 2-2=0.3 3-1=0.7 (X is 2-1 and 2-2 together: how they divide it is "
            "not said)\n");
    }
    SECTION("all targets of the code: nothing is said") {
        CHECK(found(rates({rate("A", "1-1", "X", "2-X", "1")}), {"1-1"}, after,
                    table("before", "after", {row("1-1", "2-1"), row("1-1", "2-2")})) ==
              "1-1: one code, X, has all its targets\n");
    }
}

TEST_CASE("rates of several codes together are nobody's, unless all have the same targets") {
    const auto of =
        rates({rate("A", "1-X", "X", "2-1", "0.3"), rate("A", "1-X", "Y", "2-2", "0.7")});
    CHECK(found(of, {"1-1", "1-2"}, {"2-1", "2-2"},
                table("before", "after",
                      {row("1-1", "2-1"), row("1-1", "2-2"), row("1-2", "2-1")})) ==
          "1-1: rates of A are for 1-1 and 1-2 together\n");
    CHECK(found(of, {"1-1", "1-2"}, {"2-1", "2-2"},
                table("before", "after",
                      {row("1-1", "2-1"), row("1-1", "2-2"), row("1-2", "2-1"),
                       row("1-2", "2-2")})) ==
          "1-1 in part: 2-1=0.3 2-2=0.7 (A is 1-1 and 1-2 together: one rate for each)\n"
          "1-2 in part: 2-1=0.3 2-2=0.7 (A is 1-1 and 1-2 together: one rate for each)\n");
}

TEST_CASE("rates that contradict the table determine nothing, and nothing is normalised") {
    const auto links = table("before", "after", {row("1-1", "2-1"), row("1-1", "2-2")});
    const std::vector<std::string> after = {"2-1", "2-2", "2-3"};
    CHECK(found(rates({rate("A", "1-1", "X", "2-1", "1")}), {"1-1"}, after, links) ==
          "1-1: no rate leads to 2-2\n");
    CHECK(found(rates({rate("A", "1-1", "X", "2-1", "0.3"), rate("A", "1-1", "Y", "2-2", "0.6"),
                       rate("A", "1-1", "Z", "2-3", "0.1")}),
                {"1-1"}, after, links) == "1-1: a rate leads to Z, where the table does not\n");
    CHECK(
        found(rates({rate("A", "1-1", "X", "2-1", "0.3"), rate("A", "1-1", "Y", "2-2", "0.6999")}),
              {"1-1"}, after, links) == "1-1: rates sum to 9999/10000, not to 1\n");
    CHECK(found(rates({rate("B", "9-9", "X", "2-1", "1")}), {"1-1", "9-9"}, after, links) ==
          "1-1: no rates of this code\n");
}

TEST_CASE("a leaf that fits two patterns is under the one that its sources lead to") {
    const auto links =
        table("before", "after", {row("1-1", "2-11"), row("1-1", "2-12"), row("1-2", "2-13")});
    const auto of =
        rates({rate("A", "1-1", "X", "2-1X", "0.4"), rate("A", "1-1", "Z", "2-12", "0.6"),
               rate("B", "1-2", "Y", "2-XX", "1")});
    const auto before = flat("before", {"1-1", "1-2"});
    const auto after = flat("after", {"2-11", "2-12", "2-13", "2-14"});
    const auto members = target_members(of, after, links, source_members(of, before));
    CHECK(members.code_of.at(code("2-11")) == code("X"));
    CHECK(members.code_of.at(code("2-12")) == code("Z"));
    CHECK(members.code_of.at(code("2-13")) == code("Y"));
    CHECK(members.unclear.count(code("2-14")) == 1);  // no source says
}

TEST_CASE(
    "a name goes before a group, a small group before a large one, a group before a pattern") {
    const auto before =
        edition("before", {"minor", "broad", "leaf"},
                {item("1-000", "m", "minor"), item("1-010", "n", "broad", "1-000"),
                 item("1-011", "a", "leaf", "1-010"), item("1-012", "b", "leaf", "1-010"),
                 item("1-021", "c", "leaf", "1-000"), item("2-000", "o", "minor"),
                 item("2-001", "d", "leaf", "2-000")});
    const auto of = rates({rate("A", "1-011", "X", "x", "1"), rate("B", "1-010", "X", "x", "1"),
                           rate("C", "1-000", "X", "x", "1"), rate("D", "X-XXX", "X", "x", "1")});
    const auto members = source_members(of, before);
    CHECK(texts(members.leaves.at(code("A"))) == std::vector<std::string>{"1-011"});
    CHECK(texts(members.leaves.at(code("B"))) == std::vector<std::string>{"1-012"});
    CHECK(texts(members.leaves.at(code("C"))) == std::vector<std::string>{"1-021"});
    CHECK(texts(members.leaves.at(code("D"))) == std::vector<std::string>{"2-001"});
}

TEST_CASE("only what rates determine exactly can be asked for") {
    auto weights = census_weights(
        rates({rate("A", "1-1", "X", "2-X", "0.3"), rate("A", "1-1", "Y", "3-1", "0.7")}),
        flat("before", {"1-1"}), flat("after", {"2-1", "2-2", "3-1"}),
        table("before", "after", {row("1-1", "2-1"), row("1-1", "3-1")}));
    CHECK(weights.sources.size() == 1);
    weights = only_exact(std::move(weights));
    CHECK(weights.sources.empty());
    CHECK(weights.gaps.front().reason.find("in part only: ") == 0);
}

TEST_CASE("rates that say two things of one code are refused") {
    auto of = rates({rate("A", "1-1", "X", "2-1", "0.3"), rate("A", "1-2", "Y", "2-2", "0.6"),
                     rate("A", "1-1", "X", "2-1", "0.1")});
    CHECK(
        printed(check(of, flat("before", {"1-1", "1-2"}), flat("after", {"2-1"}))) ==
        std::vector<std::string>{
            "error: source 'A' stands for '1-2' here and for '1-1' elsewhere [rate-codes]",
            "error: 'A' -> 'X' is already there () [duplicate-rate]",
            "error: target '2-2' is neither an item of after nor a pattern [rate-unknown-codes]"});
    of.rows.pop_back();
    of.rows[1].source_codes = code("1-1");
    CHECK(printed(check(of)) ==
          std::vector<std::string>{"note: rates out of 'A' sum to 9/10, not to 1 [rate-sum]"});
}

TEST_CASE("a share is printed as a decimal where it is one") {
    for (const auto* const text : {"0", "1", "0.5", "0.5117", "0.0001", "1/3", "0.0625"}) {
        CHECK(decimal_text(Share::parse(text)) == text);
    }
    CHECK(decimal_text(Share::parse("0.6750")) == "0.675");
}
