// Figures as people write them, and those that are missing.
#include "socshift/convert/summed_columns.hpp"
#include "socshift/convert/sums.hpp"
#include "support/conversion.hpp"
#include "support/workbooks.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;
using namespace socshift::test;

namespace {

ConvertRequest summing(std::vector<std::string> sums, std::vector<std::string> means = {}) {
    ConvertRequest request;
    request.sums = std::move(sums);
    request.means = std::move(means);
    return request;
}

std::uint64_t marked(const SumAccount& sum, FigureMark mark) {
    return sum.figures.marks[static_cast<std::size_t>(mark)];
}

std::uint64_t missing(const SumAccount& sum, MissingFigure why) {
    return sum.figures.missing[static_cast<std::size_t>(why)];
}

}  // namespace

TEST_CASE("separators are read where the first cells say what they are", "[figures]") {
    const auto result =
        convert_text("code,n\n1-1,\"1,436.1\"\n1-1,\"2,000\"\n2-2,70.1\n", summing({"n"}));
    CHECK(result.out == "new_code,new_title,n,basis\nN1,N1,3436.1,only\nN3,N3,70.1,only\n");
    CHECK(marked(result.summary.sums[0], FigureMark::thousands) == 2);
    CHECK(result.summary.sums[0].in == "3506.2");
}

TEST_CASE("a comma that may be either is refused before anything is written", "[figures]") {
    const std::string open = "code,n\n1-1,\"1,234\"\n2-2,567\n";
    CHECK_THROWS_AS(convert_text(open, summing({"n"})), FiguresNotClear);
    auto said = summing({"n"});
    said.decimal = '.';
    CHECK(convert_text(open, said).summary.sums[0].in == "1801");
    said.decimal = ',';
    CHECK(convert_text(open, said).summary.sums[0].in == "568.234");
    said.decimal = std::nullopt;
    said.thousands = ',';
    CHECK(convert_text(open, said).summary.sums[0].in == "1801");
    // Another column of the file can say it.
    CHECK(convert_text("code,n,m\n1-1,\"1,234\",0.5\n", summing({"n"})).summary.sums[0].in ==
          "1234");
    CHECK(convert_text("code;n;m\n1-1;1,234;0,5\n", summing({"n"})).summary.sums[0].in == "1.234");
    // It can also make a plain number doubtful.
    CHECK_THROWS_AS(convert_text("code;n;m\n1-1;1.234;0,5\n", summing({"n"})), FiguresNotClear);
}

TEST_CASE("cells that contradict each other are refused", "[figures]") {
    CHECK_THROWS_WITH(convert_text("code;n\n1-1;5,5\n1-1;7.5\n", summing({"n"})),
                      Catch::Contains("data.csv:2: ") &&
                          Catch::Contains("'5,5' and '7.5' (line 3) do not agree"));
}

TEST_CASE("what the first rows did not show is set aside later", "[figures]") {
    std::string text = "code,n\n";
    for (std::size_t row = 0; row < 5000; ++row) {
        text += "1-1,1\n";
    }
    const auto result = convert_text(text + "1-1,\"1,234\"\n1-1,\"1,234.5\"\n", summing({"n"}));
    CHECK(result.summary.sums[0].in == "6234.5");
    CHECK(result.rejects ==
          "line,reason,code,n\n5002,\"not a number: '1,234' in column n\",1-1,\"1,234\"\n");
}

