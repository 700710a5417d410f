// Codes of which a part has no successor: what becomes of their rows and figures.
#include "socshift/convert/carried_columns.hpp"
#include "socshift/weights/route_weights.hpp"
#include "support/conversion.hpp"
#include "support/data_blocks.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace socshift;
using namespace socshift::test;

namespace {

/// x: 3/10 to y over m, 7/10 to d, which has no successor. q: to m or d, nobody knows how much.
/// z: to m. e: to d.
const Catalog& parts_catalog() {
    static const auto all =
        catalog({flat("z0", {"e", "q", "x", "z"}), flat("z1", {"d", "m"}), flat("z2", {"y"})},
                {table("z0", "z1",
                       {row("e", "d"), row("q", "d"), row("q", "m"), row("x", "d", "7/10"),
                        row("x", "m", "3/10"), row("z", "m")}),
                 table("z1", "z2", {row("m", "y")})});
    return all;
}

/// What @p convert makes of the request and of what the codes are.
template <typename Convert>
auto with_parts(ConvertRequest request, bool equal, const Convert& convert) {
    request.file = "data.csv";
    request.column = "code";
    const auto& all = parts_catalog();
    std::vector<WeightChoice> order;
    if (equal) {
        order.push_back({WeightKind::equal, "equal", {}});
    }
    RouteWeights weights(all, order, false);
    const auto along = weights.along(require_route(all, id("z0"), id("z2")), std::nullopt);
    PlanOptions options;
    options.known = &along.known;
    options.weighting = equal ? Weighting::equal : Weighting::none;
    const auto plan =
        Plan::make(all.edition(id("z0")), all.edition(id("z2")), along.weighted, options);
    CodeRecogniser recogniser(all, id("z0"));
    const CodedEditions sources(CodedEdition{&recogniser, &plan});
    return convert(request, sources);
}

Converted convert_parts(const std::string& text, const ConvertRequest& request, bool equal = true) {
    return with_parts(request, equal, [&](const ConvertRequest& all, const CodedEditions& sources) {
        return converted(all, sources, text);
    });
}

CarriedColumns carry_parts(const std::vector<DataColumn>& columns, const ConvertRequest& request) {
    return with_parts(request, true, [&](const ConvertRequest& all, const CodedEditions& sources) {
        return carry_columns(all, sources, columns);
    });
}

ConvertRequest request() {
    ConvertRequest out;
    out.shares = ShareForm::fraction;
    return out;
}

}  // namespace

TEST_CASE(
    "a row of a code that ends in part is carried, and stands in the rejects with that part") {
    const auto result = convert_parts("code,n\nx,10\nz,1\ne,5\n", request());
    CHECK(result.out == "code,n,z2_code,share,basis\nx,10,y,3/10,official\nz,1,y,1,only\n");
    CHECK(result.rejects ==
          "line,reason,code,n\n2,a part with no successor in z2: 7/10,x,10\n4,no successor in "
          "z2,e,5\n");
    CHECK(result.summary.rows_carried == 2);
    CHECK(result.summary.rows_in_part == 1);
    CHECK(result.summary.rows_rejected == 1);
    REQUIRE(result.summary.in_part.size() == 1);
    CHECK(result.summary.in_part.front().text == "a part with no successor in z2");
}

TEST_CASE("where nobody knows how much ends, the rejects say so") {
    const auto result = convert_parts("code\nq\n", request(), false);
    CHECK(result.out == "code,z2_code,share,basis\nq,y,,\n");
    CHECK(result.rejects ==
          "line,reason,code\n2,a part with no successor in z2: how much is not known,q\n");
    const auto equal = convert_parts("code\nq\n", request());
    CHECK(equal.out == "code,z2_code,share,basis\nq,y,1/2,equal\n");
    CHECK(equal.rejects == "line,reason,code\n2,a part with no successor in z2: 1/2,q\n");
}

TEST_CASE("sums set the part aside that ends, and go on to balance") {
    auto wanted = request();
    wanted.sums = {"n"};
    const auto result = convert_parts("code,n\nx,10\nz,1\ne,5\n", wanted);
    CHECK(result.out == "z2_code,z2_title,n,basis\ny,y,4,official\n");
    const auto& sum = result.summary.sums.front();
    CHECK(sum.in == "16");
    CHECK(sum.out == "4");
    CHECK(sum.rejected == "12");
    wanted.bounds = true;
    CHECK(convert_parts("code,n\nx,10\n", wanted).out ==
          "z2_code,z2_title,n,n_least,n_most,basis\ny,y,3,3,3,official\n");
    CHECK(convert_parts("code,n\nq,10\n", wanted).out ==
          "z2_code,z2_title,n,n_least,n_most,basis\ny,y,5,0,10,equal\n");
}

TEST_CASE("sums by keys and means set aside what ends, on each basis") {
    auto wanted = request();
    wanted.sums = {"n"};
    wanted.means = {"w"};
    wanted.by_weight = "n";
    wanted.by = {"g"};
    const auto result = convert_parts("code,n,w,g\nx,10,2,a\nq,1,4,a\nx,20,6,b\nz,3,1,b\n", wanted);
    // In a: 3 of x at 2 and 0.5 of q at 4; in b: 6 of x at 6 and 3 of z at 1.
    CHECK(result.out ==
          "z2_code,z2_title,g,n,w_mean_by_n,basis\ny,y,a,3.5,2.285714,equal\ny,y,b,9,4.333333,"
          "official\n");
    const auto& sum = result.summary.sums.front();
    CHECK(sum.in == "34");
    CHECK(sum.out == "12.5");
    CHECK(sum.rejected == "21.5");
    for (const auto& carried : result.summary.by_basis) {
        CHECK(carried.amounts.front() == (carried.basis == Basis::official ? "9"
                                          : carried.basis == Basis::equal  ? "0.5"
                                                                           : "3"));
    }
}

