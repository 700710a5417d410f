#include "socshift/weights/census_weights.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Link flow(std::string_view source, std::string_view target, std::string_view share = {}) {
    return row(source, target, share, Basis::census);
}

/// What two lists of codes say, "old" and "new": flows between them, and what they cover.
DualCoding coding(std::vector<Link> flows, std::vector<Link> before, std::vector<Link> after) {
    return {table("old", "new", std::move(flows)), table("old", "before", std::move(before)),
            table("new", "after", std::move(after))};
}

/// "11-11: 22-21=0.3 ...", and, of what is not determined, "12-11: why".
std::string found(const DualCoding& of, std::vector<Link> links) {
    std::string out;
    const auto made = census_weights(of, table("before", "after", std::move(links)));
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
    CHECK(found(coding({flow("A", "X", "0.3"), flow("A", "Y", "0.7")}, {row("A", "1-1")},
                       {row("X", "2-1"), row("Y", "2-2")}),
                {row("1-1", "2-1"), row("1-1", "2-2")}) ==
          "1-1: 2-1=0.3 2-2=0.7 (A is this code alone, and so is each target)\n");
}

TEST_CASE("rates say less where a combined target holds more") {
    const std::vector<Link> after = {row("X", "2-1"), row("X", "2-2"), row("Y", "3-1")};
    const auto split =
        coding({flow("A", "X", "0.3"), flow("A", "Y", "0.7")}, {row("A", "1-1")}, after);
    SECTION("codes that the table does not lead to") {
        CHECK(found(split, {row("1-1", "2-1"), row("1-1", "3-1")}) ==
              "1-1 in part: 2-1=0.3 3-1=0.7 (X is also 2-2, where the table sends none of it)\n");
    }
    SECTION("several targets of the code") {
        CHECK(found(split, {row("1-1", "2-1"), row("1-1", "2-2"), row("1-1", "3-1")}) ==
              "1-1 in part: 2-1 2-2=0.3 3-1=0.7 (X is 2-1 and 2-2 together: how they divide it is "
              "not said)\n");
    }
    SECTION("all targets of the code: nothing is said") {
        CHECK(found(coding({flow("A", "X")}, {row("A", "1-1")}, after),
                    {row("1-1", "2-1"), row("1-1", "2-2")}) ==
              "1-1: one code, X, has all its targets\n");
    }
}

TEST_CASE("rates of several codes together are nobody's, unless all have the same targets") {
    const auto of = coding({flow("A", "X", "0.3"), flow("A", "Y", "0.7")},
                           {row("A", "1-1"), row("A", "1-2")}, {row("X", "2-1"), row("Y", "2-2")});
    CHECK(found(of, {row("1-1", "2-1"), row("1-1", "2-2"), row("1-2", "2-1")}) ==
          "1-1: rates of A are for 1-1 and 1-2 together\n");
    CHECK(found(of, {row("1-1", "2-1"), row("1-1", "2-2"), row("1-2", "2-1"), row("1-2", "2-2")}) ==
          "1-1 in part: 2-1=0.3 2-2=0.7 (A is 1-1 and 1-2 together: one rate for each)\n"
          "1-2 in part: 2-1=0.3 2-2=0.7 (A is 1-1 and 1-2 together: one rate for each)\n");
}

TEST_CASE("rates that contradict the table determine nothing") {
    const std::vector<Link> links = {row("1-1", "2-1"), row("1-1", "2-2")};
    const std::vector<Link> after = {row("X", "2-1"), row("Y", "2-2"), row("Z", "2-3")};
    CHECK(found(coding({flow("A", "X")}, {row("A", "1-1")}, after), links) ==
          "1-1: no rate leads to 2-2\n");
    CHECK(found(coding({flow("A", "X", "0.3"), flow("A", "Y", "0.6"), flow("A", "Z", "0.1")},
                       {row("A", "1-1")}, after),
                links) == "1-1: a rate leads to Z, where the table does not\n");
    CHECK(found(coding({flow("B", "X")}, {row("B", "9-9")}, after), links) ==
          "1-1: no rates of this code\n");
}

TEST_CASE("a leaf that two combined codes cover is under neither") {
    const auto covered =
        covered_leaves(table("old", "before", {row("A", "1"), row("A", "2"), row("B", "2")}));
    CHECK(covered.code_of.size() == 1);
    CHECK(covered.leaves.at(code("A")) == std::vector<Code>{code("1")});
}

