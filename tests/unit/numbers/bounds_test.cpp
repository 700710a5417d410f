#include "socshift/numbers/bounds.hpp"

#include "support/conversion.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

DecimalSum amount(std::string_view text) {
    DecimalSum out;
    out.add(*Decimal::parse(text));
    return out;
}

}  // namespace

TEST_CASE("an interval is the sum of what each source can send") {
    BoundsColumn bounds(3);
    bounds.add(0, amount("10"), Share::one(), Share::one());
    bounds.add(0, amount("2.5"), Share{0, 1}, Share::one());
    bounds.add(1, amount("9"), Share{1, 3}, Share{1, 3});
    CHECK(bounds.least(0, 2) == "10");
    CHECK(bounds.most(0, 2) == "12.5");
    CHECK(bounds.least(1, 2) == "3");
    CHECK(bounds.any(1));
    CHECK_FALSE(bounds.any(2));
}

TEST_CASE("what is negative is the other way round") {
    BoundsColumn bounds(1);
    bounds.add(0, amount("-4"), Share{0, 1}, Share::one());
    bounds.add(0, amount("1"), Share{0, 1}, Share::one());
    CHECK(bounds.least(0, 0) == "-4");
    CHECK(bounds.most(0, 0) == "1");
}

TEST_CASE("an end without end is rounded outwards") {
    BoundsColumn bounds(2);
    bounds.add(0, amount("1"), Share{1, 3}, Share{2, 3});
    bounds.add(1, amount("-1"), Share{1, 3}, Share{2, 3});
    CHECK(bounds.least(0, 3) == "0.333");
    CHECK(bounds.most(0, 3) == "0.667");
    CHECK(bounds.least(1, 3) == "-0.667");
    CHECK(bounds.most(1, 3) == "-0.333");
}

TEST_CASE("bounds stand beside each figure, and beside a target that the weights give nothing") {
    ConvertRequest request;
    request.sums = {"n"};
    request.bounds = true;
    const auto made =
        convert_text("code,n\n1-1,10\n1-2,4\n2-1,6\n2-2,1\n", request, Weighting::equal);
    CHECK(made.out ==
          "new_code,new_title,n,n_least,n_most,basis\n"
          "N1,N1,15,13,17,equal\n"
          "N2,N2,4,2,6,equal\n"
          "N3,N3,2,2,2,official\n");
}