TEST_CASE("figures that are scaled have their ended part in the rejects") {
    auto wanted = request();
    wanted.scale = {"n"};
    const auto result = convert_parts("code,n\nx,10\nx,\nz,1\n", wanted);
    CHECK(result.out ==
          "code,n,z2_code,share,basis\nx,3,y,3/10,official\nx,,y,3/10,official\nz,1,y,1,only\n");
    CHECK(result.rejects ==
          "line,reason,code,n\n2,a part with no successor in z2: 7/10,x,7\n3,a part with no "
          "successor in z2: 7/10,x,\n");
    const auto& sum = result.summary.sums.front();
    CHECK(sum.in == "11");
    CHECK(sum.out == "4");
    CHECK(sum.rejected == "7");
}

TEST_CASE("figures in memory that are scaled have their ended part beside the row") {
    auto wanted = request();
    wanted.scale = {"m", "n"};
    const std::vector<std::string_view> codes{"x", "z", "x"};
    const std::vector<std::int64_t> n{10, 1, 20};
    const std::vector<std::string_view> m{"1", "2", ""};
    const auto carried =
        carry_parts({{"code", codes}, {"n", std::span{n}}, {"m", std::span{m}}}, wanted);
    CHECK(carried.set_aside.rows == std::vector<std::uint64_t>{0, 2});
    CHECK(carried.set_aside.figures ==
          std::map<std::size_t, std::vector<std::string>>{{0, {"0.7", "7"}}, {1, {"", "14"}}});
    CHECK(carried.account.sums.back().rejected == "21");
}

TEST_CASE("the likeliest place may be nowhere, and a split that is not wanted counts it") {
    auto wanted = request();
    wanted.split = Split::best;
    const auto best = convert_parts("code\nx\nz\nq\n", wanted);
    CHECK(best.out == "code,z2_code,probability,basis,candidates\nz,y,1,only,1\nq,y,1/2,equal,2\n");
    CHECK(best.rejects == "line,reason,code\n2,\"no successor in z2, most likely\",x\n");
    CHECK(best.summary.rows_in_part == 0);
    wanted.split = Split::none;
    const auto none = convert_parts("code\nx\nz\n", wanted);
    CHECK(none.out == "code,z2_code,share,basis\nz,y,1,only\n");
    CHECK(none.rejects == "line,reason,code\n2,\"several targets: y, none\",x\n");
}

TEST_CASE("a draw may land nowhere") {
    auto wanted = request();
    wanted.split = Split::draw;
    std::string text = "code\n";
    constexpr std::uint64_t rows = 2000;
    for (std::uint64_t i = 0; i < rows; ++i) {
        text += "x\n";
    }
    const auto once = convert_parts(text, wanted);
    CHECK(once.summary.rows_carried + once.summary.rows_rejected == rows);
    // 3 of 10, give or take five standard deviations.
    CHECK(once.summary.rows_carried > 600 - 103);
    CHECK(once.summary.rows_carried < 600 + 103);
    CHECK(once.summary.set_aside.front().text == "no successor in z2, as drawn");
    wanted.draws = 2;
    const auto twice = convert_parts(text, wanted);
    CHECK(twice.summary.rows_carried + twice.summary.rows_rejected == rows);
    CHECK(twice.summary.rows_in_part > 0);
    CHECK(twice.out.find("\nx,y,,official,2\n") != std::string::npos);
    CHECK(twice.out.find("\nx,y,y,official,2\n") != std::string::npos);
    CHECK(twice.out.find("\nx,,,") == std::string::npos);
}

TEST_CASE("a row that cannot be carried whole stops a conversion that must not set aside") {
    auto wanted = request();
    wanted.on_unknown = OnUnknown::fail;
    CHECK_THROWS_WITH(convert_parts("code\nx\n", wanted),
                      "data.csv:2: 'x' cannot be carried whole: a part with no successor in "
                      "z2: 7/10");
}

TEST_CASE("figures of columns that are scaled have their ended part with what is set aside") {
    const std::vector<std::string_view> codes{"z", "x", "e", "q"};
    const std::vector<std::int64_t> numbers{1, 10, 5, 3};
    const std::vector<std::string_view> more{"4", "20", "6", "n/a"};
    const std::vector<DataColumn> columns{
        {"code", std::span{codes}}, {"n", std::span{numbers}}, {"m", std::span{more}}};
    auto wanted = request();
    wanted.file = "data";
    wanted.column = "code";
    wanted.scale = {"m", "n"};
    for (const std::size_t rows : {1U, 3U, 4U}) {
        with_parts(wanted, true, [&](const ConvertRequest& all, const CodedEditions& sources) {
            CutColumns blocks(columns, rows);
            JoinedBlocks joined;
            const auto account = carry_blocks(all, sources, blocks, joined);
            CHECK(account.rows_in_part == 2);
            const auto& out = joined.all();
            CHECK(out.rows == std::vector<std::uint64_t>{0, 1, 3});
            REQUIRE(out.scaled.size() == 2);
            CHECK(out.scaled[0].figures == std::vector<std::string>{"4", "6", "n/a"});
            CHECK(out.scaled[1].figures == std::vector<std::string>{"1", "3", "1.5"});
            CHECK(out.set_aside.rows == std::vector<std::uint64_t>{1, 2, 3});
            const auto& parts = out.set_aside.figures;
            REQUIRE(parts.size() == 2);
            CHECK(parts.at(0) == std::vector<std::string>{"14", "7"});
            CHECK(parts.at(2) == std::vector<std::string>{"", "1.5"});
        });
    }
}
