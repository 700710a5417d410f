#include "socshift/numbers/figure_column.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;

namespace {

DecimalSum decimal_sum_of(const std::string& text) {
    DecimalSum out;
    out.add(Decimal::parse(text).value());
    return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("parts of a figure add up to what was printed for it") {
    FigureColumn parts(3);
    parts.add(0, decimal_sum_of("100"), Share::parse("1/3"));
    parts.add(1, decimal_sum_of("100"), Share::parse("1/3"));
    parts.add(2, decimal_sum_of("100"), Share::parse("1/3"));
    CHECK(parts.print_parts_of("100", 2) == Texts{"33.34", "33.33", "33.33"});
    FigureColumn two(3);
    two.add(0, decimal_sum_of("10"), Share::parse("1/3"));
    two.add(2, decimal_sum_of("5"), Share::one());
    // 8 1/3, printed with the unit that another figure's rounding left over, and without.
    CHECK(two.print_parts_of("8.34", 2) == Texts{"3.34", "0", "5"});
    CHECK(two.print_parts_of("8.33", 2) == Texts{"3.33", "0", "5"});
}

TEST_CASE("parts of a figure keep the decimals that it has, and signs") {
    FigureColumn parts(2);
    parts.add(0, decimal_sum_of("0.12345678"), Share::one());
    parts.add(1, decimal_sum_of("-1"), Share::parse("1/3"));
    CHECK(parts.print_parts_of("-0.20987655", 2) == Texts{"0.12345678", "-0.33333333"});
    CHECK(FigureColumn(2).print_parts_of("0", 6) == Texts{"0", "0"});
}
