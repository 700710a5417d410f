#include "socshift/io/workbook.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/table_file.hpp"
#include "support/temporary_folder.hpp"
#include "support/workbooks.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using Catch::Matchers::Contains;
using test::text_rows;

namespace {

Workbook read_book(const std::string& rows, const std::string& strings = "") {
    return read_workbook(test::workbook({{"Codes", rows, ""}}, strings), "book.xlsx");
}

/// The text of the one cell @p xml.
std::string cell(const std::string& xml, const std::string& strings = "") {
    const auto book = read_book("<row r=\"1\">" + xml + "</row>", strings);
    const auto& rows = book.sheets.front().rows;
    return rows.empty() ? "" : rows.front().cells.front().text;
}

DelimitedTable table(const std::vector<std::vector<std::string>>& rows, SheetChoice choice = {}) {
    return as_table(read_book(text_rows(rows)), choice);
}

}  // namespace

TEST_CASE("a workbook's cells keep their texts, rows and columns", "[catalog]") {
    const auto book = read_book(
        "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"AA3\"><v>0111</v></c></row>"
        "<row r=\"4\"/>"
        "<row r=\"7\"><c t=\"s\"><v>0</v></c><c><v>9.9499999999999993</v></c></row>",
        "<si><t>first</t></si><si><t>second</t></si>");
    REQUIRE(book.sheets.size() == 1);
    const auto& rows = book.sheets.front().rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].number == 3);
    CHECK(rows[0].cells[0].column == 1);
    CHECK(rows[0].cells[0].text == "second");
    CHECK(rows[0].cells[1].column == 26);
    CHECK(rows[0].cells[1].text == "0111");
    CHECK(rows[1].number == 7);
    CHECK(rows[1].cells[1].column == 1);
    CHECK(rows[1].cells[1].text == "9.9499999999999993");
}

namespace {

/// The text of a cell that holds @p number, in a style with the format @p code.
std::string shown(const std::string& number, const std::string& code, bool from_1904 = false) {
    auto parts = test::workbook_parts(
        {{"Codes", "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>" + number + "</v></c></row>", ""}});
    for (auto& part : parts) {
        if (part.name == "xl/_rels/workbook.xml.rels") {
            const auto end = part.bytes.rfind("</Relationships>");
            part.bytes.insert(end,
                              "<Relationship Id=\"rIdF\" Type=\"a/styles\" "
                              "Target=\"styles.xml\"/>");
        } else if (part.name == "xl/workbook.xml" && from_1904) {
            part.bytes.insert(part.bytes.find("<sheets>"), "<workbookPr date1904=\"1\"/>");
        }
    }
    const bool is_built_in =
        code.find_first_not_of("0123456789") == std::string::npos && code.front() != '0';
    parts.push_back({"xl/styles.xml",
                     "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"" +
                         code + "\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"" +
                         (is_built_in ? code : "164") + "\"/></cellXfs></styleSheet>"});
    const auto book = read_workbook(test::zip_archive(parts), "book.xlsx");
    return book.sheets.front().rows.front().cells.front().text;
}

}  // namespace

TEST_CASE("a number that is shown as a date is the date", "[catalog]") {
    CHECK(shown("48153", "14") == "2031-11-01");
    CHECK(shown("48153", "yyyy\\-mm\\-dd;@") == "2031-11-01");
    CHECK(shown("48153", "[$-409]mmm-yy") == "2031-11-01");
    CHECK(shown("48153.75", "d.m.yyyy h:mm") == "2031-11-01 18:00:00");
    CHECK(shown("46691", "14", true) == "2031-11-01");
    CHECK(shown("59", "14") == "1900-02-28");
    CHECK(shown("60", "14") == "60");  // a day that never was
    CHECK(shown("61", "14") == "1900-03-01");
    CHECK(shown("-1", "14") == "-1");
    CHECK(shown("0.75", "h:mm:ss") == "0.75");
    CHECK(shown("90", "mm:ss") == "90");
}

