#include "columns/cell_text.hpp"

#include "arrow/frame.hpp"
#include "columns/text_sink.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::formats;

namespace {

using Texts = std::vector<std::string>;
using arrow::Buffer;
using arrow::Node;

/// The texts of a column; "-" for no value.
Texts texts_of(Node column) {
    const auto rows = column.length;
    arrow::CStream stream{};
    arrow::export_stream(arrow::table_of(rows, {std::move(column)}), &stream);
    const auto frame = arrow::Frame::of_stream(&stream);
    const CellText cells(frame.pieces(0));
    Texts out;
    for (std::int64_t row = 0; row < rows; ++row) {
        auto& text = out.emplace_back();
        if (!cells.append(text, row)) {
            text = "-";
        }
    }
    return out;
}

/// A column of values of fixed width, whose last one is missing if @p has_null.
template <typename T>
Node fixed(const std::string& format, std::vector<T> values, bool has_null = false) {
    Node out{format, "x"};
    out.length = static_cast<std::int64_t>(values.size());
    std::vector<bool> has_value(values.size(), true);
    if (has_null) {
        has_value.back() = false;
    }
    auto validity = arrow::NullBits::of(has_value);
    out.null_count = validity.nulls;
    out.buffers = {validity.bits, Buffer::of(std::move(values))};
    return out;
}

}  // namespace

TEST_CASE("numbers are written whole, or as the shortest decimal", "[formats]") {
    CHECK(texts_of(fixed<std::int8_t>("c", {-128, 127, 0}, true)) == Texts{"-128", "127", "-"});
    CHECK(texts_of(fixed<std::uint64_t>("L", {std::numeric_limits<std::uint64_t>::max()})) ==
          Texts{"18446744073709551615"});
    CHECK(texts_of(fixed<std::int64_t>("l", {std::numeric_limits<std::int64_t>::min()})) ==
          Texts{"-9223372036854775808"});
    CHECK(texts_of(fixed<double>("g", {0.1, 1e22, -2, std::nan(""), HUGE_VAL, -HUGE_VAL})) ==
          Texts{"0.1", "10000000000000000000000", "-2", "NaN", "inf", "-inf"});
    CHECK(texts_of(fixed<float>("f", {0.1F, 16777216.0F})) == Texts{"0.1", "16777216"});
    CHECK(texts_of(arrow::bool_column("x", {true, false, true}, {true, true, false})) ==
          Texts{"true", "false", "-"});
}

TEST_CASE("decimals of any width keep all their places", "[formats]") {
    CHECK(texts_of(fixed<std::int32_t>("d:9,2,32", {-1250, 5, 0})) ==
          Texts{"-12.50", "0.05", "0.00"});
    CHECK(texts_of(fixed<std::int64_t>("d:18,0,64", {-7})) == Texts{"-7"});
    const std::vector<std::int64_t> big{-1, -1, -1, -1, 0, 1, 0, 0};  // -1, 2^64
    auto wide = fixed<std::int64_t>("d:76,1,256", big);
    wide.length = 2;
    CHECK(texts_of(wide) == Texts{"-0.1", "1844674407370955161.6"});
    auto usual = fixed<std::int64_t>("d:38,-2", {5, 0, -5, -1});
    usual.length = 2;
    CHECK(texts_of(usual) == Texts{"500", "-500"});
}

TEST_CASE("dates and times are those of ISO 8601", "[formats]") {
    CHECK(
        texts_of(fixed<std::int32_t>("tdD", {0, 19782, -1, -719528, 11016, 2932897})) ==
        Texts{"1970-01-01", "2024-02-29", "1969-12-31", "0000-01-01", "2000-02-29", "10000-01-01"});
    CHECK(texts_of(fixed<std::int64_t>("tdm", {86'400'000, 1})) ==
          Texts{"1970-01-02", "1970-01-01T00:00:00.001"});
    CHECK(texts_of(fixed<std::int64_t>("tss:", {-1})) == Texts{"1969-12-31T23:59:59"});
    CHECK(texts_of(fixed<std::int64_t>("tsu:Europe/Berlin", {1'500'000})) ==
          Texts{"1970-01-01T00:00:01.5Z"});
    CHECK(texts_of(fixed<std::int64_t>("tsn:", {1, -1})) ==
          Texts{"1970-01-01T00:00:00.000000001", "1969-12-31T23:59:59.999999999"});
    CHECK(texts_of(fixed<std::int32_t>("ttm", {36'000'250})) == Texts{"10:00:00.25"});
    CHECK(texts_of(fixed<std::int64_t>("tDm", {1500, -250, 0})) ==
          Texts{"PT1.5S", "PT-0.25S", "PT0S"});
    CHECK(texts_of(fixed<std::int32_t>("tiM", {14})) == Texts{"P14M"});
}

TEST_CASE("bytes are written in hexadecimal, a dictionary by its values", "[formats]") {
    auto bytes = arrow::text_column("x", std::vector<std::string>{std::string("\0\xff", 2), ""});
    bytes.format = "z";
    CHECK(texts_of(bytes) == Texts{"00ff", ""});
    CHECK(texts_of(arrow::coded_column("x", {1, -1, 0}, {"a", "b"})) == Texts{"b", "-", "a"});
}

TEST_CASE("lists and structs are written as JSON", "[formats]") {
    CHECK(texts_of(arrow::texts_column("x", {{"a", "b\"\n"}, {}})) ==
          Texts{R"(["a","b\"\u000a"])", "[]"});
    Node of{"+s", "x"};
    of.length = 2;
    of.buffers.resize(1);
    of.children = {arrow::whole_column("n", {1, 0}, {true, false}),
                   fixed<std::int32_t>("tdD", {0, 1}), fixed<double>("g", {0.5, std::nan("")})};
    of.children[1].name = "day";
    of.children[2].name = "r";
    CHECK(texts_of(of) == Texts{R"({"n":1,"day":"1970-01-01","r":0.5})",
                                R"({"n":null,"day":"1970-01-02","r":"NaN"})"});
}

TEST_CASE("a table is written as text, with quotes where they must be", "[formats]") {
    std::vector<Node> columns;
    columns.push_back(arrow::text_column("a,b", Texts{"x", "y \"z\"", ""}, {true, true, false}));
    columns.push_back(arrow::whole_column("n", {1, 2, 3}));
    const auto table = arrow::table_of(3, std::move(columns));
    arrow::Owned<arrow::CSchema> type;
    arrow::export_schema(table, type.get());
    std::string out;
    TextSink sink([&](std::string_view bytes) { out += bytes; }, *type, ',');
    sink.write(table);
    sink.finish();
    CHECK(out == "\"a,b\",n\nx,1\n\"y \"\"z\"\"\",2\n,3\n");
}

TEST_CASE("a table of one column has no empty lines", "[formats]") {
    const auto table = arrow::table_of(2, {arrow::text_column("a", Texts{"", "b"}, {false, true})});
    arrow::Owned<arrow::CSchema> type;
    arrow::export_schema(table, type.get());
    std::string out;
    TextSink sink([&](std::string_view bytes) { out += bytes; }, *type, '\t');
    sink.write(table);
    CHECK(out == "a\n\"\"\nb\n");
    CHECK(delimiter_named("x.tsv") == '\t');
    CHECK(delimiter_named("x.tab.gz") == '\t');
    CHECK(delimiter_named("x.csv.zst") == ',');
}
