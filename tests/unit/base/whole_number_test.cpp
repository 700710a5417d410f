#include "socshift/base/whole_number.hpp"

#include <catch2/catch.hpp>

#include <cstdint>

using socshift::whole_number;

TEST_CASE("a whole number is digits and nothing else", "[whole number]") {
    CHECK(whole_number<unsigned>("0") == 0U);
    CHECK(whole_number<unsigned>("0012") == 12U);
    CHECK(whole_number<unsigned>("ff", 16) == 255U);
    for (const auto* const text : {"", " 1", "1 ", "+1", "-1", "1.0", "1e3", "1,000", "x", "0x1"}) {
        CAPTURE(text);
        CHECK_FALSE(whole_number<unsigned>(text));
    }
    CHECK(whole_number<std::int64_t>("-1") == -1);
    CHECK_FALSE(whole_number<std::int64_t>("-"));
}

TEST_CASE("a number is none where it does not fit", "[whole number]") {
    CHECK(whole_number<std::uint8_t>("255") == std::uint8_t{255});
    CHECK_FALSE(whole_number<std::uint8_t>("256"));
    CHECK(whole_number<std::uint64_t>("18446744073709551615") == UINT64_MAX);
    CHECK_FALSE(whole_number<std::uint64_t>("18446744073709551616"));
}
