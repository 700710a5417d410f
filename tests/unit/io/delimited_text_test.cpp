#include "socshift/io/delimited_text.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_table.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift;

namespace {

/// Each record as "line[field|field]end", to compare in one string.
std::string read_records(std::string_view text, DelimitedOptions options = {}) {
    DelimitedReader reader(bytes_of(text), "data.csv", options);
    std::string out;
    while (const auto* const record = reader.next()) {
        out += std::to_string(record->line) + "[";
        for (std::size_t i = 0; i < record->fields.size(); ++i) {
            out += (i == 0 ? "" : "|") + std::string{record->fields[i]};
        }
        out += record->line_end == "\n" ? "]n" : record->line_end == "\r\n" ? "]rn" : "]";
    }
    return out;
}

std::string error_of(std::string_view text, DelimitedOptions options = {}) {
    try {
        read_records(text, options);
    } catch (const FormatError& error) {
        return error.what();
    }
    return "";
}

std::string text_of(std::string_view raw) {
    std::string storage;
    return std::string{field_text(raw, storage)};
}

}  // namespace

TEST_CASE("records end at line feeds, with or without carriage return, and at the end") {
    CHECK(read_records("a,b\n1,2\r\n3,4") == "1[a|b]n2[1|2]rn3[3|4]");
    CHECK(read_records("a\n\nb\n") == "1[a]n2[]n3[b]n");
    CHECK(read_records("x,y\na\rb,c\n") == "1[x|y]n2[a\rb|c]n");
    CHECK(read_records("").empty());
    CHECK(read_records("\n") == "1[]n");
}

TEST_CASE("a quoted field holds delimiters, quotes and line ends") {
    CHECK(read_records("\"a,b\",c\n") == "1[\"a,b\"|c]n");
    CHECK(read_records("x,\"1\n2\r\n3\"\ny,z\n") == "1[x|\"1\n2\r\n3\"]n4[y|z]n");
    CHECK(read_records("\"\"\"\",\"\"\n") == "1[\"\"\"\"|\"\"]n");
    CHECK(read_records("a,\"b\"\r\n") == "1[a|\"b\"]rn");
}

TEST_CASE("a quote inside a field is a byte like others") {
    CHECK(read_records("5\" pipe,6\n") == "1[5\" pipe|6]n");
    CHECK(read_records("\"a\"b,c\n") == "1[\"a\"b|c]n");
}

TEST_CASE("a byte-order mark is no part of the first field") {
    const std::string text =
        "\xEF\xBB\xBF"
        "a,b\n";
    DelimitedReader reader(bytes_of(std::string_view{text}), "data.csv");
    CHECK(reader.byte_order_mark().size() == 3);
    CHECK(reader.next()->fields.front() == "a");
}

TEST_CASE("records that are longer than a block are read whole") {
    DelimitedOptions options;
    options.block = 3;
    CHECK(read_records("abcdefgh,\"i\nj\"\nk,l\n", options) == "1[abcdefgh|\"i\nj\"]n3[k|l]n");
}

TEST_CASE("what cannot be delimited text is an error with file and line") {
    CHECK(error_of("a,b\n\"c,d\n") ==
          "data.csv:2: a quotation mark opens here and is never closed");
    CHECK(error_of(std::string_view{"a\nb\0", 4}) ==
          "data.csv:2: a NUL byte; expected delimited text, UTF-16 with a byte-order mark, or a "
          "workbook (.xlsx)");
    DelimitedOptions options;
    options.block = 4;
    options.max_record = 8;
    CHECK(error_of("a\n0123456789\n", options) ==
          "data.csv:2: a record of more than 8 bytes; is a quotation mark not closed?");
}

TEST_CASE("lines that end with a carriage return alone are an error, not one long line") {
    const std::string alone =
        "data.csv:1: lines end with a carriage return (CR) alone; expected line feeds (LF or CRLF)";
    CHECK(error_of("a,b\r1,2\r") == alone);
    CHECK(error_of("a,b\r1,2") == alone);
    CHECK(error_of("a\r1") == alone);
    CHECK(error_of("\"a\",\"b\"\r\"1\",\"2\"\r") == alone);
    CHECK(error_of("\xEF\xBB\xBF"
                   "a,b\r1,2\r") == alone);
    DelimitedOptions options;
    options.block = 4;
    options.max_record = 8;
    CHECK(error_of("a,b\r1,2\r3,4\r5,6\r", options) == alone);
    // In one cell, in quotes, it is a byte like others; so it is below the first line.
    CHECK(error_of("\"a\rb\",\"c\rd\"\n1,2\n").empty());
    CHECK(error_of("\"a\rb\",c").empty());
    CHECK(error_of("a,b\nx\ry,2\n").empty());
    // Of the first line only a part ends so: the rest would be without header.
    CHECK(error_of("a,b\r1,2\n3,4\n") ==
          "data.csv:1: a carriage return (CR) without a line feed in the first line; expected "
          "lines that all end with LF or CRLF");
}