TEST_CASE("only what rates determine exactly can be asked for") {
    auto weights =
        census_weights(coding({flow("A", "X", "0.3"), flow("A", "Y", "0.7")}, {row("A", "1-1")},
                              {row("X", "2-1"), row("X", "2-2"), row("Y", "3-1")}),
                       table("before", "after", {row("1-1", "2-1"), row("1-1", "3-1")}));
    CHECK(weights.sources.size() == 1);
    weights = only_exact(std::move(weights));
    CHECK(weights.sources.empty());
    CHECK(weights.gaps.front().reason.find("in part only: ") == 0);
}

namespace {

Rates by_sex(std::vector<Rates::Row> rows) {
    return {"r", "", id("old"), id("new"), {"sex"}, {}, std::move(rows), {}};
}

Rates::Row rate(std::string_view source, std::string_view target, std::string group,
                std::string_view share) {
    return {code(source), code(target), {std::move(group)}, Share::parse(share), {}};
}

std::string right(const std::vector<std::string>& published) {
    std::vector<Share> shares;
    for (const auto& text : published) {
        shares.push_back(Share::parse(text));
    }
    const auto made = put_right(std::move(shares));
    std::string out = made ? "" : "none";
    for (std::size_t i = 0; made && i < made->shares.size(); ++i) {
        out +=
            (i == 0 ? "" : " ") + decimal_text(made->shares[i]) + (made->changed == i ? "!" : "");
    }
    return out;
}

}  // namespace

TEST_CASE("shares that miss one by rounding are put right in the largest") {
    CHECK(right({"0.2", "0.8"}) == "0.2 0.8");
    CHECK(right({"0.2", "0.7999"}) == "0.2 0.8!");
    CHECK(right({"0.3334", "0.3334", "0.3333"}) == "0.3333! 0.3334 0.3333");
    CHECK(right({"0.2", "0.7998"}) == "none");  // two shares of four decimals miss 0.0001 at most
    CHECK(right({"0.2", "0.9"}) == "0.2 0.8!");
    CHECK(right({"1/3", "1/3"}) == "none");
    CHECK(right({}) == "none");
}

TEST_CASE("rates of a group take the place of the shares of all, and are put right") {
    const auto flows =
        table("old", "new", {flow("A", "X", "0.3"), flow("A", "Y", "0.7"), flow("B", "Y")});
    const auto rates = by_sex({rate("A", "X", "f", "0.5"), rate("A", "Y", "f", "0.5001"),
                               rate("A", "X", "m", "0.1"), rate("A", "Y", "m", "0.9")});
    const auto women = with_rates(flows, rates, {"f"});
    CHECK(decimal_text(*women.links_from(code("A")).first->share) == "0.5");
    CHECK(decimal_text(*(women.links_from(code("A")).first + 1)->share) == "0.5");
    CHECK_FALSE(women.links_from(code("B")).first->share);
    CHECK(groups_of(rates) == std::vector<std::vector<std::string>>{{"f"}, {"m"}});
    CHECK(printed(check(rates)) ==
          std::vector<std::string>{"note: rates out of 'A' (f) sum to 10001/10000, not to 1 "
                                   "[rate-sum]"});
}

TEST_CASE("rates that say two things of one pair are refused") {
    auto of = by_sex({rate("A", "X", "f", "0.3"), rate("A", "X", "f", "0.7")});
    of.rows.push_back({code("A"), code("Z"), {}, Share::one(), {}});
    const auto lines = printed(check(of, flat("old", {"A"}), flat("new", {"X"})));
    CHECK(lines ==
          std::vector<std::string>{"error: 'A' -> 'X' is already there () [duplicate-rate]",
                                   "error: 0 values of groups; expected 1: sex [rate-groups]",
                                   "error: 'Z' is not an item of new [rate-unknown-code]"});
}

TEST_CASE("a share is printed as a decimal where it is one") {
    for (const auto* const text : {"0", "1", "0.5", "0.5117", "0.0001", "1/3", "0.0625"}) {
        CHECK(decimal_text(Share::parse(text)) == text);
    }
    CHECK(decimal_text(Share::parse("0.6750")) == "0.675");
}
