#include "arrow/frame.hpp"

#include "arrow/node.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
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
    CHECK(cells(frame_of_column(column)) == Texts{"-12.5", "0.05", "0"});
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

namespace {

/// Metadata of one pair, as the interface has it.
std::string metadata(const std::string& key, const std::string& value) {
    std::string out;
    const auto number = [&out](std::size_t of) {
        const auto small = static_cast<std::int32_t>(of);
        out.append(reinterpret_cast<const char*>(&small), sizeof small);
    };
    number(1);
    number(key.size());
    out += key;
    number(value.size());
    return out + value;
}

/// A map from texts to numbers: of each row so many of the pairs.
Node map_column(std::vector<std::int32_t> ends) {
    Node key = text_column("key", Texts{"a", "b", "c"});
    key.flags = 0;
    Node pairs{"+s", "entries"};
    pairs.flags = 0;
    pairs.length = 3;
    pairs.buffers.resize(1);
    pairs.children = {key, whole_column("value", {1, 2, 3})};
    Node out{"+m", "map"};
    out.length = std::ssize(ends) - 1;
    out.buffers = {Buffer{}, Buffer::of(std::move(ends))};
    out.children = {pairs};
    return out;
}

/// Texts as views: the long ones in a buffer of their own.
Node view_column(const Texts& values) {
    std::vector<char> views(values.size() * 16);
    std::vector<char> bytes;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto* const to = &views[i * 16];
        const auto size = static_cast<std::int32_t>(values[i].size());
        std::memcpy(to, &size, 4);
        if (size <= 12) {
            std::memcpy(to + 4, values[i].data(), values[i].size());
        } else {
            const auto begin = static_cast<std::int32_t>(bytes.size());
            std::memcpy(to + 4, values[i].data(), 4);
            std::memcpy(to + 12, &begin, 4);
            bytes.insert(bytes.end(), values[i].begin(), values[i].end());
        }
    }
    Node out{"vu", "view"};
    out.length = std::ssize(values);
    out.buffers = {Buffer{}, Buffer::of(std::move(views)), Buffer::of(bytes),
                   Buffer::of(std::vector<std::int64_t>{std::ssize(bytes)})};
    return out;
}

}  // namespace

TEST_CASE("gathered columns keep their types, and what is said of them", "[arrow]") {
    auto text = text_column("text", Texts{"a", "b", "c"});
    text.flags = 0;
    text.metadata = metadata("label", "a letter");
    auto small = coded_column("small", {1, 0, 1}, {"x", "y"});
    small.format = "c";
    small.flags |= 1;  // ordered
    small.buffers[1] = Buffer::of(std::vector<std::int8_t>{1, 0, 1});
    const auto frame = frame_of(
        table_of(3, {text, small, map_column({0, 1, 1, 3}),
                     view_column({"short", "more than twelve bytes", "another one of these"})}));
    const auto gathered = frame.gather({2, 1, 2});

    const auto& texts = gathered.children[0];
    CHECK(texts.format == "u");
    CHECK(texts.flags == 0);
    CHECK(texts.metadata == text.metadata);

    const auto& coded = gathered.children[1];
    CHECK(coded.format == "c");
    CHECK(coded.flags == (flag_nullable | 1));
    CHECK(coded.dictionary->format == "u");
    CHECK(cells(frame_of(gathered), 1) == Texts{"y", "x", "y"});

    const auto& map = gathered.children[2];
    CHECK(map.format == "+m");
    CHECK(map.children[0].flags == 0);
    CHECK(map.children[0].children[0].flags == 0);
    CHECK(map.children[0].length == 4);
    const auto& keys = map.children[0].children[0];
    CHECK(cells(frame_of_column(keys)) == Texts{"b", "c", "b", "c"});

    CHECK(gathered.children[3].format == "vu");
    CHECK(cells(frame_of(gathered), 3) ==
          Texts{"another one of these", "more than twelve bytes", "another one of these"});
}