TEST_CASE("the delimiter is the one that cuts the records alike") {
    const auto detected = [](std::string_view text) { return detect_delimiter(text, true); };
    CHECK(detected("a,b\n1,2\n") == ',');
    CHECK(detected("a\tb\n1,5\t2\n") == '\t');
    CHECK(detected("a;b\n1,5;2,5\n1,5;2,5\n") == ';');
    CHECK(detected("a|b|c\n1|2|3\n") == '|');
    CHECK(detected("name;\"x,y\"\nz;\"x,y,w\"\n") == ';');
    CHECK(detected("code\tpay, gross\n11-1011\t1,5\n") == '\t');
    CHECK(detected("one column\n1\n") == ',');
    CHECK(detected("") == ',');
}

TEST_CASE("a named delimiter is not questioned") {
    DelimitedOptions options;
    options.delimiter = ':';
    CHECK(read_records("a:b,c\n", options) == "1[a|b,c]n");
}

TEST_CASE("the text of a field comes without its quotes") {
    CHECK(text_of("plain") == "plain");
    CHECK(text_of("\"a \"\"b\"\"\"") == "a \"b\"");
    CHECK(text_of("\"\"").empty());
    CHECK(text_of("\"a\"b") == "ab");
    CHECK(text_of("5\"") == "5\"");
}

TEST_CASE("a field is written in quotes only if it must be") {
    const auto written = [](std::string_view text, char delimiter) {
        std::string out;
        append_field(out, text, delimiter);
        return out;
    };
    CHECK(written("a b", ',') == "a b");
    CHECK(written("a,b", ',') == "\"a,b\"");
    CHECK(written("a,b", ';') == "a,b");
    CHECK(written("say \"x\"", ',') == "\"say \"\"x\"\"\"");
    CHECK(written("a\nb", ',') == "\"a\nb\"");
}

TEST_CASE("bytes come from a stream, and a stream that fails is an error") {
    std::istringstream in("a,b\n");
    DelimitedReader reader(bytes_of(in, "data.csv"), "data.csv");
    CHECK(reader.next()->bytes == "a,b");
    CHECK(reader.next() == nullptr);
    std::istringstream broken("a");
    broken.setstate(std::ios::badbit);
    CHECK_THROWS_AS(DelimitedReader(bytes_of(broken, "x"), "x"), FileError);
}

TEST_CASE("a table has a header, cells without quotes, and the line of each row") {
    const auto table =
        read_delimited_table(bytes_of("code,title\n1,\"a\nb\"\n\n2,c\n"), "data.csv");
    CHECK(table.header == std::vector<std::string>{"code", "title"});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells == std::vector<std::string>{"1", "a\nb"});
    CHECK(table.rows[1].line == 5);
    CHECK(table.column("title") == 1);
    CHECK_FALSE(table.find_column("level"));
}

TEST_CASE("a table says what is wrong with it") {
    const auto table = read_delimited_table(bytes_of("code,title\n"), "data.csv");
    CHECK_THROWS_WITH(table.column("Titel"),
                      "data.csv:1: no column 'Titel'; the columns are "
                      "'code', 'title'; did you mean 'title'?");
    CHECK_THROWS_WITH(table.column("employment"),
                      "data.csv:1: no column 'employment'; the columns are 'code', 'title'");
    CHECK_THROWS_WITH(read_delimited_table(bytes_of("a,b\n1\n"), "data.csv"),
                      "data.csv:2: 1 columns, expected 2 as in the header");
    CHECK_THROWS_WITH(read_delimited_table(bytes_of(""), "data.csv"),
                      "data.csv: an empty file; expected a header line");
}

TEST_CASE("a record is written with its cells in order") {
    std::string out;
    append_record(out, {"1", "a;b", ""}, ';');
    CHECK(out == "1;\"a;b\";\n");
}

TEST_CASE("a table has so many columns and cells at most", "[delimited]") {
    DelimitedOptions options;
    options.max_fields = 3;
    DelimitedReader reader(bytes_of("a,b,c\n1,2,3,4\n"), "data.csv", options);
    CHECK(reader.next() != nullptr);
    CHECK_THROWS_WITH(reader.next(), "data.csv:2: 4 columns; expected at most 3");
    CHECK(read_delimited_table(bytes_of("a,b\n1,2\n"), "data.csv", ',', 4).rows.size() == 1);
    CHECK_THROWS_WITH(read_delimited_table(bytes_of("a,b\n1,2\n3,4\n"), "data.csv", ',', 4),
                      "data.csv:3: more than 4 cells, the most that a table may have");
}
