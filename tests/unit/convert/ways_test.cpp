// What becomes of rows whose code has several targets, beside writing them once for each.
#include "socshift/base/error.hpp"
#include "socshift/numbers/philox.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>

using namespace socshift;
using namespace socshift::test;

namespace {

ConvertRequest with(Split split) {
    ConvertRequest request;
    request.split = split;
    return request;
}

ConvertRequest drawn(std::uint64_t seed, std::optional<unsigned> draws = {}) {
    auto request = with(Split::draw);
    request.seed = seed;
    request.draws = draws;
    return request;
}

ConvertRequest scaled(std::vector<std::string> columns, bool whole = false) {
    ConvertRequest request;
    request.scale = std::move(columns);
    request.whole = whole;
    request.shares = ShareForm::fraction;
    return request;
}

std::string lines(const std::string& line, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += line + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("the best target is the one with the largest share, of equal ones the smallest code") {
    const auto result =
        convert_text("code,x\n1-1,a\n2-1,b\n1-2,c\n2-3,d\n", with(Split::best), Weighting::equal);
    CHECK(result.out ==
          "code,x,new_code,probability,basis,candidates\n"
          "1-1,a,N1,1,only,1\n"
          "2-1,b,N1,0.5,official,3\n"
          "1-2,c,N1,0.5,equal,2\n"
          "2-3,d,N2,0.3333333333333333,equal,3\n");
    CHECK(result.summary.rows_out == 4);
    CHECK(result.summary.rows_split == 3);
    // N1 took in three codes, N2 only one.
    CHECK(result.summary.merged == std::vector{Code::parse("N1")});
}

TEST_CASE("nothing is the best of targets whose shares nobody knows") {
    const auto result = convert_text("code\n1-2\n2-1\n", with(Split::best));
    CHECK(result.out == "code,new_code,probability,basis,candidates\n2-1,N1,0.5,official,3\n");
    REQUIRE(result.summary.set_aside.size() == 1);
    CHECK(result.summary.set_aside[0].reason == Reason::no_share);
}

TEST_CASE(
    "only codes with one target are carried, the others are set aside with their candidates") {
    const auto result =
        convert_text("code,x\n1-1,a\n2-1,b\n1-2,c\n", with(Split::none), Weighting::equal);
    CHECK(result.out == "code,x,new_code,share,basis\n1-1,a,N1,1,only\n");
    CHECK(result.rejects ==
          "line,reason,code,x\n"
          "3,\"several targets: N1, N2, N3\",2-1,b\n"
          "4,\"several targets: N1, N2\",1-2,c\n");
    REQUIRE(result.summary.set_aside.size() == 1);
    CHECK(result.summary.set_aside[0].reason == Reason::several_targets);
    CHECK(result.summary.set_aside[0].text == "several targets");
    CHECK(result.summary.set_aside[0].rows == 2);
}

TEST_CASE("a row that is not carried for its several targets is kept when asked") {
    auto request = with(Split::none);
    request.on_unknown = OnUnknown::keep;
    CHECK(convert_text("code,x\n1-2,c\n", request).out ==
          "code,x,new_code,share,basis\n1-2,c,,,\n");
    request.on_unknown = OnUnknown::fail;
    CHECK_THROWS_WITH(convert_text("code,x\n1-2,c\n", request),
                      "data.csv:2: '1-2' cannot be carried: several targets: N1, N2");
}

TEST_CASE("sums can be of what has one target only") {
    auto request = with(Split::none);
    request.sums = {"x"};
    const auto result = convert_text("code,x\n1-1,5\n1-2,7\n", request, Weighting::equal);
    CHECK(result.out == "new_code,new_title,x,basis\nN1,N1,5,only\n");
    CHECK(result.summary.sums.at(0).rejected == "7");
}

TEST_CASE("the generator gives the numbers that its authors published") {
    // Random123, kat_vectors: philox4x32, 10 rounds.
    using Words = std::array<std::uint32_t, 4>;
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}) ==
          Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
    // Worked out by another program.
    CHECK(drawn_number(7, 1, 1) == 15676756253414598127U);
    CHECK(drawn_number((std::uint64_t{1} << 40U) + 5, (std::uint64_t{1} << 33U) + 1, 2) ==
          3611712200323552067U);
}

