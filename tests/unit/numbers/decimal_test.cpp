#include "socshift/numbers/decimal.hpp"

#include "socshift/numbers/figure_column.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

namespace {

std::string sum(const std::vector<std::string>& values) {
    DecimalSum total;
    for (const auto& value : values) {
        total.add(Decimal::parse(value).value());
    }
    return total.text();
}

/// The figures that (figure, amount, share) make, at a number of decimals.
std::vector<std::string> printed_figures(
    std::size_t figures,
    const std::vector<std::tuple<std::size_t, std::string, std::string>>& parts,
    unsigned decimals) {
    FigureColumn column(figures);
    for (const auto& [at, amount, share] : parts) {
        DecimalSum exact;
        exact.add(Decimal::parse(amount).value());
        column.add(at, exact, Share::parse(share));
    }
    return column.print(decimals);
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a decimal is read exactly") {
    CHECK(sum({"0.8200000000000001"}) == "0.8200000000000001");
    CHECK(sum({"1e5"}) == "100000");
    CHECK(sum({"1.25E-3"}) == "0.00125");
    CHECK(sum({"-3.50"}) == "-3.5");
    CHECK(sum({" 7 "}) == "7");
    CHECK(sum({"+.5"}) == "0.5");
    CHECK(sum({"5."}) == "5");
    CHECK(sum({"-0"}) == "0");
    CHECK(sum({"0010"}) == "10");
    CHECK(sum({"00000000000000000000000000000000077"}) == "77");
    CHECK(sum({"123456789012345678901234567890.5"}) == "123456789012345678901234567890.5");
    CHECK(sum({"-1e-30"}) == "-0." + std::string(29, '0') + "1");
}

TEST_CASE("what is not a number is none") {
    for (const char* const text : {"",
                                   " ",
                                   "1,234",
                                   "*",
                                   "**",
                                   "#",
                                   "nan",
                                   "inf",
                                   "0x10",
                                   "1_000",
                                   "1e",
                                   "e5",
                                   ".",
                                   "-",
                                   "1 2",
                                   "1.2.3",
                                   "--1",
                                   "1e5000",
                                   "5%",
                                   "1e+-3",
                                   "\xC2\xA0"
                                   "5"}) {
        INFO(text);
        CHECK_FALSE(Decimal::parse(text));
    }
    CHECK_FALSE(Decimal::parse(std::string(500, '9')));
    CHECK_FALSE(Decimal::parse("1e401"));
}

TEST_CASE("decimals are counted as written") {
    CHECK(Decimal::parse("3.50")->decimals() == 2);
    CHECK(Decimal::parse("1e5")->decimals() == 0);
    CHECK(Decimal::parse("1.5e-2")->decimals() == 3);
    CHECK(Decimal::parse("12")->decimals() == 0);
}

TEST_CASE("sums are exact whatever the size") {
    CHECK(sum({"0.1", "0.2"}) == "0.3");
    CHECK(sum({"9223372036854775807", "1"}) == "9223372036854775808");
    CHECK(sum({"1e300", "1e-300", "-1e300"}) == "0." + std::string(299, '0') + "1");
    CHECK(sum({"999999999999999999", "0.000000000000000001"}) ==
          "999999999999999999.000000000000000001");
    CHECK(sum({}) == "0");
    DecimalSum a;
    a.add(Decimal::parse("1e30").value());
    DecimalSum b;
    b.add(Decimal::parse("0.5").value());
    b.add(a);
    CHECK(b.text() == "1" + std::string(30, '0') + ".5");
    CHECK_FALSE(b == a);
    CHECK_FALSE(b.is_zero());
    CHECK(DecimalSum{}.is_zero());
}

TEST_CASE("figures that end are exact") {
    CHECK(printed_figures(2, {{0, "5", "1/2"}, {1, "5", "1/2"}}, 0) == Texts{"2.5", "2.5"});
    CHECK(printed_figures(2, {{0, "10.25", "1"}}, 0) == Texts{"10.25", "0"});
}

TEST_CASE("figures without end are rounded so that the column keeps its total") {
    CHECK(printed_figures(3, {{0, "100", "1/3"}, {1, "100", "1/3"}, {2, "100", "1/3"}}, 2) ==
          Texts{"33.34", "33.33", "33.33"});
    CHECK(printed_figures(3, {{0, "-100", "1/3"}, {1, "-100", "1/3"}, {2, "-100", "1/3"}}, 0) ==
          Texts{"-33", "-33", "-34"});
    CHECK(printed_figures(3, {{0, "1", "1/7"}, {1, "1", "2/7"}, {2, "1", "4/7"}}, 2) ==
          Texts{"0.14", "0.29", "0.57"});
}

TEST_CASE(
    "what the exact figures leave is spread over the others, with more places if it must be") {
    // 0.125 is exact; the rest, 0.875, needs three places although two were asked for.
    CHECK(printed_figures(3, {{0, "1", "1/8"}, {1, "1", "7/24"}, {2, "1", "7/12"}}, 2) ==
          Texts{"0.125", "0.292", "0.583"});
}

TEST_CASE("a printed quotient is held against what it is of") {
    FigureColumn above(1);
    FigureColumn below(1);
    DecimalSum two;
    two.add(Decimal{2, 0});
    DecimalSum three;
    three.add(Decimal{-3, 0});
    above.add(0, two, Share::one());
    below.add(0, three, Share{1, 2});
    CHECK(above.quotient(0, below, 3) == "-1.333");
    CHECK(above.is_quotient(0, below, 3, "-1.333"));
    CHECK_FALSE(above.is_quotient(0, below, 3, "-1.334"));
    CHECK_FALSE(above.is_quotient(0, below, 3, "1.333"));
    CHECK_FALSE(above.is_quotient(0, below, 3, "none"));
    CHECK(above.is_quotient(0, below, 3, "-1.33333"));
}

TEST_CASE("a decimal is a whole number of units, or not", "[decimal]") {
    const auto units = [](std::string_view text, unsigned decimals) {
        return Decimal::parse(text).value().in_units(decimals);
    };
    CHECK(units("-999", 6) == -999'000'000);
    CHECK(units("-999.000", 0) == -999);
    CHECK(units("12.50", 1) == 125);
    CHECK(units("0", 18) == 0);
    CHECK(units("0.0000", 0) == 0);
    CHECK_FALSE(units("12.55", 1).has_value());
    CHECK_FALSE(units("12345678901234567", 6).has_value());
    CHECK_FALSE(units("12345678901234567890123", 0).has_value());
}
