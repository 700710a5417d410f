#include "socshift/convert/rows.hpp"

#include "support/conversion.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

TEST_CASE("a row is written once for each target, all other bytes as they were") {
    const auto result = convert_text("id,code,\"x\"\n 01,1-1,\"a\"\"b\"\n02,1-2,1.50\n");
    CHECK(result.out ==
          "id,code,\"x\",new_code,share,basis\n"
          " 01,1-1,\"a\"\"b\",N1,1,only\n"
          "02,1-2,1.50,N1,,\n"
          "02,1-2,1.50,N2,,\n");
    CHECK(result.rejects.empty());
    CHECK(result.summary.rows_in == 2);
    CHECK(result.summary.rows_out == 3);
    CHECK(result.summary.rows_split == 1);
    CHECK(result.summary.merged.size() == 1);
    REQUIRE(result.summary.by_basis.size() == 2);
    CHECK(result.summary.by_basis[0].basis == Basis::only);
    CHECK_FALSE(result.summary.by_basis[1].basis);
}

TEST_CASE("shares are shortest decimals, or fractions") {
    ConvertRequest request;
    CHECK(convert_text("code\n2-1\n", request).out ==
          "code,new_code,share,basis\n2-1,N1,0.5,official\n2-1,N2,0.3333333333333333,official\n"
          "2-1,N3,0.16666666666666666,official\n");
    request.shares = ShareForm::fraction;
    CHECK(convert_text("code\n2-3\n", request, Weighting::equal).out ==
          "code,new_code,share,basis\n2-3,N2,1/3,equal\n2-3,N3,1/3,equal\n2-3,N4,1/3,equal\n");
}

TEST_CASE("line ends, delimiter and byte-order mark are kept") {
    CHECK(convert_text("\xEF\xBB\xBF"
                       "code;x\r\n1-1;a\r\n1-1;b\n1-2;c")
              .out ==
          "\xEF\xBB\xBF"
          "code;x;new_code;share;basis\r\n1-1;a;N1;1;only\r\n1-1;b;N1;1;only\n"
          "1-2;c;N1;;\r\n1-2;c;N2;;");
}

TEST_CASE("rows set aside keep their bytes, with line and reason") {
    const auto result = convert_text(
        "code,t\n1-0,\"x\ny\"\n,b\n9-9,c\nNov-31,d\n7-7,e\n3-1,f\n1-1,g,h\n1-1,i\n8-8,j");
    CHECK(result.out == "code,t,new_code,share,basis\n1-1,i,N1,1,only\n");
    CHECK(result.rejects ==
          "line,reason,code,t\n"
          "2,\"group group, not leaf\",1-0,\"x\ny\"\n"
          "4,no code,,b\n"
          "5,belongs to elder,9-9,c\n"
          "6,damaged: looks like a date,Nov-31,d\n"
          "7,unknown code,7-7,e\n"
          "8,no successor in new,3-1,f\n"
          "9,\"3 columns, expected 2\",1-1,g,h\n"
          "11,unknown code,8-8,j\n");
    CHECK(result.summary.rows_rejected == 8);
    REQUIRE(result.summary.set_aside.size() == 7);
    CHECK(result.summary.set_aside[0].reason == Reason::empty);
    const auto& unknown = result.summary.set_aside[4];
    CHECK(unknown.rows == 2);
    CHECK(unknown.values == 2);
    CHECK(unknown.examples[1].value == "8-8");
    CHECK(unknown.examples[1].line == 11);
}

TEST_CASE("repairs are counted by kind") {
    const auto result = convert_text("code\n11\n\" 1-1\"\n1-1\n\"'12'\"\n");
    CHECK(result.summary.repaired.rows == 3);
    CHECK(result.summary.repaired.of(Repair::missing_hyphens) == 2);
    CHECK(result.summary.repaired.of(Repair::blanks) == 1);
    CHECK(result.summary.repaired.of(Repair::quotes) == 1);
}

TEST_CASE("what cannot be carried is kept or stops the run when asked") {
    ConvertRequest request;
    request.on_unknown = OnUnknown::keep;
    const auto kept = convert_text("code,x\n7-7,a\n1-1,b\n", request);
    CHECK(kept.out == "code,x,new_code,share,basis\n7-7,a,,,\n1-1,b,N1,1,only\n");
    CHECK(kept.summary.rows_kept == 1);
    CHECK(kept.rejects.empty());
    request.on_unknown = OnUnknown::fail;
    CHECK_THROWS_WITH(convert_text("code,x\n1-1,a\n7-7,b\n", request),
                      "data.csv:3: '7-7' cannot be carried: unknown code");
    CHECK_THROWS_WITH(convert_text("code,x\n1-1,a,b\n", request),
                      "data.csv:2: 3 columns, expected 2");
}

