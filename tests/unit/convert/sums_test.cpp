#include "socshift/convert/sums.hpp"

#include "support/conversion.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

ConvertRequest summing(std::vector<std::string> columns) {
    ConvertRequest request;
    request.sums = std::move(columns);
    return request;
}

}  // namespace

TEST_CASE("columns are added up by target code, exactly") {
    const auto result =
        convert_text("code,n,m\n1-1,0.1,5\n1-1,0.2,\n2-1,100,1\n2-2,1,\n", summing({"n", "m"}));
    CHECK(result.out ==
          "new_code,new_title,n,m,basis\n"
          "N1,N1,50.3,5.5,official\n"
          "N2,N2,33.3333333,0.333333,official\n"
          "N3,N3,17.6666667,0.166667,official\n");
    REQUIRE(result.summary.sums.size() == 2);
    CHECK(result.summary.sums[0].in == "101.3");
    CHECK(result.summary.sums[0].out == "101.3");
    CHECK(result.summary.sums[0].rejected == "0");
    CHECK(result.summary.sums[1].empty_cells == 2);
    CHECK(result.summary.rows_out == 3);
}

TEST_CASE("a figure to which only empty cells contributed is empty") {
    CHECK(convert_text("code,n\n1-1,\n2-2,0\n", summing({"n"})).out ==
          "new_code,new_title,n,basis\nN1,N1,,only\nN3,N3,0,only\n");
}

TEST_CASE("codes without a known share are set aside, or split evenly as an assumption") {
    const auto none = convert_text("code,n\n1-2,3\n1-1,1\n", summing({"n"}));
    CHECK(none.summary.sums[0].rejected == "3");
    CHECK(none.rejects ==
          "line,reason,code,n\n2,no share known; --weights equal would split it evenly,1-2,3\n");
    const auto equal = convert_text("code,n\n1-2,3\n1-1,1\n", summing({"n"}), Weighting::equal);
    CHECK(equal.out == "new_code,new_title,n,basis\nN1,N1,2.5,equal\nN2,N2,1.5,equal\n");
    REQUIRE(equal.summary.by_basis.size() == 2);
    CHECK(equal.summary.by_basis[1].basis == Basis::equal);
    CHECK(equal.summary.by_basis[1].amounts == std::vector<std::string>{"3"});
}

TEST_CASE("thirds add up to what they came from") {
    const auto result = convert_text("code,n\n2-3,1\n", summing({"n"}), Weighting::equal);
    CHECK(result.out ==
          "new_code,new_title,n,basis\nN2,N2,0.333334,equal\nN3,N3,0.333333,equal\n"
          "N4,N4,0.333333,equal\n");
    CHECK(result.summary.sums[0].out == "1");
}

TEST_CASE("a cell that is no number sets its row aside with all its figures") {
    const auto result = convert_text("code,n,m\n1-1,5,x\n1-1,1,1\n", summing({"n", "m"}));
    CHECK(result.rejects == "line,reason,code,n,m\n2,not a number: 'x' in column m,1-1,5,x\n");
    CHECK(result.summary.sums[0].in == "6");
    CHECK(result.summary.sums[0].rejected == "5");
    CHECK(result.summary.set_aside.at(0).text == "not a number in column m");
}

TEST_CASE("what is set aside for its code is in the account of every column") {
    const auto result = convert_text("code,n\n7-7,2.5\n7-7,*\n1-1,1\n1-1,1,1\n", summing({"n"}));
    CHECK(result.summary.sums[0].in == "3.5");
    CHECK(result.summary.sums[0].rejected == "2.5");
    CHECK(result.summary.rows_rejected == 3);
}

TEST_CASE("a group that is set aside takes no part beside its members") {
    auto request = summing({"n"});
    request.means = {"n"};
    const auto result = convert_text("code,n\n1-0,3\n1-1,1\n", request);
    CHECK(result.out == "new_code,new_title,n,n_mean,basis\nN1,N1,1,1,only\n");
    CHECK(result.rejects == "line,reason,code,n\n2,\"group group, not leaf\",1-0,3\n");
    CHECK(result.summary.sums[0].in == "4");
    CHECK(result.summary.sums[0].rejected == "3");
}

TEST_CASE("sums keep delimiter and line ends, and refuse clashing columns") {
    CHECK(convert_text("code;n\r\n1-1;1,5x\r\n1-1;2\r\n", summing({"n"})).out ==
          "new_code;new_title;n;basis\r\nN1;N1;2;only\r\n");
    CHECK_THROWS_WITH(convert_text("code,n\n", summing({"n", "#2"})),
                      "data.csv:1: column '#2' is to be added up twice");
    CHECK_THROWS_WITH(convert_text("code,basis\n", summing({"basis"})),
                      "data.csv:1: there is a column 'basis' already; --prefix TEXT gives the "
                      "added columns other names");
}

TEST_CASE("sums are exact beyond what machine words hold, with and without keys") {
    std::string text = "code,key,n\n";
    for (int row = 0; row < 30; ++row) {  // 30 * 10^12 * 10^6 is more than 64 bits
        text += "1-1,a,999999999999.999999\n1-1,b,-999999999999\n";
    }
    text += "1-1,b,123456789012345678901234567890\n";
    ConvertRequest request;
    request.sums = {"n"};
    CHECK(convert_text(text, request).out ==
          "new_code,new_title,n,basis\nN1,N1,123456789012345678901234567919.99997,only\n");
    request.by = {"key"};
    CHECK(convert_text(text, request).out ==
          "new_code,new_title,key,n,basis\nN1,N1,a,29999999999999.99997,only\n"
          "N1,N1,b,123456789012345648901234567920,only\n");
}

TEST_CASE("an account that does not balance is an error") {
    ConvertSummary summary;
    summary.rows_in = 2;
    summary.rows_carried = 1;
    CHECK_THROWS_WITH(check_account(summary),
                      "the account does not balance: rows filtered, carried, set aside and kept 1, "
                      "expected 2");
    summary.rows_carried = 2;
    CHECK_THROWS_AS(check_account(summary), AccountError);
    summary.by_basis = {{Basis::only, 2, {"3"}}};
    CHECK_NOTHROW(check_account(summary));
    summary.sums = {{"n", "5", "3", "1.9", 0}};
    CHECK_THROWS_WITH(check_account(summary),
                      "the account does not balance: column 'n' has 5 in, "
                      "but 3 out and 1.9 set aside");
    summary.sums[0].rejected = "2";
    CHECK_NOTHROW(check_account(summary));
    summary.by_basis[0].amounts = {"2"};
    CHECK_THROWS_AS(check_account(summary), AccountError);
}
