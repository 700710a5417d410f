#include "socshift/base/error.hpp"
#include "socshift/convert/sums.hpp"
#include "support/conversion.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

ConvertRequest summing_by(std::vector<std::string> keys) {
    ConvertRequest request;
    request.sums = {"n"};
    request.by = std::move(keys);
    return request;
}

}  // namespace

TEST_CASE("figures are kept apart by keys, sorted by code and then by key") {
    const auto result = convert_text(
        "code,s,n\n1-1,b,1\n2-1,a,6\n1-1,a,3\n1-1,\"b\",1\n2-2,,5\n7-7,z,1\n", summing_by({"s"}));
    CHECK(result.out ==
          "new_code,new_title,s,n,basis\n"
          "N1,N1,a,6,official\nN1,N1,b,2,only\n"
          "N2,N2,a,2,official\n"
          "N3,N3,,5,only\nN3,N3,a,1,official\n");
    CHECK(result.summary.rows_out == 5);
    CHECK(result.summary.keys == std::vector<std::string>{"s"});
    CHECK(result.summary.key_groups == 3);
    CHECK(result.summary.sums.at(0).in == "17");
    CHECK(result.summary.sums.at(0).rejected == "1");
}

TEST_CASE("several keys are sorted from left to right by their bytes") {
    const auto result = convert_text(
        "code,n,year,s\n1-1,1,10,b\n1-1,2,9,b\n1-1,4,10,\"a,\"\"x\"\"\"\n1-1,8,10,b2\n1-1,16,1,\n"
        "1-1,32,a key with more than fifteen bytes,b\n1-1,64,a key with more than fifteen bytes,b\n"
        "1-1,128,10, b\n",
        summing_by({"year", "s"}));
    CHECK(result.out ==
          "new_code,new_title,year,s,n,basis\n"
          "N1,N1,1,,16,only\n"
          "N1,N1,10, b,128,only\n"
          "N1,N1,10,\"a,\"\"x\"\"\",4,only\n"
          "N1,N1,10,b,1,only\n"
          "N1,N1,10,b2,8,only\n"
          "N1,N1,9,b,2,only\n"
          "N1,N1,a key with more than fifteen bytes,b,96,only\n");
    CHECK(result.summary.key_groups == 7);
}

TEST_CASE("thirds of each key add up to what came with it") {
    CHECK(convert_text("code,s,n\n2-3,b,1\n2-3,a,1\n", summing_by({"s"}), Weighting::equal).out ==
          "new_code,new_title,s,n,basis\n"
          "N2,N2,a,0.333334,equal\nN2,N2,b,0.333334,equal\n"
          "N3,N3,a,0.333333,equal\nN3,N3,b,0.333333,equal\n"
          "N4,N4,a,0.333333,equal\nN4,N4,b,0.333333,equal\n");
}

TEST_CASE("bounds and means are by key as well") {
    auto request = summing_by({"s"});
    request.bounds = true;
    CHECK(convert_text("code,s,n\n1-2,a,4\n1-1,b,1\n", request, Weighting::equal).out ==
          "new_code,new_title,s,n,n_least,n_most,basis\n"
          "N1,N1,a,2,0,4,equal\nN1,N1,b,1,1,1,only\nN2,N2,a,2,0,4,equal\n");
    request = summing_by({"s"});
    request.sums.clear();
    request.means = {"n"};
    CHECK(convert_text("code,s,n\n1-1,a,4\n1-1,b,1\n1-1,a,6\n", request).out ==
          "new_code,new_title,s,n_mean,basis\nN1,N1,a,5,only\nN1,N1,b,1,only\n");
}

TEST_CASE("the code itself can be a key, and a file can have no rows") {
    CHECK(convert_text("code,n\n1-1,2\n2-1,6\n", summing_by({"code"})).out ==
          "new_code,new_title,code,n,basis\n"
          "N1,N1,1-1,2,only\nN1,N1,2-1,3,official\n"
          "N2,N2,2-1,2,official\nN3,N3,2-1,1,official\n");
    CHECK(convert_text("code,n\n", summing_by({"code"})).out ==
          "new_code,new_title,code,n,basis\n");
}

TEST_CASE("keys that clash are refused") {
    CHECK_THROWS_WITH(convert_text("code,s,n\n", summing_by({"s", "#2"})),
                      "data.csv:1: column '#2' is to be a key twice");
    CHECK_THROWS_WITH(convert_text("code,n\n", summing_by({"n"})),
                      "data.csv:1: the output would have two columns 'n'");
    CHECK_THROWS_WITH(convert_text("code,basis,n\n", summing_by({"basis"})),
                      "data.csv:1: there is a column 'basis' already; --prefix TEXT gives the "
                      "added columns other names");
    auto prefixed = summing_by({"basis"});
    prefixed.prefix = "x_";
    CHECK(convert_text("code,basis,n\n1-1,b,1\n", prefixed).out ==
          "x_new_code,x_new_title,basis,n,x_basis\nN1,N1,b,1,only\n");
}

TEST_CASE("keys that take more room than figures are refused") {
    std::string text = "code,note,n\n";
    for (int key = 0; key < 65; ++key) {
        text += "1-1," + std::to_string(key) + std::string(std::size_t{1} << 20U, 'x') + ",1\n";
    }
    CHECK_THROWS_WITH(convert_text(text, summing_by({"note"})),
                      "'data.csv' has keys of more than 67108864 bytes in note; expected keys that "
                      "many rows share");
}

TEST_CASE("more combinations than a request allows are an error") {
    ConvertRequest request;
    request.sums = {"n"};
    request.by = {"state"};
    request.most_combinations = 2;
    const std::string two = "state,code,n\nAK,1-1,1\nNV,1-1,1\nAK,1-1,1\n";
    CHECK(convert_text(two, request).summary.rows_carried == 3);
    CHECK(
        message_of<Error>([&] { static_cast<void>(convert_text(two + "AK,2-2,1\n", request)); }) ==
        "'data.csv' has more than 2 combinations of a code with state; expected keys that many "
        "rows share");
}