TEST_CASE("gathered parts with the same dictionary keep it, others get one", "[arrow]") {
    const auto one = coded_column("coded", {1, -1}, {"x", "y"});
    const auto other = coded_column("coded", {0}, {"z"});
    // A stream of two parts.
    struct Parts {
        std::vector<Node> tables;
        std::size_t next = 0;
    };
    const auto frame_of_parts = [](std::vector<Node> tables) {
        auto* const parts = new Parts{std::move(tables)};
        CStream stream{[](CStream* self, CSchema* out) {
                           export_schema(static_cast<Parts*>(self->private_data)->tables.front(),
                                         out);
                           return 0;
                       },
                       [](CStream* self, CArray* out) {
                           auto& own = *static_cast<Parts*>(self->private_data);
                           *out = CArray{};
                           if (own.next < own.tables.size()) {
                               export_array(own.tables[own.next++], out);
                           }
                           return 0;
                       },
                       [](CStream*) -> const char* { return nullptr; },
                       [](CStream* self) {
                           delete static_cast<Parts*>(self->private_data);
                           self->release = nullptr;
                       },
                       parts};
        return Frame::of_stream(&stream);
    };
    const auto same = frame_of_parts({table_of(2, {one}), table_of(2, {one})}).gather({2, 0, 3});
    CHECK(same.children[0].dictionary->length == 2);
    CHECK(cells(frame_of(same)) == Texts{"y", "y", ""});
    const auto both = frame_of_parts({table_of(2, {one}), table_of(1, {other})}).gather({2, 0, 1});
    CHECK(both.children[0].dictionary->length == 3);
    CHECK(cells(frame_of(both)) == Texts{"z", "y", ""});
}

TEST_CASE("a slice shares its buffers", "[arrow]") {
    const auto table = table_of(3, {text_column("text", Texts{"a", "", "c"}, {true, false, true}),
                                    coded_column("coded", {1, -1, 0}, {"x", "y"})});
    Node slice;
    {
        const auto frame = frame_of(table);
        slice = frame.slice(1, 2);
        CHECK(slice.children[0].buffers[2].data == table.children[0].buffers[2].data);
        CHECK_THROWS_AS(frame.slice(2, 2), std::out_of_range);
        CHECK(frame.slice(3, 0).length == 0);
    }
    CHECK(cells(frame_of(slice), 0) == Texts{"", "c"});
    CHECK(cells(frame_of(slice), 1) == Texts{"", "x"});
    CHECK(cells(frame_of(frame_of(slice).slice(1, 1)), 1) == Texts{"x"});
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

TEST_CASE("rows that stand together are gathered as they are one by one", "[arrow]") {
    constexpr std::size_t size = 60;
    Texts texts;
    std::vector<bool> has_value;
    for (std::size_t i = 0; i < size; ++i) {
        texts.push_back(i % 5 == 0 ? "" : std::string(i % 7, 'a') + "\xC3\xA4" + std::to_string(i));
        has_value.push_back(i % 11 != 3);
    }
    for (const bool with_nulls : {false, true}) {
        auto text = text_column("text", texts, with_nulls ? has_value : std::vector<bool>{});
        std::vector<std::int64_t> numbers(size);
        std::iota(numbers.begin(), numbers.end(), 100);
        auto table = table_of(static_cast<std::int64_t>(size),
                              {text, whole_column("number", numbers), text});
        auto& wide = table.children[2];
        wide.format = "U";
        std::vector<std::int64_t> ends;
        for (std::size_t i = 0; i <= size; ++i) {
            ends.push_back(static_cast<const std::int32_t*>(text.buffers[1].data)[i]);
        }
        wide.buffers[1] = Buffer::of(ends);
        const auto frame = frame_of(frame_of(table).slice(1, size - 1));
        const auto rows = std::vector<std::uint64_t>{0,  1,  2,  3,  4,  5,  6,  7,  20, 21, 22,
                                                     23, 23, 24, 25, 26, 50, 40, 41, 42, 43, 44,
                                                     45, 46, 47, 48, 49, 50, 51, 52, 57, 58};
        const auto gathered = frame_of(frame.gather(rows));
        const auto got = cells(gathered, 0);
        const auto numbers_got = cells(gathered, 1);
        REQUIRE(got.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto row = rows[i] + 1;
            CHECK(got[i] == (with_nulls && !has_value[row] ? "" : texts[row]));
            CHECK(numbers_got[i] == std::to_string(100 + row));
        }
        CHECK(cells(gathered, 2) == got);
    }
}

TEST_CASE("a text that begins within a character is refused, in a run as well", "[arrow]") {
    auto text = text_column("text", Texts{"a", "b", "\xC3\xA4", "c", "d", "e"});
    text.buffers[1] = Buffer::of(std::vector<std::int32_t>{0, 1, 3, 4, 5, 6, 7});
    CHECK_THROWS_WITH(frame_of_column(text).gather({0, 1, 2, 3, 4, 5}),
                      Catch::Contains("not UTF-8, in row 1"));
    text.buffers[1] = Buffer::of(std::vector<std::int32_t>{0, 1, 5, 4, 5, 6, 7});
    CHECK_THROWS_WITH(frame_of_column(text).gather({0, 1, 2, 3, 4, 5}),
                      Catch::Contains("from 5 to 4, in row 2"));
}
