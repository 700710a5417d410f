#include "socshift/routes/round_trip.hpp"

#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

/// G {1, 2}, H {3, 4}
Edition grouped_edition() {
    return edition("a", {"group", "leaf"},
                   {item("G", "Group", "group"), item("H", "Other", "group"),
                    item("1", "One", "leaf", "G"), item("2", "Two", "leaf", "G"),
                    item("3", "Three", "leaf", "H"), item("4", "Four", "leaf", "H")});
}

Counts people(const std::vector<std::pair<const char*, std::int64_t>>& rows) {
    Counts out{"test", "", EditionId::parse("a"), "people", "", "", {}, {}, {}, {}};
    for (const auto& [code, count] : rows) {
        out.rows.push_back({Code::parse(code), count, {}});
    }
    return out;
}

std::string returns(const RoundTrip& trip) {
    std::string out;
    for (const auto& code : trip.codes) {
        out += code.item->code.text() + ":" + std::string{to_string(code.kind)} + " ";
    }
    return out;
}

}  // namespace

TEST_CASE("a code comes back exactly, in a group, apart or not at all") {
    const auto a = grouped_edition();
    const auto trip = round_trip(a, table("a", "b", {row("1", "x"), row("2", "x"), row("3", "y")}));
    CHECK(returns(trip) == "1:group 2:group 3:exact 4:lost ");
    CHECK(trip.codes[0].group == a.find("G"));
    CHECK(trip.candidates(trip.codes[0]) == std::vector<const Item*>{a.find("1"), a.find("2")});
    CHECK(trip.codes[2].group == a.find("3"));
    CHECK(trip.codes[3].group == nullptr);
    const auto over = round_trip(
        a, table("a", "b", {row("1", "x"), row("3", "x"), row("2", "y"), row("4", "z")}));
    CHECK(returns(over) == "1:apart 2:exact 3:apart 4:exact ");
}

TEST_CASE("without counts the bits are the logarithm of the candidates, as a bound") {
    const auto a = grouped_edition();
    const auto trip = round_trip(
        a, table("a", "b", {row("1", "x"), row("2", "x"), row("3", "x"), row("4", "y")}));
    CHECK(trip.codes[0].bits == 1'584'963);
    CHECK(trip.codes[0].is_bound);
    CHECK(trip.codes[3].bits == 0);
    CHECK_FALSE(trip.codes[3].is_bound);
    CHECK(trip.bits == 1'188'722);  // 3/4 of log2(3)
    CHECK(trip.is_bound);
}

TEST_CASE("with counts the bits are the conditional entropy") {
    const auto a = grouped_edition();
    const auto weights = people({{"1", 30}, {"2", 10}, {"3", 5}, {"4", 5}});
    const auto trip = round_trip(
        a, table("a", "b", {row("1", "x"), row("2", "x"), row("3", "y"), row("4", "y")}), &weights);
    // H(3/4, 1/4) = 0.811278; H(1/2, 1/2) = 1.
    CHECK(trip.codes[0].bits == 811'278);
    CHECK_FALSE(trip.codes[0].is_bound);
    CHECK(trip.codes[2].bits == 1'000'000);
    CHECK(trip.bits == (40 * 811'278 + 10 * 1'000'000) / 50);
    CHECK_FALSE(trip.is_bound);
    CHECK(trip.count == 50);
}

TEST_CASE("the bits of a divided code are a mean if its shares are known, else the largest") {
    const auto a = grouped_edition();
    const auto weights = people({{"1", 8}, {"2", 2}, {"3", 1}, {"4", 1}});
    const auto known = round_trip(a,
                                  table("a", "b",
                                        {row("1", "x", "1/4"), row("1", "y", "3/4"), row("2", "x"),
                                         row("3", "z"), row("4", "w")}),
                                  &weights);
    // Two of the eight go to x, where the two of code 2 are: one bit for a quarter.
    CHECK(known.codes[0].bits == 250'000);
    CHECK(known.codes[1].bits == 1'000'000);
    CHECK_FALSE(known.is_bound);
    const auto unknown = round_trip(
        a,
        table("a", "b",
              {row("1", "x"), row("1", "y"), row("2", "x"), row("3", "z"), row("4", "w")}),
        &weights);
    CHECK(unknown.codes[0].bits == 1'000'000);
    CHECK(unknown.codes[0].is_bound);
    CHECK(unknown.is_bound);
}

TEST_CASE("a code divided between places that it has to itself comes back for certain") {
    const auto trip = round_trip(grouped_edition(),
                                 table("a", "b", {row("1", "x"), row("1", "y"), row("2", "z")}));
    CHECK(trip.codes[0].kind == Return::exact);
    CHECK(trip.codes[0].bits == 0);
    CHECK_FALSE(trip.codes[0].is_bound);
    CHECK(texts(trip.codes[0].targets) == std::vector<std::string>{"x", "y"});
}

TEST_CASE("counts of other codes are left out and said") {
    const auto weights = people({{"1", 30}, {"G", 40}, {"9", 7}});
    const auto trip =
        round_trip(grouped_edition(), table("a", "b", {row("1", "x"), row("2", "x")}), &weights);
    CHECK(trip.codes_left_out == 2);
    CHECK(trip.left_out == 47);
    CHECK(trip.codes_without_count == 3);
    CHECK(trip.count == 30);
    // Code 2 has no count, so the place where both went is at its bound.
    CHECK(trip.codes[0].bits == 1'000'000);
    CHECK(trip.codes[0].is_bound);
}

TEST_CASE("totals are by the way codes come back, the finest level first") {
    const auto trip = round_trip(grouped_edition(),
                                 table("a", "b", {row("1", "x"), row("2", "x"), row("3", "y")}));
    REQUIRE(trip.totals.size() == 4);
    CHECK(trip.totals[0] == ReturnTotal{Return::exact, "", 1, 0, 0, false});
    CHECK(trip.totals[1] == ReturnTotal{Return::group, "group", 2, 0, 1'000'000, true});
    CHECK(trip.totals[2] == ReturnTotal{Return::apart, "", 0, 0, 0, false});
    CHECK(trip.totals[3] == ReturnTotal{Return::lost, "", 1, 0, 0, false});
    CHECK(trip.bits == 666'667);
}

TEST_CASE("counts as large as they come do not overflow") {
    const auto most = std::int64_t{1} << 61;
    const auto weights = people({{"1", most}, {"2", most}});
    const auto trip =
        round_trip(grouped_edition(), table("a", "b", {row("1", "x"), row("2", "x")}), &weights);
    CHECK(trip.bits == 1'000'000);
}

TEST_CASE("nothing of nobody is unknown") {
    const auto weights = people({{"1", 0}, {"2", 0}});
    const auto trip =
        round_trip(grouped_edition(), table("a", "b", {row("1", "x"), row("2", "x")}), &weights);
    CHECK(trip.codes[0].bits == 0);
    CHECK(trip.bits == 0);
}

TEST_CASE("counts are carried where a code has one target, and left out where not") {
    const auto carried =
        carry(people({{"1", 5}, {"2", 7}, {"3", 11}, {"4", 13}}),
              table("a", "b", {row("1", "x"), row("2", "x"), row("3", "x"), row("3", "y")}));
    REQUIRE(carried.counts.rows.size() == 1);
    CHECK(carried.counts.rows.front().code.text() == "x");
    CHECK(carried.counts.rows.front().count == 12);
    CHECK(carried.counts.coded_in == EditionId::parse("b"));
    CHECK(carried.left_out == 24);
    CHECK(carried.codes_left_out == 2);
}