TEST_CASE("what a row further down says is held against the first rows", "[figures]") {
    constexpr int many = 5000;
    const auto text = [&](const std::string& cell, const std::string& later, char delimiter = ',') {
        std::string out = std::string{"code"} + delimiter + "n\n";
        for (int row = 0; row < many; ++row) {
            out += std::string{"1-1"} + delimiter + cell + "\n";
        }
        return out + later;
    };
    // 1.234 was read as it seems to be, and is 1234.
    for (const std::string later :
         {"1-1,\"0,5\"\n", "1-1,1.234.567\n", "8-8,\"1.234,5\"\n", "1-1,abc\n8-8,\"7,25\"\n"}) {
        auto request = summing({"n"});
        CHECK_THROWS_AS(convert_text(text("1.234", later), request), FiguresNotClear);
        request.threads = 4;
        request.block = 1000;
        CHECK_THROWS_AS(convert_text(text("1.234", later), request), FiguresNotClear);
        ConvertRequest scaling;
        scaling.scale = {"n"};
        CHECK_THROWS_AS(convert_text(text("1.234", later), scaling), FiguresNotClear);
        request.decimal = '.';
        CHECK(convert_text(text("1.234", later), request).summary.sums[0].in == "6170");
        request.decimal = ',';
        CHECK_NOTHROW(convert_text(text("1.234", later), request));
    }
    CHECK_THROWS_WITH(convert_text(text("5.5", "1-1,\"7,5\"\n"), summing({"n"})),
                      Catch::Contains("data.csv:5002: ") &&
                          Catch::Contains("'7,5' and '5.5' (line 2) do not agree"));
    CHECK_THROWS_AS(convert_text(text("5,5", "1-1;7.5\n", ';'), summing({"n"})), FiguresNotClear);
    // Nothing said what a point means, and the file is one where it can stand between thousands.
    CHECK_THROWS_WITH(convert_text(text("7", "1-1;1.234\n", ';'), summing({"n"})),
                      Catch::Contains("data.csv:5002: ") && Catch::Contains("'1.234'"));
    CHECK_THROWS_AS(convert_text(text("7", "8-8;1.234\n", ';'), summing({"n"})), FiguresNotClear);
    CHECK(convert_text(text("7", "1-1;12.34\n", ';'), summing({"n"})).summary.sums[0].in ==
          "35012.34");
    CHECK(convert_text(text("7", "1-1,1.234\n"), summing({"n"})).summary.sums[0].in == "35001.234");
}

TEST_CASE("the result does not depend on threads or blocks", "[figures]") {
    std::string text = "code,n\n";
    for (int row = 0; row < 300; ++row) {
        text += row % 3 == 0 ? "1-1,\"1,000.5\"\n" : row % 3 == 1 ? "2-2,*\n" : " 1-1,#\n";
    }
    auto one = summing({"n"});
    one.threads = 1;
    auto many = one;
    many.threads = 4;
    many.block = 64;
    const auto a = convert_text(text, one);
    const auto b = convert_text(text, many);
    CHECK(a.out == b.out);
    CHECK(a.out == "new_code,new_title,n,basis\nN1,N1,100050,only\nN3,N3,,only\n");
    REQUIRE(b.summary.repairs.size() == 1);
    CHECK(b.summary.repairs[0].rows == 100);
    CHECK(b.summary.repairs[0].examples.at(0).line == 4);
    CHECK(missing(b.summary.sums[0], MissingFigure::not_available) == 100);
    CHECK(missing(b.summary.sums[0], MissingFigure::above_top) == 100);
}

TEST_CASE("a figure is missing in its column only, and never 0", "[figures]") {
    const auto result = convert_text("code,n,m\n1-1,5,*\n1-1,6,#\n2-2,7,\n2-2,**,1\n2-1,6,2\n",
                                     summing({"n"}, {"m"}));
    CHECK(result.out ==
          "new_code,new_title,n,m_mean,basis\n"
          "N1,N1,14,2,official\n"
          "N2,N2,2,2,official\n"
          "N3,N3,8,1.142857,official\n");
    CHECK(result.rejects.empty());
    CHECK(result.summary.sums[0].in == "24");
    const auto& all = result.summary.missing_in_figures;
    REQUIRE(all.size() == 2);
    CHECK(all[0].column == "n");
    CHECK(all[0].code.code.text() == "N3");
    CHECK(all[0].missing == 1);
    CHECK(all[1].column == "m_mean");
    CHECK(all[1].code.code.text() == "N1");
    CHECK(all[1].missing == 2);
}

TEST_CASE("a merged cell of a column that matters is refused, and else told of", "[figures]") {
    const auto rows =
        text_rows({{"code", "n", "state", "note"}, {"1-1", "5", "AK", "x"}, {"", "7", ""}});
    const auto convert_merged = [&](const std::string& range, const ConvertRequest& request) {
        return convert_text(workbook({{"Jobs", rows, "", {range}}}), request);
    };
    auto request = summing({"n"});
    CHECK_THROWS_WITH(convert_merged("A2:A3", request),
                      Catch::Contains("sheet 'Jobs': the cells A2:A3 of column 'code' are merged"));
    CHECK_THROWS_WITH(convert_merged("B2:C3", request), Catch::Contains("of column 'n'"));
    CHECK_THROWS_AS(convert_merged("A2:A3", {}), FormatError);
    CHECK_NOTHROW(convert_merged("B2:C3", {}));
    request.by = {"state"};
    CHECK_THROWS_WITH(convert_merged("C2:C3", request), Catch::Contains("of column 'state'"));
    const auto told = convert_merged("D2:D3", request);
    CHECK(told.summary.rows_in == 2);
    CHECK(notices(told.summary.reading).at(1) ==
          "cells are merged over several rows, D2:D3: what stands there is read in the first row "
          "alone");
}

