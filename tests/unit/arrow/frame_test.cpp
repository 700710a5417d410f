#include "arrow/frame.hpp"

#include "arrow/node.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

using namespace socshift;
using namespace socshift::arrow;

namespace {

using Texts = std::vector<std::string>;

/// A table as another library would hand it over, and what it says of itself.
struct HandedOver {
    CSchema schema{};
    CArray array{};

    explicit HandedOver(const Node& node) {
        export_schema(node, &schema);
        export_array(node, &array);
    }
    ~HandedOver() {
        if (schema.release != nullptr) {
            schema.release(&schema);
        }
        if (array.release != nullptr) {
            array.release(&array);
        }
    }
    HandedOver(const HandedOver&) = delete;
    HandedOver& operator=(const HandedOver&) = delete;

    CArray& column() { return *array.children[0]; }
    CSchema& type() { return *schema.children[0]; }
    Frame frame() { return Frame::of_array(&schema, &array); }
};

Frame frame_of(const Node& table) {
    CStream stream{};
    export_stream(table, &stream);
    return Frame::of_stream(&stream);
}

Frame frame_of_column(Node column) {
    const auto rows = column.length;
    return frame_of(table_of(rows, {std::move(column)}));
}

/// What the cells of a column say, as text.
Texts cells(const Frame& frame, std::size_t place = 0) {
    const auto read = frame.read({place});
    const auto& values = read.columns().at(place).values;
    Texts out;
    if (const auto* const texts = std::get_if<std::span<const std::string_view>>(&values)) {
        out.assign(texts->begin(), texts->end());
    } else if (const auto* const coded = std::get_if<CodedTexts>(&values)) {
        for (const auto at : coded->places) {
            out.emplace_back(at < 0 ? "" : coded->values[static_cast<std::size_t>(at)]);
        }
    } else if (const auto* const whole = std::get_if<std::span<const std::int64_t>>(&values)) {
        for (const auto value : *whole) {
            out.push_back(std::to_string(value));
        }
    } else {
        for (const auto value : std::get<std::span<const double>>(values)) {
            out.push_back(std::isnan(value) ? "" : std::to_string(value));
        }
    }
    return out;
}

/// A column of numbers of another width than ours.
template <typename T>
Node numbers(const std::string& format, std::vector<T> values,
             const std::vector<bool>& has_value = {}) {
    auto validity = NullBits::of(has_value);
    Node out{format, "n"};
    out.length = static_cast<std::int64_t>(values.size());
    out.null_count = validity.nulls;
    out.buffers = {validity.bits, Buffer::of(std::move(values))};
    return out;
}

/// What is said when a table, broken by @p how, arrives and is read.
std::string refusal(const Node& table, const std::function<void(HandedOver&)>& how) {
    HandedOver handed(table);
    how(handed);
    try {
        const auto frame = handed.frame();
        static_cast<void>(cells(frame));
    } catch (const FrameError& error) {
        return error.what();
    }
    return "nothing";
}

Node one_text_column() {
    return table_of(3, {text_column("code", Texts{"11-1011", "", "11-1021"})});
}

}  // namespace

TEST_CASE("a table goes out and comes in with the same cells", "[arrow]") {
    std::vector<Node> columns;
    columns.push_back(text_column("text", Texts{"a", "", "ü"}, {true, false, true}));
    columns.push_back(coded_column("coded", {1, -1, 0}, {"x", "y"}));
    columns.push_back(whole_column("whole", {1, -2, 3}));
    columns.push_back(real_column("real", {0.5, 1, 2}, {true, true, false}));
    const auto frame = frame_of(table_of(3, std::move(columns)));
    CHECK(frame.names() == Texts{"text", "coded", "whole", "real"});
    CHECK(frame.rows() == 3);
    CHECK(cells(frame, 0) == Texts{"a", "", "ü"});
    CHECK(cells(frame, 1) == Texts{"y", "", "x"});
    CHECK(cells(frame, 2) == Texts{"1", "-2", "3"});
    CHECK(cells(frame, 3) == Texts{"0.500000", "1.000000", ""});
}

