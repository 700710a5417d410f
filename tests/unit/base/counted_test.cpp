#include "socshift/base/counted.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

TEST_CASE("thousands are marked, and a sign is no digit") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999U) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(-999) == "-999");
    CHECK(grouped(-123456) == "-123,456");
    CHECK(grouped(UINT64_MAX) == "18,446,744,073,709,551,615");
}

TEST_CASE("one is not many") {
    CHECK(count_of(1, "row", "rows") == "1 row");
    CHECK(count_of(0, "row", "rows") == "0 rows");
    CHECK(count_of(2000, "row", "rows") == "2,000 rows");
}