TEST_CASE("a row without a weight counts in no mean", "[figures]") {
    auto request = summing({}, {"m"});
    request.by_weight = "w";
    const auto result = convert_text("code,m,w\n1-1,5,1\n1-1,9,~\n2-2,3,NULL\n", request);
    CHECK(result.out == "new_code,new_title,m_mean_by_w,basis\nN1,N1,5,only\nN3,N3,,only\n");
    CHECK(missing(result.summary.means[0].weights, MissingFigure::not_available) == 2);
}

TEST_CASE("words of one's own can be numbers", "[figures]") {
    auto request = summing({"n"});
    request.missing = {"-999", "kept"};
    const auto result = convert_text("code,n\n1-1,5\n1-1,-999\n2-2,kept\n", request);
    CHECK(result.out == "new_code,new_title,n,basis\nN1,N1,5,only\nN3,N3,,only\n");
    CHECK(could_be_missing(result.summary).empty());
    // As a program writes it that knows only floating-point numbers, or a spreadsheet.
    for (const std::string number : {"-999.0", "-999.", "-9.99E+02", " -999 ", "(999)"}) {
        const auto other =
            convert_text("code,n\n1-1,5\n1-1,\"(1.5)\"\n2-2," + number + "\n", request);
        CHECK(other.out == "new_code,new_title,n,basis\nN1,N1,3.5,only\nN3,N3,,only\n");
    }
}

TEST_CASE("numbers that may stand for missing figures are added up, and named", "[figures]") {
    auto request = summing({"n"}, {"m"});
    request.by_weight = "w";
    std::string text = "code,n,m,w\n";
    for (int row = 0; row < 100; ++row) {
        text += row % 10 == 0 ? "1-1,-999,5,9999\n" : "8-8,7.5,-1.5,3\n";
    }
    const auto result = convert_text(text, request);
    CHECK(result.summary.sums[0].in == "-9315");
    const std::vector<CouldBeMissing> found = {{"n", {"-999", 10}}, {"w", {"9999", 10}}};
    CHECK(could_be_missing(result.summary) == found);
    request.threads = 4;
    request.block = 64;
    CHECK(could_be_missing(convert_text(text, request).summary) == found);

    ConvertRequest scaling;
    scaling.scale = {"n"};
    CHECK(could_be_missing(convert_text(text, scaling).summary) ==
          std::vector<CouldBeMissing>{{"n", {"-999", 10}}});
}

TEST_CASE("divided figures are written with the column's own sign", "[figures]") {
    ConvertRequest request;
    request.scale = {"n"};
    const auto result =
        convert_text("code;n\n1-2;5,5\n1-1;\"1.234,5\"\n1-2;*\n", request, Weighting::equal);
    CHECK(result.out ==
          "code;n;new_code;share;basis\n"
          "1-2;2,75;N1;0.5;equal\n1-2;2,75;N2;0.5;equal\n"
          "1-1;\"1.234,5\";N1;1;only\n"
          "1-2;*;N1;0.5;equal\n1-2;*;N2;0.5;equal\n");
    CHECK(result.summary.sums[0].in == "1240");
    CHECK(result.summary.sums[0].out == "1240");
}

TEST_CASE("columns in memory keep the same rules, and numbers are what they are", "[figures]") {
    ConvertRequest request = summing({"n", "m"});
    request.column = "code";
    const auto plan = small_plan(Weighting::none);
    const CodeRecogniser recogniser(small_catalog(), EditionId::parse("old"));
    const CodedEditions sources(CodedEdition{&recogniser, &plan});
    const std::vector<std::string_view> codes = {"1-1", "1-1", "2-2"};
    const std::vector<std::string_view> texts = {"1.234,5", "*", "0,5"};
    const std::vector<double> numbers = {1.5, 2.25, 3};
    const auto found =
        sum_columns(request, sources, {{"code", codes}, {"n", texts}, {"m", numbers}});
    CHECK(found.sums[0].figures == std::vector<std::string>{"1234.5", "0.5"});
    CHECK(found.sums[0].missing == std::vector<std::uint64_t>{1, 0});
    CHECK(found.sums[1].figures == std::vector<std::string>{"3.75", "3"});
}