TEST_CASE("columns that nobody asks for are there without values", "[arrow]") {
    std::vector<Node> columns;
    columns.push_back(bool_column("yes", {true, false}));
    columns.push_back(text_column("code", Texts{"a", "b"}));
    const auto frame = frame_of(table_of(2, std::move(columns)));
    const auto read = frame.read({1});
    REQUIRE(read.columns().size() == 2);
    CHECK(read.columns()[0].name == "yes");
    CHECK(read.columns()[0].size() == 2);
    CHECK_FALSE(frame.is_readable(0));
    CHECK_THROWS_WITH(frame.read({0}), Catch::Contains("'yes' is of the type bool"));
}

TEST_CASE("whole numbers of any width are read, and with nulls exactly", "[arrow]") {
    CHECK(cells(frame_of_column(numbers<std::int8_t>("c", {-1, 2}))) == Texts{"-1", "2"});
    CHECK(cells(frame_of_column(numbers<std::uint16_t>("S", {65535}))) == Texts{"65535"});
    CHECK(cells(frame_of_column(numbers<std::uint64_t>(
              "L", {std::numeric_limits<std::uint64_t>::max()}))) == Texts{"18446744073709551615"});
    CHECK(cells(frame_of_column(numbers<std::int64_t>(
              "l", {9007199254740993, 0}, {true, false}))) == Texts{"9007199254740993", ""});
    const auto read =
        frame_of_column(numbers<std::int32_t>("i", {151132, 0}, {true, false})).read({0});
    CHECK(std::holds_alternative<std::span<const double>>(read.columns()[0].values));
}

TEST_CASE("a float is what its shortest decimal says, a decimal is exact", "[arrow]") {
    const auto read = frame_of_column(numbers<float>("f", {0.1F})).read({0});
    CHECK(std::get<std::span<const double>>(read.columns()[0].values)[0] == 0.1);
    const std::vector<std::uint64_t> digits{
        static_cast<std::uint64_t>(-1250), std::numeric_limits<std::uint64_t>::max(), 5, 0, 0, 0};
    auto column = numbers<std::uint64_t>("d:38,2", digits);
    column.length = 3;
    CHECK(cells(frame_of_column(column)) == Texts{"-12.50", "0.05", "0.00"});
}

TEST_CASE("arrays that begin within their buffers are read from there", "[arrow]") {
    std::vector<bool> has_value;
    Texts texts;
    for (int i = 0; i < 30; ++i) {
        has_value.push_back(i % 3 != 0);
        texts.push_back(i % 3 != 0 ? std::to_string(i) : "");
    }
    HandedOver handed(table_of(30, {text_column("n", texts, has_value)}));
    handed.column().offset = 11;
    handed.column().length = 19;
    handed.array.length = 5;
    handed.array.offset = 3;
    CHECK(cells(handed.frame()) == Texts{"14", "", "16", "17", ""});
}

TEST_CASE("what is not as the format has it is refused", "[arrow]") {
    const auto text = one_text_column();
    const auto change = [&](const std::function<void(HandedOver&)>& how) {
        return refusal(text, how);
    };
    CHECK(change([](HandedOver&) {}) == "nothing");
    CHECK_THAT(change([](HandedOver& of) { of.column().length = -1; }),
               Catch::Contains("an array of -1 values"));
    CHECK_THAT(change([](HandedOver& of) { of.column().length = 2; }),
               Catch::Contains("an array of 2 values, expected 3"));
    CHECK_THAT(change([](HandedOver& of) { of.column().offset = -1; }),
               Catch::Contains("from -1 on"));
    CHECK_THAT(change([](HandedOver& of) { of.column().n_buffers = 2; }),
               Catch::Contains("2 buffers, expected 3"));
    CHECK_THAT(change([](HandedOver& of) { of.column().buffers = nullptr; }),
               Catch::Contains("without buffers"));
    CHECK_THAT(change([](HandedOver& of) { of.column().buffers[1] = nullptr; }),
               Catch::Contains("no buffer of them"));
    CHECK_THAT(change([](HandedOver& of) { of.column().buffers[2] = nullptr; }),
               Catch::Contains("texts without bytes"));
    CHECK_THAT(change([](HandedOver& of) { of.column().null_count = 2; }),
               Catch::Contains("2 nulls, and nothing that says where"));
    CHECK_THAT(change([](HandedOver& of) { of.array.n_children = 2; }),
               Catch::Contains("2 children, expected 1"));
    CHECK_THAT(change([](HandedOver& of) { of.array.children = nullptr; }),
               Catch::Contains("children that are not there"));
    CHECK_THAT(change([](HandedOver& of) { of.type().format = "+r"; }),
               Catch::Contains("is of the type runs"));
    CHECK_THAT(change([](HandedOver& of) { of.type().format = nullptr; }),
               Catch::Contains("no type"));
    static const std::array<std::int32_t, 4> ends{0, 7, 5, 9};
    CHECK_THAT(change([](HandedOver& of) { of.column().buffers[1] = ends.data(); }),
               Catch::Contains("from 7 to 5, in row 1"));
    CHECK_THAT(refusal(table_of(1, {text_column("code", Texts{"\xC3"})}), [](HandedOver&) {}),
               Catch::Contains("not UTF-8, in row 0"));
    CHECK_THAT(refusal(table_of(1, {coded_column("code", {1}, {"a"})}), [](HandedOver&) {}),
               Catch::Contains("place 1 in a dictionary of 1 values"));
}

