#include "socshift/numbers/division.hpp"

#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

std::vector<std::string> divided(const std::string& number, const std::vector<std::string>& shares,
                                 bool whole = false) {
    std::vector<Share> all;
    for (const auto& share : shares) {
        all.push_back(Share::parse(share));
    }
    std::vector<std::string> parts;
    Division(all).divide(sum_cell(number), whole, parts);
    DecimalSum sum;
    for (const auto& part : parts) {
        sum.add(Decimal::parse(part).value());
    }
    DecimalSum expected;
    expected.add(Decimal::parse(number).value());
    CHECK(sum == expected);
    return parts;
}

using Parts = std::vector<std::string>;

}  // namespace

TEST_CASE("parts that end are exact") {
    CHECK(divided("12.5", {"0.2", "0.8"}) == Parts{"2.5", "10"});
    CHECK(divided("1234567.89", {"0.123456", "0.876544"}) ==
          Parts{"152414.81342784", "1082153.07657216"});
    CHECK(divided("50.10", {"1/2", "1/2"}) == Parts{"25.05", "25.05"});
    CHECK(divided("0", {"1/2", "1/2"}) == Parts{"0", "0"});
    CHECK(divided("5", {"1", "0"}) == Parts{"5", "0"});
    CHECK(divided("-5", {"1", "0"}) == Parts{"-5", "0"});
}

TEST_CASE("parts that do not end are cut at the eighteenth digit of the number") {
    CHECK(divided("1", {"1/3", "2/3"}) == Parts{"0.33333333333333333", "0.66666666666666667"});
    CHECK(divided("0.0003", {"1/7", "6/7"}) ==
          Parts{"0.000042857142857142857", "0.000257142857142857143"});
    CHECK(divided("200000", {"1/3", "1/3", "1/3"}) ==
          Parts{"66666.666666666667", "66666.666666666667", "66666.666666666666"});
}

TEST_CASE("what shares do not give out is not made up") {
    Parts parts;
    Division({Share{1, 4}, Share{1, 3}}).divide(sum_cell("100"), true, parts);
    CHECK(parts == Parts{"25", "34"});  // the account does not balance, and says so
}

TEST_CASE("numbers and shares of any size are divided") {
    CHECK(divided("123456789012345678901234567890", {"1/4", "3/4"}) ==
          Parts{"30864197253086419725308641973", "92592591759259259175925925917"});
    CHECK(divided("99999999999999999999.5", {"1/3", "2/3"}) ==
          Parts{"33333333333333333333.2", "66666666666666666666.3"});
    const std::string tiny = "1/100000000000000000000000000000000";
    CHECK(divided("100",
                  {tiny, "99999999999999999999999999999999/100000000000000000000000000000000"}) ==
          Parts{"0", "100"});
    CHECK(divided("1e-30", {"1/2", "1/2"}) ==
          Parts{"0.0000000000000000000000000000005", "0.0000000000000000000000000000005"});
}

TEST_CASE("whole numbers are divided into whole numbers, others as ever") {
    CHECK(divided("7", {"1/2", "1/3", "1/6"}, true) == Parts{"4", "2", "1"});
    CHECK(divided("1", {"1/2", "1/2"}, true) == Parts{"1", "0"});
    CHECK(divided("-7.00", {"1/2", "1/2"}, true) == Parts{"-4", "-3"});
    CHECK(divided("7.5", {"1/2", "1/2"}, true) == Parts{"3.75", "3.75"});
    CHECK(divided("123456789012345678901", {"1/2", "1/2"}, true) ==
          Parts{"61728394506172839451", "61728394506172839450"});
}