TEST_CASE("a number that is shown with zeros in front has them", "[catalog]") {
    CHECK(shown("1", "00") == "01");
    CHECK(shown("111", "0000") == "0111");
    CHECK(shown("151252", "00-0000") == "15-1252");
    CHECK(shown("151252", "00\\-0000") == "15-1252");
    CHECK(shown("151252", "00&quot;-&quot;0000") == "15-1252");
    CHECK(shown("12345", "000") == "12345");
    CHECK(shown("1.5", "00") == "1.5");
    CHECK(shown("9.9499999999999993", "0.00") == "9.9499999999999993");
    CHECK(shown("15", "General") == "15");
    CHECK(shown("15", "&quot;year &quot;0") == "15");
}

TEST_CASE("every kind of cell gives its text", "[catalog]") {
    CHECK(cell("<c t=\"s\"><v>0</v></c>",
               "<si><r><t>Gam</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">ing </t></r>"
               "<rPh><t>no</t></rPh></si>") == "Gaming ");
    CHECK(cell("<c t=\"inlineStr\"><is><t>a &amp; b<!-- --> c</t></is></c>") == "a & b c");
    CHECK(cell("<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> </t></is></c>") == " ");
    CHECK(cell("<c t=\"inlineStr\"><is><t>a_x000D_b _x005F_x0041_ _x20AC_ _xD800_ "
               "_x00</t></is></c>") == "a\rb _x0041_ \xE2\x82\xAC _xD800_ _x00");
    CHECK(cell("<c t=\"str\"><f>A1</f><v>11-1011</v></c>") == "11-1011");
    CHECK(cell("<c t=\"b\"><v>1</v></c>") == "TRUE");
    CHECK(cell("<c t=\"b\"><v>0</v></c>") == "FALSE");
    CHECK(cell("<c t=\"e\"><v>#N/A</v></c>") == "#N/A");
    CHECK(cell("<c s=\"3\"/>").empty());
}

TEST_CASE("a formula without a result is not empty", "[catalog]") {
    CHECK(cell("<c><f>1+2</f><v/></c>") == "=1+2");
    CHECK(cell("<c><f>A2&amp;\"x\"</f><v></v></c>") == "=A2&\"x\"");
    CHECK(cell("<c><f>1+2</f></c>") == "=1+2");
    CHECK(cell("<c t=\"str\"><f>A1</f></c>") == "=A1");
    CHECK(cell("<c><f t=\"shared\" si=\"0\"/><v/></c>") == "=");
    CHECK(cell("<c><f>1+2</f><v>3</v></c>") == "3");
    CHECK(cell("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>") == "#DIV/0!");
    // The result of a formula can be a text without characters.
    CHECK(cell("<c t=\"str\"><f>IF(A1=1,\"x\",\"\")</f><v></v></c>").empty());
}

TEST_CASE("names may have any prefix and parts any folder", "[catalog]") {
    const auto book = read_workbook(
        test::zip_archive(
            {{"_rels/.rels",
              "<p:Relationships xmlns:p=\"p\"><p:Relationship Id=\"a\" Type=\"x/officeDocument\" "
              "Target=\"/book/main.xml\"/></p:Relationships>"},
             {"book/main.xml",
              "<x:workbook xmlns:x=\"x\" xmlns:r=\"r\"><x:sheets><x:sheet name=\"S\" "
              "r:id=\"b\"/></x:sheets></x:workbook>"},
             {"book/_rels/main.xml.rels",
              "<Relationships><Relationship Id=\"b\" Type=\"x/worksheet\" "
              "Target=\"./../book/sheets/one.xml\"/></Relationships>"},
             {"book/sheets/one.xml",
              "<x:worksheet xmlns:x=\"x\"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row>"
              "</x:sheetData></x:worksheet>"}}),
        "book.xlsx");
    CHECK(book.sheets.front().rows.front().cells.front().text == "7");
}

