// A sheet as text, read in pieces, and the same sheet held whole: the same table.
#include "socshift/io/sheet_text.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"
#include "support/workbooks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace socshift;

namespace {

std::string text_of(const ReadBytes& read, std::size_t at_once = 1000) {
    std::string out;
    std::string piece(at_once, '\0');
    while (const auto size = read(piece.data(), piece.size())) {
        out.append(piece, 0, size);
    }
    return out;
}

DataShape shape(std::string column = {}) {
    DataShape out;
    out.file = "book.xlsx";
    out.column = std::move(column);
    return out;
}

std::string row(int number, const std::vector<std::string>& cells) {
    std::string out = "<row r=\"" + std::to_string(number) + "\">";
    char letter = 'A';
    for (const auto& cell : cells) {
        out += std::string{"<c r=\""} + letter++ + std::to_string(number) + "\" t=\"str\"><v>" +
               cell + "</v></c>";
    }
    return out + "</row>";
}

}  // namespace

TEST_CASE("a sheet is text from its header on, and lines know their rows", "[io][workbook]") {
    const auto rows = row(1, {"A survey"}) + row(3, {"id", "occ", "note"}) +
                      row(4, {"1", "15-1134", "two\nlines"}) + row(5, {" ", ""}) +
                      row(7, {"2", "11-1011", "a, b"});
    const auto sheet = sheet_text(test::workbook({{"S", rows, ""}}, ""), shape());
    CHECK(text_of(sheet.text, 3) == "id,occ,note\n1,15-1134,\"two\nlines\"\n2,11-1011,\"a, b\"\n");
    CHECK(sheet.rows == std::vector<std::uint32_t>{3, 4, 4, 7});
    CHECK(sheet.reading.header_line == 3);
    CHECK(sheet.reading.sheet == "S");
}

TEST_CASE("a long sheet is the same read in pieces and held whole", "[io][workbook]") {
    std::string rows = row(1, {"id", "occ"});
    for (int i = 2; i < 5000; ++i) {
        rows += i % 7 == 0 ? "<!-- </row> -->\n" : "";
        rows += row(i, {std::to_string(i), i % 3 == 0 ? " 15-1134" : "&lt;11-1011&gt;"});
    }
    const auto bytes = test::workbook({{"S", rows, ""}}, "");
    std::string whole;
    const auto table = as_table(read_workbook(bytes, "book.xlsx"));
    append_record(whole, table.header, ',');
    for (const auto& each : table.rows) {
        append_record(whole, each.cells, ',');
    }
    CHECK(table.rows.size() == 4998);
    CHECK(text_of(sheet_text(bytes, shape()).text) == whole);
}

TEST_CASE("the sheet that has the column is taken, and the row that names it", "[io][workbook]") {
    const auto notes = row(1, {"Notes"}) + row(2, {"and more"});
    const auto table =
        row(1, {"a", "b", "c"}) + row(2, {"x", "occ", "y"}) + row(3, {"1", "2", "3"});
    const auto book = test::workbook({{"Notes", notes, ""}, {"Data", table, ""}}, "");
    CHECK_THROWS_WITH(sheet_text(book, shape("occ")),
                      "book.xlsx: several sheets hold something: which one? The sheets are "
                      "'Notes', 'Data'");
    CHECK(sheet_text(book, shape("b")).reading.sheet == "Data");
    auto named = shape("occ");
    named.sheet = "Data";
    const auto found = sheet_text(book, named);
    CHECK(found.reading.header_line == 2);
    CHECK(text_of(found.text) == "x,occ,y\n1,2,3\n");
}

TEST_CASE("a damaged sheet is an error before a row of it is given", "[io][workbook]") {
    const auto bad = row(1, {"id", "occ"}) + row(2, {"1", "2"}) + "<row r=\"3\"><c></row>";
    CHECK_THROWS_AS(sheet_text(test::workbook({{"S", bad, ""}}, ""), shape()), FormatError);
    const auto backwards = row(2, {"id", "occ"}) + row(1, {"1", "2"});
    CHECK_THROWS_WITH(sheet_text(test::workbook({{"S", backwards, ""}}, ""), shape()),
                      "book.xlsx:2: sheet 'S': row 1 follows row 2");
    WorkbookLimits limits;
    limits.streamed = 10000;
    std::string rows = row(1, {"id", "occ"});
    for (int i = 2; i < 1000; ++i) {
        rows += row(i, {"1", "2"});
    }
    CHECK_THROWS_WITH(
        sheet_text(test::workbook({{"S", rows, ""}}, ""), shape(), limits),
        "book.xlsx: part 'xl/worksheets/sheet1.xml' unpacks to more than 10000 bytes; save the "
        "sheet as delimited text");
}

TEST_CASE("merged cells of a table are found, as long as they hold something", "[io][workbook]") {
    const auto rows = row(1, {"id", "occ"}) + row(2, {"1", "15-1134"}) + row(3, {"2", ""}) +
                      row(4, {"", "x"}) + row(5, {"3", "y"});
    const auto sheet =
        sheet_text(test::workbook({{"S", rows, "", {"B2:B3", "A4:A5", "A1:B1"}}}, ""), shape());
    REQUIRE(sheet.reading.merged.size() == 1);
    CHECK(sheet.reading.merged.front() == MergedCells{"B2:B3", 1, 1});
}
