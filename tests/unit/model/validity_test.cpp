#include "socshift/model/validity.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

TEST_CASE("the first day is in and the last day is out", "[validity]") {
    const Validity validity{parse_date("2010-01-01"), parse_date("2018-01-01")};
    CHECK_FALSE(validity.contains(parse_date("2009-12-31")));
    CHECK(validity.contains(parse_date("2010-01-01")));
    CHECK(validity.contains(parse_date("2017-12-31")));
    CHECK_FALSE(validity.contains(parse_date("2018-01-01")));
}

TEST_CASE("without an end it holds for ever", "[validity]") {
    const Validity validity{parse_date("2018-01-01"), std::nullopt};
    CHECK(validity.contains(parse_date("9999-12-31")));
    CHECK_FALSE(validity.contains(parse_date("2017-12-31")));
}

TEST_CASE("dates have one form and must exist", "[validity]") {
    CHECK(to_string(parse_date("2016-02-29")) == "2016-02-29");
    CHECK(to_string(parse_date("0001-01-01")) == "0001-01-01");
    for (const std::string text :
         {"", "2018", "2018-01", "2018-1-1", "2018/01/01", "2018-02-29", "2018-13-01", "2018-00-10",
          "2018-01-32", "2018-01-01 ", "18-01-2018", "+018-01-01", "2018-01-0x", "-018-01-01"}) {
        CAPTURE(text);
        CHECK(message_of<FormatError>([&] { (void)parse_date(text); }) ==
              "'" + text + "' is not a date; expected \"YYYY-MM-DD\"");
    }
}
