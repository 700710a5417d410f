#include "support/sources.hpp"

#include <catch2/catch.hpp>

TEST_CASE("the publishers' tables are where SOCSHIFT_SOURCES says") {
    const auto sources = socshift::test::sources_or_skip();
    if (!sources) {
        return;
    }
    CHECK(std::filesystem::exists(*sources / "soc" / "soc2018_structure.csv"));
}