TEST_CASE("a target is drawn by share, from the seed and the number of the row only") {
    // What another program draws.
    const auto result = convert_text(
        "code,x\n" + lines("2-1,a", 3) + "\n" + lines("7-7,a", 1) + "2-1,a\n1-1,b\n2-1,c\n",
        drawn(7, 3));
    CHECK(result.out ==
          "code,x,new_code_1,new_code_2,new_code_3,basis,candidates\n"
          "2-1,a,N3,N1,N1,official,3\n"
          "2-1,a,N2,N2,N3,official,3\n"
          "2-1,a,N1,N1,N2,official,3\n"
          "\n"
          "2-1,a,N1,N1,N3,official,3\n"
          "1-1,b,N1,N1,N1,only,1\n"
          "2-1,c,N3,N2,N3,official,3\n");
    CHECK(result.summary.rows_out == 6);
    const auto once = convert_text("code\n2-1\n2-1\n", drawn(7));
    CHECK(once.out == "code,new_code,basis,candidates\n2-1,N3,official,3\n2-1,N2,official,3\n");
    CHECK(convert_text("code\n2-1\n2-1\n", drawn(7, 1)).out ==
          "code,new_code_1,basis,candidates\n2-1,N3,official,3\n2-1,N2,official,3\n");
}

TEST_CASE("many draws have the shares of the targets") {
    const auto result = convert_text("code\n" + lines("2-1", 6000), drawn(7));
    const auto times = [&](const std::string& code) {
        std::size_t count = 0;
        for (auto at = result.out.find(code); at != std::string::npos;
             at = result.out.find(code, at + 1)) {
            ++count;
        }
        return count;
    };
    CHECK(times(",N1,") == 3028);
    CHECK(times(",N2,") == 1982);
    CHECK(times(",N3,") == 990);
}

TEST_CASE("targets that were not drawn took nothing in") {
    const auto result = convert_text("code\n2-2\n2-1\n", drawn(7));
    CHECK(result.out == "code,new_code,basis,candidates\n2-2,N3,only,1\n2-1,N2,official,3\n");
    CHECK(result.summary.merged.empty());
    CHECK(convert_text("code\n2-1\n2-2\n", drawn(7)).summary.merged ==
          std::vector{Code::parse("N3")});
}

TEST_CASE("nothing is drawn of targets whose shares nobody knows") {
    const auto result = convert_text("code\n1-2\n", drawn(7));
    CHECK(result.out == "code,new_code,basis,candidates\n");
    CHECK(result.summary.set_aside.at(0).reason == Reason::no_share);
}

TEST_CASE("figures are divided by share, and add up to what they were") {
    const auto result = convert_text(
        "n,code,wage,id\n100,2-1,\"60.0\",x\n 7.50 ,1-1,+3,y\n,2-3,-1,\"z\"\n0,2-1,1e3,w",
        scaled({"wage", "n"}), Weighting::equal);
    CHECK(result.out ==
          "n,code,wage,id,new_code,share,basis\n"
          "50,2-1,\"30\",x,N1,1/2,official\n"
          "33.333333333333333,2-1,\"20\",x,N2,1/3,official\n"
          "16.666666666666667,2-1,\"10\",x,N3,1/6,official\n"
          " 7.50 ,1-1,+3,y,N1,1,only\n"
          ",2-3,-0.33333333333333334,\"z\",N2,1/3,equal\n"
          ",2-3,-0.33333333333333333,\"z\",N3,1/3,equal\n"
          ",2-3,-0.33333333333333333,\"z\",N4,1/3,equal\n"
          "0,2-1,500,w,N1,1/2,official\n"
          "0,2-1,333.33333333333333,w,N2,1/3,official\n"
          "0,2-1,166.66666666666667,w,N3,1/6,official");
    REQUIRE(result.summary.sums.size() == 2);
    const auto& wage = result.summary.sums[0];
    CHECK(wage.column == "wage");
    CHECK(wage.in == "1062");
    CHECK(wage.out == "1062");
    CHECK(wage.rejected == "0");
    CHECK(result.summary.sums[1].out == "107.5");
    CHECK(result.summary.sums[1].empty_cells == 1);
    REQUIRE(result.summary.by_basis.size() == 3);
    CHECK(result.summary.by_basis[1].basis == Basis::official);
    CHECK(result.summary.by_basis[1].amounts == std::vector<std::string>{"1060", "100"});
}