TEST_CASE("a workbook that is not in form says where", "[catalog]") {
    const auto message = [](const std::string& rows) {
        try {
            static_cast<void>(read_book("<row r=\"8\"/>" + rows));
        } catch (const FormatError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    CHECK(message("<row r=\"8\"/>") == "book.xlsx:8: sheet 'Codes': row 8 follows row 8");
    CHECK(message("<row r=\"x\"/>") ==
          "book.xlsx:8: sheet 'Codes': a row after this has the number 'x'");
    CHECK(message("<row r=\"1048577\"/>") ==
          "book.xlsx:8: sheet 'Codes': a row after this has the number '1048577'");
    CHECK(message("<row r=\"9\"><c r=\"A9\" t=\"s\"><v>0</v></c></row>") ==
          "book.xlsx:9: sheet 'Codes': cell 'A9' is text 0 of 0");
    CHECK(message("<row r=\"9\"><c r=\"B9\"/><c r=\"A9\"/></row>") ==
          "book.xlsx:9: sheet 'Codes': cell 'A9' comes after one to its right");
    CHECK(message("<row r=\"9\"><c r=\"A7\"/></row>") ==
          "book.xlsx:9: sheet 'Codes': 'A7' is no cell of this row");
    CHECK(message("<row r=\"9\"><c r=\"XFE9\"/></row>") ==
          "book.xlsx:9: sheet 'Codes': more than 16384 columns");
}

TEST_CASE("what is no workbook is said to be none", "[catalog]") {
    CHECK_THROWS_WITH(read_workbook("PK\x03\x04 and nothing", "a.xlsx"),
                      Contains("a.xlsx: not a whole workbook: "));
    CHECK_THROWS_WITH(read_workbook(test::zip_archive({{"a.txt", "a"}}), "a.zip"),
                      "a.zip: a zip archive without the part 'xl/workbook.xml' of a workbook");
    auto parts = test::workbook_parts({{"S", "<row/>", ""}});
    parts[3].bytes = "<sst><si>";
    CHECK_THROWS_WITH(read_workbook(test::zip_archive(parts), "a.xlsx"),
                      Contains("a.xlsx: part 'xl/sharedStrings.xml' is not XML: "));
    parts.pop_back();
    CHECK_THROWS_AS(read_workbook(test::zip_archive(parts), "a.xlsx"), FormatError);
}

TEST_CASE("a part that is not what the archive says is refused", "[catalog]") {
    auto bytes = test::zip_archive({{"xl/workbook.xml", std::string(2000, 'x')}});
    // The checksum and the sizes of the only part, in the list at the end of the archive.
    const auto entry = bytes.rfind("PK\x01\x02");
    const auto message = [](const std::string& archive) {
        try {
            static_cast<void>(read_workbook(archive, "a.xlsx"));
        } catch (const FormatError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    for (const std::size_t at : {16U, 24U}) {
        auto wrong = bytes;
        wrong[entry + at] = static_cast<char>(wrong[entry + at] + 1);
        INFO(at);
        CHECK_THAT(message(wrong), Contains("part 'xl/workbook.xml' is damaged"));
    }
    auto encrypted = bytes;
    encrypted[entry + 8] = 1;
    CHECK_THAT(message(encrypted), Contains("is encrypted"));
    auto other = bytes;
    other[entry + 10] = 12;
    CHECK_THAT(message(other), Contains("is packed in another way"));
}

TEST_CASE("every prefix of a workbook's bytes is refused, or read as the whole", "[catalog]") {
    const auto bytes = test::workbook({{"S", text_rows({{"a", "b"}}), ""}});
    const auto whole = read_workbook(bytes, "a.xlsx");
    REQUIRE(whole.sheets.front().rows.front().cells.size() == 2);
    std::size_t refused = 0;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        try {
            const auto book = read_workbook(std::string_view{bytes}.substr(0, size), "a.xlsx");
            CHECK(book.sheets.front().rows.front().cells.size() == 2);
        } catch (const FormatError&) {
            ++refused;
        }
    }
    // The last three bytes say how long the comment behind the archive is.
    CHECK(refused >= bytes.size() - 3);
}

TEST_CASE("a small file cannot unfold to more than the limits", "[catalog]") {
    WorkbookLimits limits;
    limits.part = 100000;
    const auto large = test::workbook({{"S", std::string(200000, ' '), ""}});
    CHECK(large.size() < 5000);
    CHECK_THROWS_WITH(read_workbook(large, "a.xlsx", limits),
                      Contains("a.xlsx: part 'xl/worksheets/sheet1.xml' has an element that is too "
                               "long at byte ") &&
                          Contains("; save the sheet as delimited text"));
    limits = {};
    limits.streamed = 100000;
    CHECK_THROWS_WITH(read_workbook(large, "a.xlsx", limits),
                      "a.xlsx: part 'xl/worksheets/sheet1.xml' unpacks to more than 100000 bytes; "
                      "save the sheet as delimited text");
    limits = {};
    limits.unpacked = 100;
    CHECK_THROWS_WITH(read_workbook(large, "a.xlsx", limits), Contains("unpacks to more than"));

    // One long text, named again and again.
    std::string rows;
    for (int i = 0; i < 100; ++i) {
        rows += "<row><c t=\"s\"><v>0</v></c></row>";
    }
    const auto strings = "<si><t>" + std::string(1000, 'x') + "</t></si>";
    limits = {};
    limits.text = 50000;
    CHECK_THROWS_WITH(read_workbook(test::workbook({{"S", rows, ""}}, strings), "a.xlsx", limits),
                      "a.xlsx:51: sheet 'S': the texts of its cells are too long; save the sheet "
                      "as delimited text");

    // Many texts, or many cells.
    limits = {};
    limits.text = 500;
    CHECK_THROWS_WITH(read_workbook(test::workbook({{"S", "", ""}}, strings), "a.xlsx", limits),
                      "a.xlsx: part 'xl/sharedStrings.xml' has too many texts; save the sheet as "
                      "delimited text");
    limits = {};
    limits.cells = 99;
    CHECK_THROWS_WITH(read_workbook(test::workbook({{"S", rows, ""}}, strings), "a.xlsx", limits),
                      "a.xlsx:100: too many cells for a workbook that is held whole; save the "
                      "sheet as delimited text");

    // Two cells far apart.
    limits = {};
    limits.cells = 1000;
    const auto wide =
        read_book("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>");
    CHECK_THROWS_WITH(as_table(wide, {}, limits),
                      "book.xlsx: a table of 16384 columns and 1 rows is too large; save the sheet "
                      "as delimited text");
}

TEST_CASE("the header is the first row that is as full as the table", "[catalog]") {
    const auto made = table({{"Agency of Everything"},
                             {"Table 1", "revised"},
                             {},
                             {"Old  code", "Old title", "New\n code", "New title"},
                             {},
                             {"1", " One ", "1\xC2\xA0", "One"},
                             {"2", "", "3", "Three"},
                             {"a note below"}});
    CHECK(made.file == "book.xlsx");
    CHECK(made.header ==
          std::vector<std::string>{"Old code", "Old title", "New code", "New title"});
    REQUIRE(made.rows.size() == 3);
    CHECK(made.rows[0].line == 6);
    CHECK(made.rows[0].cells == std::vector<std::string>{"1", "One", "1", "One"});
    CHECK(made.rows[1].cells == std::vector<std::string>{"2", "", "3", "Three"});
    CHECK(made.rows[2].cells == std::vector<std::string>{"a note below", "", "", ""});
}

TEST_CASE("a table may start anywhere, and a column without a name has its letters", "[catalog]") {
    const auto made = table({{"", "", "Code", "", "Note"}, {"", "", "1", "One"}});
    CHECK(made.header == std::vector<std::string>{"Code", "D", "Note"});
    CHECK(made.rows.front().cells == std::vector<std::string>{"1", "One", ""});
}

TEST_CASE("cells that are merged over several rows of the table are listed", "[catalog]") {
    const auto rows = text_rows({{"", "A title"},
                                 {"", "Code", "n", "State"},
                                 {"", "1", "5", "AK"},
                                 {"", "", "6"},
                                 {"", "3", "", ""},
                                 {"", "4", "7", "NV"}});
    const auto merged = [&](std::vector<std::string> ranges) {
        return as_table(
                   read_workbook(test::workbook({{"S", rows, "", std::move(ranges)}}), "b.xlsx"))
            .merged;
    };
    CHECK(merged({"B3:B4"}) == std::vector<MergedCells>{{"B3:B4", 0, 0}});
    CHECK(merged({"C3:D4", "D6:E7"}) == std::vector<MergedCells>{{"C3:D4", 1, 2}, {"D6:E7", 2, 2}});
    CHECK(merged({"B2:B3"}) == std::vector<MergedCells>{{"B2:B3", 0, 0}});
    // Titles, the header, one row, nothing in it, outside.
    CHECK(merged({"B1:D1", "B1:B2", "C2:D2", "B3:D3", "C5:C6", "F3:F5", "B4", "A3:A6"}).empty());
    for (const std::string range : {"", "B3:", "3:4", "B4:B3", "C3:B3", "B3:B4:B5", "b3:b4"}) {
        CHECK_THROWS_WITH(merged({range}),
                          Catch::Contains("'" + range + "' is no range of cells to be merged"));
    }
}

TEST_CASE("the header's row can be said", "[catalog]") {
    SheetChoice choice;
    choice.header_row = 2;
    CHECK(table({{"a", "b"}, {"c", "d"}, {"1", "2"}}, choice).header ==
          std::vector<std::string>{"c", "d"});
    choice.header_row = 9;
    CHECK_THROWS_WITH(table({{"a", "b"}}, choice), "book.xlsx:9: no header: the row is empty");
}

TEST_CASE("of several sheets one must be named unless only one holds something", "[catalog]") {
    const auto bytes = test::workbook({{"Notes", "", ""},
                                       {"Old", text_rows({{"code"}, {"1"}}), ""},
                                       {"New", text_rows({{"code"}, {"2"}}), ""},
                                       {"Work", text_rows({{"code"}, {"3"}}), "hidden"}});
    TableChoice choice;
    CHECK_THROWS_WITH(read_table(bytes, "a.xlsx", choice),
                      "a.xlsx: several sheets hold something: which one? The sheets are 'Notes', "
                      "'Old', 'New', 'Work'");
    choice.sheet = "New";
    const auto made = read_table(bytes, "a.xlsx", choice);
    CHECK(made.rows.front().cells.front() == "2");
    CHECK(made.where(made.rows.front()).text() == "a.xlsx[New]:2");
    choice.sheet = "Work";
    CHECK(read_table(bytes, "a.xlsx", choice).rows.front().cells.front() == "3");
    choice.sheet = "Newer";
    CHECK_THROWS_WITH(read_table(bytes, "a.xlsx", choice),
                      "a.xlsx: no sheet 'Newer'; the sheets are 'Notes', 'Old', 'New', 'Work'");
    choice.sheet = "Notes";
    CHECK_THROWS_WITH(read_table(bytes, "a.xlsx", choice), "a.xlsx: sheet 'Notes' is empty");
    CHECK_THROWS_WITH(read_table(test::workbook({{"S", "", ""}}), "a.xlsx"),
                      "a.xlsx: an empty workbook; expected a table");
    CHECK_THROWS_WITH(table({{" "}}), "book.xlsx: a sheet of blanks; expected a table");
}

TEST_CASE("a table is read by what the file holds, not by its name", "[catalog]") {
    const test::TemporaryFolder folder;
    const auto rows = text_rows({{"code", "title"}, {"1", "One"}});
    const auto book = folder.write("table.csv", test::workbook({{"S", rows, ""}}));
    const auto text = folder.write("table.xlsx", "code\ttitle\n1\tOne\n");
    CHECK(read_table(book).rows.front().cells == read_table(text).rows.front().cells);
    CHECK_THROWS_WITH(read_table("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...", "a.xls"),
                      Contains("an old or encrypted workbook"));
    TableChoice choice;
    choice.sheet = "S";
    CHECK_THROWS_WITH(read_table("a,b\n", "a.csv", choice),
                      "a.csv: not a workbook: it has no sheets");
}

TEST_CASE("titles above the header of delimited text are left out, if it has them", "[catalog]") {
    const auto saved = read_table("Agency,,,\n,,,\na,b,,d\n1,2,3,4\n", "t.csv");
    CHECK(saved.header == std::vector<std::string>{"a", "b", "C", "d"});
    REQUIRE(saved.rows.size() == 1);
    CHECK(saved.rows.front().line == 4);
    TableChoice choice;
    choice.header_row = 1;
    CHECK(read_table("Agency,,,\na,b,c,d\n", "t.csv", choice).header.front() == "Agency");
    choice.header_row = 2;
    CHECK(read_table("a,b\nc,d\n", "t.csv", choice).header.front() == "c");
    choice.header_row = 3;
    CHECK_THROWS_WITH(read_table("a,b\nc,d\n", "t.csv", choice),
                      "t.csv:3: no header: there is no such row");
    CHECK(read_table(",\n,\n", "t.csv").rows.size() == 1);
    std::string below;
    for (int line = 1; line <= 120; ++line) {
        below += "a long note\n";
    }
    choice.header_row = 121;
    const auto named = read_table(below + "code,title,n\n1,One,2\n", "t.csv", choice);
    CHECK(named.header == std::vector<std::string>{"code", "title", "n"});
    CHECK(named.rows.front().line == 122);
}
