#include "socshift/numbers/figure_list.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

using namespace socshift;

TEST_CASE("a list of figures gives back what was printed, short or long") {
    const std::vector<std::string> printed = {"",
                                              "0",
                                              "12",
                                              "-12",
                                              "0.5",
                                              "-0.05",
                                              "3.25",
                                              "0.0000000000000001",
                                              "123456789012345678",
                                              "-12345678901234567890.5",
                                              "0." + std::string(40, '0') + "1"};
    FigureList list(printed.size());
    DecimalSum sum;
    DecimalSum expected;
    for (std::size_t at = 0; at < printed.size(); ++at) {
        CHECK(list.empty(at));
        list.set(at, printed[at]);
        INFO(printed[at]);
        CHECK(list.text(at) == printed[at]);
        CHECK(list.empty(at) == printed[at].empty());
        CHECK(list.is_zero(at) == (printed[at] == "0"));
        list.add_to(at, sum);
        if (const auto figure = Decimal::parse(printed[at])) {
            expected.add(*figure);
        }
    }
    CHECK(sum == expected);
    CHECK(list.texts(3) == std::vector<std::string>{"", "0", "12"});
    CHECK(list.texts(99) == printed);
    list.set(9, "");
    CHECK(list.empty(9));
    list.set(9, "7");
    CHECK(list.text(9) == "7");
}

TEST_CASE("a list of figures takes no other text") {
    FigureList list(1);
    for (const char* const text : {"x", "-", ".", "1,5", "1 000"}) {
        INFO(text);
        CHECK_THROWS_AS(list.set(0, text), std::invalid_argument);
        CHECK(list.empty(0));
    }
}
