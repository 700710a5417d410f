#include "socshift/io/table_text.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/blank_columns.hpp"
#include "socshift/io/utf16.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace socshift;
using namespace std::string_view_literals;

namespace {

std::string all_of(ReadBytes read, std::size_t step = 3) {
    std::string out;
    std::string buffer(step, ' ');
    for (std::size_t got = step; got > 0;) {
        got = read(buffer.data(), step);
        out.append(buffer, 0, got);
    }
    return out;
}

/// What is left of @p text, and in what line it starts.
struct Left {
    std::string text;
    std::uint64_t line = 0;
    char delimiter = ' ';
};

Left left_of(std::string_view text, DataShape shape = {}) {
    shape.file = "data.csv";
    TableText table(shape, bytes_of(text));
    const auto options = table.options();
    return {all_of(table.reader()), options.first_line, *options.delimiter};
}

DataShape asking_for(const std::string& column) {
    DataShape shape;
    shape.column = column;
    return shape;
}

TableReading reading_of(std::string_view text) {
    DataShape shape;
    shape.file = "data.csv";
    return TableText(shape, bytes_of(text)).reading();
}

}  // namespace

TEST_CASE("a plain file stays as it is", "[io]") {
    for (const auto text : {"code,n\n1,2\n"sv, "code\n\n\n"sv, ""sv,
                            "\xEF\xBB\xBF"
                            "code;n\r\n1;2"sv,
                            "code\rn\r"sv, "a,b\n1,2,3\n1,2\n"sv, "\"open\n1,2\n"sv}) {
        CAPTURE(text);
        const auto left = left_of(text, asking_for("code"));
        CHECK(left.text == text);
        CHECK(left.line == 1);
        CHECK(reading_of(text) == TableReading{});
    }
}

TEST_CASE("what stands above the header is left out", "[io]") {
    const auto text =
        "Wages, May 2010\n\n\"a \"\"b\"\",\nnotes\"\ncode;title;n\n1-1;x;2\n1-2;y;3\n"sv;
    const auto named = left_of(text, asking_for("code"));
    CHECK(named.text == "code;title;n\n1-1;x;2\n1-2;y;3\n");
    CHECK(named.line == 5);
    CHECK(named.delimiter == ';');
    CHECK(left_of("Title\n\ncode\tn\n1-1\t2\n1-2\t3\n").text == "code\tn\n1-1\t2\n1-2\t3\n");
    CHECK(left_of("Title,,\ncode,n,m\nx,2,3\n").line == 2);
    CHECK(left_of("\xEF\xBB\xBF"
                  "Title,,\ncode,n,m\nx,2,3\n")
              .text ==
          "\xEF\xBB\xBF"
          "code,n,m\nx,2,3\n");
}

TEST_CASE("a row of data is not taken for a header", "[io]") {
    CHECK(left_of("code\n11-1011,5,6\n11-1021,2,3\n").line == 1);
    CHECK(left_of("code:n\n11-1011:1,5\n11-1021:2,5\n").line == 1);
    auto without = asking_for("");
    without.has_header = false;
    CHECK(left_of("Title\n\ncode,n\n", without).line == 1);
}

TEST_CASE("the header can be named by its line", "[io]") {
    DataShape shape;
    shape.header_row = 2;
    CHECK(left_of("a,b\nc,d\n1,2\n", shape).text == "c,d\n1,2\n");
    shape.header_row = 9;
    CHECK_THROWS_WITH(left_of("a,b\nc,d\n", shape),
                      "data.csv:9: no header: there is no such line near the start of the file");
}

TEST_CASE("a line may name the delimiter", "[io]") {
    const auto left = left_of("sep=|\ncode|n\n1|2,5\n");
    CHECK(left.text == "code|n\n1|2,5\n");
    CHECK(left.delimiter == '|');
    CHECK(left_of("\"SEP=;\"\r\ncode;n\r\n").text == "code;n\r\n");
    CHECK(left_of("sep=ab\ncode\n").line == 1);
}

