#include "socshift/convert/slot_sums.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

TEST_CASE("sums of slots are exact beyond 128 bits, and know whether there is a number") {
    SlotSums sums(3, 2);
    CHECK_FALSE(sums.any(0));
    CHECK(sums.sum(0).text() == "0");
    sums.add(0, Int128{0});
    CHECK(sums.any(0));
    const auto much = Int128{1} << 126U;  // 85070591730234615865843651857942052864
    sums.add(1, much);
    sums.add(1, much);
    sums.add(1, much);
    CHECK(sums.sum(1).text() == "2552117751907038475975309555738261585.92");
    sums.add(1, -much);
    sums.add(1, -much);
    sums.add(1, -much);
    CHECK(sums.sum(1).text() == "0");
    CHECK(sums.any(1));
    CHECK_FALSE(sums.any(2));
}

TEST_CASE("sums of slots take decimals that they have no room for") {
    SlotSums sums(1, 2);
    DecimalSum fine;
    fine.add(Decimal::parse("0.0001").value());
    sums.add(0, fine);
    CHECK(sums.any(0));
    DecimalSum large;
    large.add(Decimal::parse("1e30").value());
    sums.add(0, large);
    DecimalSum plain;
    plain.add(Decimal::parse("2.5").value());
    sums.add(0, plain);
    CHECK(sums.sum(0).text() == "1000000000000000000000000000002.5001");
}
