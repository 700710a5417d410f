#include "socshift/numbers/stand_ins.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace socshift;

namespace {

SumCell read_cell(const std::string& text) {
    const auto padded = text + std::string(16, '\0');
    SumCell cell;
    std::string storage;
    cell.read({padded.data(), text.size()}, storage);
    return cell;
}

using Found = std::vector<StandIn>;

/// In this order, the other way round, and in two parts: it is all the same.
Found found_in(const std::vector<std::string>& texts) {
    StandIns all;
    StandIns backwards;
    std::vector<StandIns> parts(2);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto cell = read_cell(texts[i]);
        REQUIRE(cell.is_number());
        all.add(cell);
        backwards.add(read_cell(texts[texts.size() - 1 - i]));
        parts[i % 2].add(cell);
    }
    parts[1].add(parts[0]);
    CHECK(backwards.found() == all.found());
    CHECK(parts[1].found() == all.found());
    return all.found();
}

}  // namespace

TEST_CASE("a number below zero of a column that has no others may be a word", "[figures]") {
    CHECK(found_in({"5", "-999", "7.5"}) == Found{{"-999", 1}});
    CHECK(found_in({"-98", "5", "-99.0", "-99"}) == Found{{"-99", 2}, {"-98", 1}});
    CHECK(found_in({"1", "-9999", "-8888", "-77"}) ==
          Found{{"-9999", 1}, {"-8888", 1}, {"-77", 1}});
    CHECK(found_in({"12", "-4", "-4", "-5", "-5"}) == Found{{"-5", 2}, {"-4", 2}});
    CHECK(found_in({"1", "-99999999999999999999", "-999"}).empty());  // which no survey writes
}

TEST_CASE("figures that can be below zero are none", "[figures]") {
    CHECK(found_in({"1", "2.5", "0", "0"}).empty());
    CHECK(found_in({"3", "-4", "-5", "-5"}).empty());  // -4 is there once
    CHECK(found_in({"3", "-1.5", "-99"}).empty());
    CHECK(found_in({"3", "-12", "-999"}).empty());
    CHECK(
        found_in({"-1", "-1", "-2", "-2", "-3", "-3", "-4", "-4", "-5", "-5", "-6", "-6"}).empty());
}

TEST_CASE("the least and the greatest number may be words if they repeat", "[figures]") {
    CHECK(found_in({"3", "-12.5", "-999", "-999"}) == Found{{"-999", 2}});
    CHECK(found_in({"3", "-12.5", "-999", "-999", "-1000"}).empty());
    CHECK(found_in({"3", "-999", "-999", "-123456789012345678901234"}).empty());
    CHECK(found_in({"31000", "999999", "999999"}) == Found{{"999999", 2}});
    CHECK(found_in({"31000", "9998", "9998"}).empty());  // 31000 is above it
    CHECK(found_in({"10", "9998", "9998"}) == Found{{"9998", 2}});
    CHECK(found_in({"10", "9999"}).empty());
    CHECK(found_in({"10", "999", "999"}).empty());
    CHECK(found_in({"10", "9999", "9999", "123456789012345678901234"}).empty());
}