TEST_CASE("a stream that fails says what its library said", "[arrow]") {
    CStream stream{};
    export_stream(one_text_column(), &stream);
    const auto old = stream.get_next;
    static_cast<void>(old);
    stream.get_next = [](CStream*, CArray*) { return 5; };
    stream.get_last_error = [](CStream*) { return "the disk is gone"; };
    CHECK_THROWS_WITH(Frame::of_stream(&stream), "the table cannot be read: the disk is gone");
    CHECK(stream.release == nullptr);
    CHECK_THROWS_WITH(Frame::of_stream(&stream), Catch::Contains("taken by another reader"));
}

TEST_CASE("rows are gathered with the types that they have", "[arrow]") {
    std::vector<Node> columns;
    columns.push_back(text_column("text", Texts{"a", "", "c"}, {true, false, true}));
    columns.push_back(coded_column("coded", {1, -1, 0}, {"x", "y"}));
    columns.push_back(bool_column("yes", {true, false, true}));
    columns.push_back(real_column("real", {0.5, 1, 2}));
    columns.push_back(texts_column("texts", {{"p", "q"}, {}, {"r"}}));
    const auto frame = frame_of(table_of(3, std::move(columns)));
    const auto gathered = frame.gather({2, 0, 0});
    const auto again = frame_of(gathered);
    CHECK(again.rows() == 3);
    CHECK(cells(again, 0) == Texts{"c", "a", "a"});
    CHECK(cells(again, 1) == Texts{"x", "y", "y"});
    CHECK(cells(again, 3) == Texts{"2.000000", "0.500000", "0.500000"});
    CHECK(gathered.children[2].format == "b");
    CHECK(gathered.children[4].format == "+l");
    CHECK(gathered.children[4].children[0].length == 5);
    CHECK(cells(frame_of(frame.gather({1})), 0) == Texts{""});
    CHECK_THROWS_AS(frame.gather({3}), std::out_of_range);
}

TEST_CASE("a column of nothing may come with bits of validity") {
    Node nothing{"n", "none"};
    nothing.length = 2;
    nothing.null_count = 2;
    nothing.buffers.resize(1);
    const auto frame = frame_of_column(nothing);
    CHECK(cells(frame) == Texts{"", ""});
    nothing.buffers.resize(2);
    CHECK_THROWS_AS(frame_of_column(nothing), FrameError);
}

TEST_CASE("a dictionary may be of floats") {
    auto coded = coded_column("c", {0, 1, -1, 2}, {"", "", ""});
    coded.dictionary = std::make_shared<const Node>(
        real_column("", {111011.0, 0.25, std::numeric_limits<double>::quiet_NaN()}));
    const auto frame = frame_of_column(coded);
    CHECK(frame.is_readable(0));
    CHECK(cells(frame) == Texts{"111011", "0.25", "", ""});
}
