#include "columns/column_values.hpp"

#include "arrow/frame.hpp"
#include "columns/figure_order.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::formats;

namespace {

using Texts = std::vector<std::string>;
using ValueKind = ColumnValues::Kind;

arrow::Frame frame_with(arrow::Node column) {
    const auto rows = column.length;
    arrow::CStream stream{};
    arrow::export_stream(arrow::table_of(rows, {std::move(column)}), &stream);
    return arrow::Frame::of_stream(&stream);
}

/// The texts of all values in their order; "null", "empty" and "nan" of those that are none.
Texts in_order(arrow::Node column) {
    const auto frame = frame_with(std::move(column));
    auto all = ColumnValues(frame.pieces(0)).all();
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.order < b.order; });
    Texts out;
    for (const auto& value : all) {
        out.push_back(value.kind == ValueKind::null    ? "null"
                      : value.kind == ValueKind::empty ? "empty"
                      : value.kind == ValueKind::nan   ? "nan"
                                                       : value.text);
    }
    return out;
}

}  // namespace

TEST_CASE("numbers as texts are in the order of numbers", "[formats]") {
    Texts numbers{"-inf", "-123", "-12.5", "-12.25", "-12",  "-0.5", "-0.05", "0",  "0.05",
                  "0.5",  "2",    "10",    "10.01",  "10.1", "99",   "100",   "inf"};
    const auto sorted = numbers;
    std::reverse(numbers.begin(), numbers.end());
    std::sort(numbers.begin(), numbers.end(),
              [](const auto& a, const auto& b) { return number_order(a) < number_order(b); });
    CHECK(numbers == sorted);
}

TEST_CASE("values of a column are kept once, with the first row of each", "[formats]") {
    const auto frame = frame_with(
        arrow::text_column("x", Texts{"b", "", "a", "b", ""}, {true, true, true, true, false}));
    const ColumnValues values(frame.pieces(0));
    REQUIRE(values.all().size() == 4);
    CHECK(values.places() == std::vector<std::int32_t>{0, 1, 2, 0, 3});
    CHECK(values.all()[1].kind == ValueKind::empty);
    CHECK(values.all()[3].kind == ValueKind::null);
    CHECK(values.all()[3].row == 4);
    CHECK(values.has(ValueKind::null));
    CHECK_FALSE(values.has(ValueKind::nan));
}

TEST_CASE("values of any type are in the order of what they are", "[formats]") {
    CHECK(in_order(arrow::whole_column("x", {10, 2, -1, 0}, {true, true, true, false})) ==
          Texts{"null", "-1", "2", "10"});
    CHECK(in_order(arrow::real_column("x", {10.5, std::nan(""), -2, 9})) ==
          Texts{"-2", "9", "10.5", "nan"});
    CHECK(in_order(arrow::bool_column("x", {true, false})) == Texts{"false", "true"});
    CHECK(in_order(arrow::coded_column("x", {1, 0, -1}, {"b", ""})) == Texts{"null", "empty", "b"});
}

TEST_CASE("lists tell no rows apart", "[formats]") {
    const auto frame = frame_with(arrow::texts_column("x", {{"a"}, {}}));
    CHECK_THROWS_AS(ColumnValues(frame.pieces(0)), arrow::FrameError);
}

TEST_CASE("lines of a code are put in the order of their keys, and no others", "[formats]") {
    SummedColumns figures;
    for (const auto* const code : {"a", "a", "b", "b"}) {
        figures.codes.push_back(Code::parse(code));
    }
    figures.keys = {{"10", "2", "10", "2"}};
    figures.sums = {{"n", {"1", "2", "3", "4"}}};
    const auto order = order_of_lines(figures, {{"2", "1", "2", "1"}});
    CHECK(order == std::vector<std::size_t>{1, 0, 3, 2});
    put_in_order(figures, order);
    CHECK(figures.keys[0] == Texts{"2", "10", "2", "10"});
    CHECK(figures.sums[0].figures == Texts{"2", "1", "4", "3"});
    CHECK(figures.sums[0].least.empty());
}