TEST_CASE("a row that ends early gets its last cells, if its code and keys are there") {
    const auto result = convert_text("code,x,y\n1-1\n1-1,a\r\n1-1,b,c\n1-1");
    CHECK(result.out ==
          "code,x,y,new_code,share,basis\n1-1,,,N1,1,only\n1-1,a,,N1,1,only\r\n"
          "1-1,b,c,N1,1,only\n");
    CHECK(result.summary.rows_padded == 2);
    CHECK(result.rejects == "line,reason,code,x,y\n5,\"1 columns, expected 3\",1-1\n");

    ConvertRequest request;
    request.where = {{"x", {"a"}}};
    const auto kept = convert_text("code,x,y\n1-1\n1-1,a\n", request);
    CHECK(kept.summary.rows_padded == 1);
    CHECK(kept.rejects == "line,reason,code,x,y\n2,\"1 columns, expected 3\",1-1\n");
    // A line of many missing cells stays what it is, so that a block stays a block.
    std::string header = "code";
    for (int i = 0; i < 600; ++i) {
        header += ",c" + std::to_string(i);
    }
    CHECK(convert_text(header + "\n1-1\n").summary.rows_padded == 0);
}

TEST_CASE("a value of a filter that no row has is an error") {
    ConvertRequest request;
    request.where = {{"x", {"a", "B"}}};
    CHECK_THROWS_WITH(convert_text("code,x\n1-1,a\n1-1,b\n", request),
                      "data.csv: no row has 'B' in column 'x'; there is 'b'; did you mean 'b'?");
    request.is_part = true;
    CHECK(convert_text("code,x\n1-1,a\n1-1,b\n", request).summary.rows_filtered == 1);
    request.is_part = false;
    CHECK(convert_text("code,x\n", request).summary.rows_in == 0);
    request.where = {{"x", {""}, false}};
    CHECK(convert_text("code,x\n1-1,a\n1-1,b\n", request).summary.rows_carried == 2);
    request.where = {{"x", {""}, true}};
    CHECK_THROWS_WITH(convert_text("code,x\n1-1,a\n", request),
                      "data.csv: no cell of column 'x' is empty");
}

TEST_CASE("more rows that cannot be carried than allowed are an error") {
    ConvertRequest request;
    request.fail_above = Share(1, 3);
    CHECK(convert_text("code\n1-1\n7-7\n1-1\n", request).summary.rows_rejected == 1);
    request.fail_above = Share(33, 100);
    CHECK_THROWS_WITH(convert_text("code\n1-1\n7-7\n1-1\n", request),
                      "data.csv: 1 of 3 rows cannot be carried, more than 33/100 of them: unknown "
                      "code: 1 row, '7-7' in line 3 the first");
}

TEST_CASE("empty lines are no rows and stay where they are") {
    const auto result = convert_text("code,x\n\n1-1,a\n\r\n");
    CHECK(result.out == "code,x,new_code,share,basis\n\n1-1,a,N1,1,only\n\r\n");
    CHECK(result.summary.rows_in == 1);
    const auto one_column = convert_text("code\n\n");
    CHECK(one_column.summary.set_aside.at(0).reason == Reason::empty);
}

TEST_CASE("filters leave rows out and count them") {
    ConvertRequest request;
    request.where = {{"g", {"a", "b,c"}}, {"#3", {"1"}}};
    const auto result =
        convert_text("code,g,h\n1-1,a,1\n1-1,\"b,c\",1\n1-1,a,2\n7-7,d,1\n", request);
    CHECK(result.out ==
          "code,g,h,new_code,share,basis\n1-1,a,1,N1,1,only\n1-1,\"b,c\",1,N1,1,only\n");
    CHECK(result.summary.rows_filtered == 2);
}

TEST_CASE("columns are found by name, by place, and with a hint") {
    ConvertRequest request;
    request.column = "#2";
    CHECK(convert_text("x,y\n1,1-1\n", request).summary.rows_carried == 1);
    request.column = "Cod";
    CHECK_THROWS_WITH(
        convert_text("id,code\n", request),
        "data.csv:1: no column 'Cod'; the columns are 'id', 'code'; did you mean 'code'?");
    request.column = "#3";
    CHECK_THROWS_WITH(convert_text("id,code\n", request), "data.csv:1: no column 3; there are 2");
    request.column = "code";
    CHECK_THROWS_WITH(convert_text("code,x,code\n", request),
                      "data.csv:1: several columns 'code'; name one by its place, #1 or #3");
    request.has_header = false;
    CHECK_THROWS_WITH(convert_text("1-1,2\n", request),
                      "data.csv:1: no column 'code'; without a header columns are named #1 to #2");
    request.column = "1";
    CHECK(convert_text("1-1,2\n", request).out == "1-1,2,N1,1,only\n");
    CHECK(convert_text("7-7,2\n", request).rejects == "1,unknown code,7-7,2\n");
    CHECK_THROWS_WITH(convert_text(""), "data.csv: an empty file; expected a header line");
}

TEST_CASE("added columns never share a name with the file's own") {
    CHECK_THROWS_WITH(convert_text("code,share\n"),
                      "data.csv:1: there is a column 'share' already; --prefix TEXT gives the "
                      "added columns other names");
    ConvertRequest request;
    request.prefix = "to_";
    CHECK(convert_text("code,share\n", request).out ==
          "code,share,to_new_code,to_share,to_basis\n");
}

TEST_CASE("many different cells are handled and counted as far as memory allows") {
    std::string text = "code\n";
    for (int i = 0; i < 100000; ++i) {
        text += "x" + std::to_string(i) + "\n";
    }
    const auto result = convert_text(text);
    CHECK(result.summary.rows_rejected == 100000);
    CHECK(result.summary.set_aside.at(0).more_values);
    CHECK(result.summary.set_aside.at(0).examples.size() == 5);
}