TEST_CASE("whole numbers are kept whole by the largest remainders") {
    const auto result = convert_text("code,n\n2-1,100\n2-1,-1.0\n2-3,5\n2-1,1.2\n",
                                     scaled({"n"}, true), Weighting::equal);
    CHECK(result.out ==
          "code,n,new_code,share,basis\n"
          "2-1,50,N1,1/2,official\n"
          "2-1,33,N2,1/3,official\n"
          "2-1,17,N3,1/6,official\n"
          "2-1,-1,N1,1/2,official\n"
          "2-1,0,N2,1/3,official\n"
          "2-1,0,N3,1/6,official\n"
          "2-3,2,N2,1/3,equal\n"
          "2-3,2,N3,1/3,equal\n"
          "2-3,1,N4,1/3,equal\n"
          "2-1,0.6,N1,1/2,official\n"
          "2-1,0.4,N2,1/3,official\n"
          "2-1,0.2,N3,1/6,official\n");
    CHECK(result.summary.sums.at(0).out == "105.2");
}

TEST_CASE(
    "rows without a figure to divide are set aside, and what is set aside is in the account") {
    const auto result =
        convert_text("code,n\n1-1,x\n2-1,6\n7-7,2.5\n1-2,4\n1-1,1,2\n", scaled({"n"}));
    CHECK(result.out ==
          "code,n,new_code,share,basis\n2-1,3,N1,1/2,official\n2-1,2,N2,1/3,official\n"
          "2-1,1,N3,1/6,official\n");
    CHECK(result.rejects ==
          "line,reason,code,n\n"
          "2,not a number: 'x' in column n,1-1,x\n"
          "4,unknown code,7-7,2.5\n"
          "5,no share known; --weights equal would split it evenly,1-2,4\n"
          "6,\"3 columns, expected 2\",1-1,1,2\n");
    const auto& sum = result.summary.sums.at(0);
    CHECK(sum.in == "12.5");
    CHECK(sum.out == "6");
    CHECK(sum.rejected == "6.5");
}

TEST_CASE("a column is divided once") {
    CHECK_THROWS_WITH(convert_text("code,n\n", scaled({"n", "#2"})),
                      "data.csv:1: column '#2' is to be scaled twice");
    CHECK_THROWS_AS(convert_text("code,n\n", scaled({"m"})), FormatError);
}

TEST_CASE("a part is read again whatever its length") {
    const auto result = convert_text("code,n\n1-2,1e-400\n", scaled({"n"}), Weighting::equal);
    CHECK(result.summary.sums.front().out == result.summary.sums.front().in);
    CHECK(result.summary.rows_out == 2);
}

TEST_CASE("a part that has the delimiter in it is quoted") {
    auto request = scaled({"n"});
    request.delimiter = '.';
    CHECK(convert_text("code.n\n1-2.5\n", request, Weighting::equal).out ==
          "code.n.new_code.share.basis\n1-2.\"2.5\".N1.1/2.equal\n"
          "1-2.\"2.5\".N2.1/2.equal\n");
}

TEST_CASE("requests that contradict themselves are refused") {
    auto best = scaled({"n"});
    best.split = Split::best;
    CHECK_THROWS_AS(convert_text("code,n\n", best), std::invalid_argument);
    auto keep = scaled({"n"});
    keep.on_unknown = OnUnknown::keep;
    CHECK_THROWS_AS(convert_text("code,n\n", keep), std::invalid_argument);
    CHECK_THROWS_AS(convert_text("code\n", drawn(1, 0)), std::invalid_argument);
}