TEST_CASE("what was found is found again in the same way", "[io]") {
    for (const auto text : {"T\n\ncode,n\n1,2\n1,3\n"sv, "sep=;\ncode;n\n1;2,5\n2;3,5\n"sv,
                            "T\ncode title\n1-1 x\n1-2 y\n"sv, "a;\ncode;n\nx;2\n"sv}) {
        const auto once = left_of(text);
        const auto twice = left_of(once.text);
        CHECK(twice.text == once.text);
        CHECK(twice.line == 1);
    }
}

TEST_CASE("a header can be a name short", "[io]") {
    CHECK(reading_of("code,n\n1,11-1011,4\n2,11-1021,5\n").has_row_names);
    CHECK(reading_of("code,n\n11-1011,4,\n11-1021,5,\n").has_end_marks);
    const TableReading plain;
    CHECK(reading_of("code,n\n1,11-1011,4\n1,11-1021,5\n") == plain);  // the same name twice
    CHECK(reading_of("code,n\n1,11-1011,4\n2,11-1021\n") == plain);
    CHECK(reading_of("code,n\n1,11-1011,4\n") == plain);  // one row may be wrong
}

TEST_CASE("runs of blanks become one, outside quotes", "[io]") {
    const auto text = "  a   b\t \tc  \r\n\"x  y\"   \"p \"\"  q\"  z\n\n d"sv;
    const auto squeezed = "a b c\r\n\"x  y\" \"p \"\"  q\" z\n\nd"sv;
    CHECK(single_blanks(text) == squeezed);
    CHECK(single_blanks(squeezed) == squeezed);
    for (std::size_t step : {std::size_t{1}, std::size_t{7}}) {
        CHECK(all_of(single_blanks(bytes_of(text)), step) == squeezed);
    }
    CHECK(reading_of("\"code\" \"n\"\n\"1\" \"11-1011\" 4\n\"2\" \"11-1021\" 5\n").has_blanks);
    CHECK_FALSE(reading_of("occupation code\n11-1011\n11-1021\n").has_blanks);
    CHECK_FALSE(reading_of("job title\nChief Executives\nWeb Developers, All Other\n").has_blanks);
}

TEST_CASE("UTF-16 is decoded, and nothing else is", "[io]") {
    const auto decoded = [](std::string_view bytes) {
        bool is_utf16 = false;
        return all_of(utf8_of(bytes_of(bytes), "data.txt", is_utf16), 5);
    };
    CHECK(decoded("\xFF\xFE"
                  "a\0\xE9\0\x3D\xD8\x00\xDE"sv) ==
          "\xEF\xBB\xBF"
          "a\xC3\xA9\xF0\x9F\x98\x80");
    CHECK(decoded("\xFE\xFF\0a\x20\xAC"sv) ==
          "\xEF\xBB\xBF"
          "a\xE2\x82\xAC");
    CHECK(decoded("\xFF\xFE"sv) == "\xEF\xBB\xBF");
    CHECK(decoded("\xFF"sv) == "\xFF");
    CHECK(decoded(""sv).empty());
    CHECK(decoded("abc\xFF\xFE"sv) == "abc\xFF\xFE");
    CHECK_THROWS_WITH(decoded("\xFF\xFE\n\0\x3D\xD8"
                              "a\0"sv),
                      "data.txt:2: damaged UTF-16: half a character");
    CHECK_THROWS_WITH(decoded("\xFF\xFE\x3D\xD8"sv),
                      "data.txt:1: damaged UTF-16: it ends within a character");
    CHECK_THROWS_WITH(decoded("\xFF\xFE"
                              "a"sv),
                      "data.txt:1: damaged UTF-16: it ends within a character");
    CHECK_THROWS_WITH(decoded("\xFF\xFE\0\0"sv), "data.txt: UTF-32; save it as UTF-8 or UTF-16");
}
