#include "socshift/base/error.hpp"
#include "socshift/convert/sums.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

ConvertRequest averaging(std::string by_weight = "") {
    ConvertRequest request;
    request.means = {"x"};
    request.by_weight = std::move(by_weight);
    return request;
}

}  // namespace

TEST_CASE("in a plain mean each row counts as one, and as its share where it is divided") {
    const auto result = convert_text("code,x\n1-1,10\n1-1,20\n2-1,40\n", averaging());
    CHECK(result.out ==
          "new_code,new_title,x_mean,basis\n"
          "N1,N1,20,official\nN2,N2,40,official\nN3,N3,40,official\n");
    REQUIRE(result.summary.means.size() == 1);
    const auto& mean = result.summary.means[0];
    CHECK(mean.column == "x_mean");
    CHECK(mean.by_weight.empty());
    CHECK(mean.weights.in == "3");
    CHECK(mean.weights.out == "3");
    CHECK(mean.products.in == "70");
    CHECK(mean.products.out == "70");
    REQUIRE(result.summary.by_basis.size() == 2);
    CHECK(result.summary.by_basis[1].weights == std::vector<std::string>{"1"});
}

TEST_CASE("in a weighted mean each row counts as its weight times its share") {
    auto request = averaging("w");
    request.sums = {"w"};
    const auto result = convert_text("code,x,w\n1-1,10,3\n2-1,40,2\n", request);
    CHECK(result.out ==
          "new_code,new_title,w,x_mean_by_w,basis\n"
          "N1,N1,4,17.5,official\nN2,N2,0.666667,40,official\nN3,N3,0.333333,40,official\n");
    CHECK(result.summary.means.at(0).products.in == "110");
}

TEST_CASE("a mean is rounded to the nearest six places beyond its column, halves away from zero") {
    const auto mean = [](const std::string& rows) {
        const auto out = convert_text("code,x,w\n" + rows, averaging("w")).out;
        const auto from = out.find("N1,N1,") + 6;
        return out.substr(from, out.find(',', from) - from);
    };
    CHECK(mean("1-1,1,1\n1-1,2,2\n") == "1.666667");
    CHECK(mean("1-1,-1,1\n1-1,-2,2\n") == "-1.666667");
    CHECK(mean("1-1,1.50,1\n1-1,2,2\n") == "1.83333333");
    CHECK(mean("1-1,1,1\n1-1,0,1999999\n") == "0.000001");
    CHECK(mean("1-1,-1,1\n1-1,0,1999999\n") == "-0.000001");
    CHECK(mean("1-1,1,1\n1-1,0,2000001\n") == "0");
    CHECK(mean("1-1,2.500,0.1\n") == "2.5");
}

TEST_CASE("empty cells do not count, neither as figures nor as weights") {
    const auto result = convert_text("code,x,w\n1-1,5,\n1-1,,7\n1-1,3,2\n2-2,,\n", averaging("w"));
    CHECK(result.out == "new_code,new_title,x_mean_by_w,basis\nN1,N1,3,only\nN3,N3,,only\n");
    const auto& mean = result.summary.means.at(0);
    CHECK(mean.weights.in == "2");
    CHECK(mean.weights.empty_cells == 2);
    CHECK(mean.products.empty_cells == 2);
    CHECK(mean.empty_means == 0);
    CHECK(result.summary.rows_carried == 4);
}

TEST_CASE("a mean with no weight but zero is empty, and counted") {
    const auto result = convert_text("code,x,w\n1-1,5,0\n2-2,1,1\n", averaging("w"));
    CHECK(result.out == "new_code,new_title,x_mean_by_w,basis\nN1,N1,,only\nN3,N3,1,only\n");
    CHECK(result.summary.means.at(0).empty_means == 1);
}

TEST_CASE("a negative weight, and what is no number, set a row aside") {
    const auto result = convert_text(
        "code,x,w\n1-1,5,-1\n1-1,x,1\n1-1,1,y\n1-1,1,2\n7-7,1,4\n1-1,1,-0\n"
        "1-1,1,-0.0000000000000000000001\n",
        averaging("w"));
    CHECK(result.rejects ==
          "line,reason,code,x,w\n"
          "2,a negative weight: '-1' in column w,1-1,5,-1\n"
          "3,not a number: 'x' in column x,1-1,x,1\n"
          "4,not a number: 'y' in column w,1-1,1,y\n"
          "6,unknown code,7-7,1,4\n"
          "8,a negative weight: '-0.0000000000000000000001' in column w,1-1,1,"
          "-0.0000000000000000000001\n");
    CHECK(result.out == "new_code,new_title,x_mean_by_w,basis\nN1,N1,1,only\n");
    const auto& mean = result.summary.means.at(0);
    CHECK(mean.weights.in == "4.9999999999999999999999");
    CHECK(mean.weights.out == "2");
    CHECK(mean.weights.rejected == "2.9999999999999999999999");
    REQUIRE(result.summary.set_aside.size() == 4);
    CHECK(result.summary.set_aside[3].reason == Reason::negative_weight);
    CHECK(result.summary.set_aside[3].rows == 2);
}

TEST_CASE("means are exact whatever the size of numbers") {
    CHECK(convert_text("code,x,w\n1-1,99999999999999999999,3\n1-1,1,1\n", averaging("w")).out ==
          "new_code,new_title,x_mean_by_w,basis\nN1,N1,74999999999999999999.5,only\n");
    CHECK(convert_text("code,x,w\n1-1,1e-300,1e-200\n1-1,1e-300,1e-200\n", averaging("w")).out ==
          "new_code,new_title,x_mean_by_w,basis\nN1,N1,0." + std::string(299, '0') + "1,only\n");
    // Products of twelve digits and six decimals fill 128 bits after some hundred rows.
    std::string text = "code,x,w\n";
    for (int row = 0; row < 400; ++row) {
        text += "1-1,999999999999.999999,999999999999.999999\n";
    }
    const auto result = convert_text(text, averaging("w"));
    CHECK(result.out == "new_code,new_title,x_mean_by_w,basis\nN1,N1,999999999999.999999,only\n");
    CHECK(result.summary.means.at(0).products.in == "399999999999999999200000000.0000000004");
}

TEST_CASE("means refuse columns that clash") {
    auto twice = averaging();
    twice.means = {"x", "#2"};
    CHECK_THROWS_WITH(convert_text("code,x\n", twice),
                      "data.csv:1: column '#2' is to be averaged twice");
    auto clash = averaging();
    clash.sums = {"x_mean"};
    CHECK_THROWS_WITH(convert_text("code,x,x_mean\n", clash),
                      "data.csv:1: the output would have two columns 'x_mean'");
    CHECK_THROWS_AS(convert_text("code,x\n", averaging("w")), FormatError);
}

TEST_CASE("an account of means that does not balance is an error") {
    ConvertSummary summary;
    summary.rows_in = 1;
    summary.rows_carried = 1;
    summary.by_basis = {{Basis::only, 1, {}, {"3"}}};
    summary.means = {{"x_mean", "x", "", {"", "3", "3", "0", 0}, {"", "7", "5", "2", 0}, 0}};
    CHECK_NOTHROW(check_account(summary));
    summary.means[0].products.rejected = "1";
    CHECK_THROWS_WITH(check_account(summary),
                      "the account does not balance: what 'x_mean' is made of has 7 in, but 5 out "
                      "and 1 set aside");
    summary.means[0].products.rejected = "2";
    summary.by_basis[0].weights = {"2"};
    CHECK_THROWS_WITH(check_account(summary),
                      "the account does not balance: the weight of 'x_mean' has 3 out, but 2 over "
                      "all bases");
}
