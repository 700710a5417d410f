#include "socshift/catalog/import.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

using Lines = std::vector<std::string>;

EditionData header_of(std::vector<std::string> levels) {
    return edition_data("x", std::move(levels), {});
}

Imported<EditionData> structure(std::string_view text, const StructureColumns& columns,
                                EditionData header = header_of({"high", "mid", "low"})) {
    return import_structure(read_delimited_table(bytes_of(text), "t.csv"), std::move(header),
                            columns);
}

/// "11 mid < 1" of each item, in the order of the rows.
Lines places(const Imported<EditionData>& imported) {
    Lines out;
    for (const auto& item : imported.data.items) {
        out.push_back(item.code.text() + " " + item.level +
                      (item.parent ? " < " + item.parent->text() : ""));
    }
    return out;
}

StructureColumns by_length(std::vector<std::size_t> lengths) {
    StructureColumns columns;
    columns.level_lengths = std::move(lengths);
    return columns;
}

std::string unclear(std::string_view text, const StructureColumns& columns) {
    return message_of<UnclearStructure>([&] { (void)structure(text, columns); });
}

}  // namespace

TEST_CASE("the lengths of codes give levels, and their beginnings parents", "[import]") {
    const auto imported =
        structure("code,title\n1,A\n11,B\n111,C\n112,D\n2,E\n22,F\n", by_length({1, 2, 3}));
    CHECK(places(imported) ==
          Lines{"1 high", "11 mid < 1", "111 low < 11", "112 low < 11", "2 high", "22 mid < 2"});
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:7: note: 1 item above level 'low' with nothing below: '22' "
                "[ragged-hierarchy]"});
}

TEST_CASE("a parent may be two levels above, where the code between is no item", "[import]") {
    const auto imported = structure("code,title\n1,A\n111,C\n122,D\n", by_length({1, 2, 3}));
    CHECK(places(imported) == Lines{"1 high", "111 low < 1", "122 low < 1"});
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:3: note: '111' at level 'low' is under '1' at level 'high', with nothing at "
                "the levels between; so is 1 other item [level-skipped]"});
}

TEST_CASE("a code without a beginning that is an item has no parent", "[import]") {
    CHECK(printed(structure("code,title\n1,A\n22,B\n", by_length({1, 2, 3})).findings) ==
          Lines{"t.csv:2: note: 2 items above level 'low' with nothing below: '1', '22' "
                "[ragged-hierarchy]",
                "t.csv:3: error: '22' at level 'mid' has no parent; only items at level 'high' "
                "may have none [missing-parent]"});
}

TEST_CASE("a range of codes is above what begins like any code in it", "[import]") {
    const auto imported =
        structure("code,title\n31-33,A\n311,B\n3321,C\n34,D\n341,E\n", by_length({2, 3, 4}));
    CHECK(places(imported) ==
          Lines{"31-33 high", "311 mid < 31-33", "3321 low < 31-33", "34 high", "341 mid < 34"});
    CHECK(imported.found == Lines{"ranges of codes: 31-33"});
}

TEST_CASE("what looks like a range is none where its beginning is an item", "[import]") {
    const auto imported = structure("code,title\n11,A\n11-12,B\n11-1211,C\n", by_length({2, 5, 7}));
    CHECK(places(imported) == Lines{"11 high", "11-12 mid < 11", "11-1211 low < 11-12"});
    CHECK(imported.found.empty());
}

TEST_CASE("separators of an edition do not count in lengths, and characters are no bytes",
          "[import]") {
    auto header = header_of({"high", "mid", "low"});
    header.header.spelling.separators = ".";
    const auto imported =
        structure("code,title\nЯ,A\nЯ1,B\nЯ1.2,C\n", by_length({1, 2, 3}), std::move(header));
    CHECK(places(imported) == Lines{"Я high", "Я1 mid < Я", "Я1.2 low < Я1"});
}

TEST_CASE("a code of a length that no level has is an error", "[import]") {
    CHECK(printed(structure("code,title\n1,A\n1111,B\n", by_length({1, 2, 3})).findings)[1] ==
          "t.csv:3: error: '1111' has 4 characters; expected 1, 2, 3 [code-length]");
    CHECK(message_of<FormatError>([] {
              (void)structure("code,title\n", by_length({1, 2}));
          }) == "t.csv: 2 lengths of codes for 3 levels; expected one for each");
}

TEST_CASE("the parts of codes give levels and parents", "[import]") {
    StructureColumns columns;
    columns.level_parts = ".";
    CHECK(places(structure("code,title\nA,A\nA.1,B\nA.1.x,C\nB.,D\nB.2.y,E\n", columns)) ==
          Lines{"A high", "A.1 mid < A", "A.1.x low < A.1", "B. high", "B.2.y low < B."});
    CHECK(printed(structure("code,title\nA,A\nA.1.2.3,B\n", columns).findings)[1] ==
          "t.csv:3: error: 'A.1.2.3' has 4 parts between '.'; expected 3 at most [code-length]");
}

TEST_CASE("levels may be numbers, and parents the last of a coarser level above", "[import]") {
    StructureColumns columns;
    columns.parents = ParentRule::order;
    const auto imported =
        structure("Level,Code,Title\n1,A,x\n2,01,y\n3,011,z\n3,012,u\n1,B,v\n2,05,w\n", columns);
    CHECK(places(imported) ==
          Lines{"A high", "01 mid < A", "011 low < 01", "012 low < 01", "B high", "05 mid < B"});
    CHECK(imported.found == Lines{"codes in 'Code', titles in 'Title', levels in 'Level'",
                                  "levels are numbers: 1 high, 2 mid, 3 low"});
    columns.parents = ParentRule::beginning;
    CHECK(places(structure("level,code,title\n0,1,x\n1,11,y\n2,111,z\n", columns)) ==
          Lines{"1 high", "11 mid < 1", "111 low < 11"});
}

TEST_CASE("numbers that cannot all be levels are names, and none of the edition's", "[import]") {
    StructureColumns columns;
    columns.parents = ParentRule::order;
    CHECK(printed(structure("level,code,title\n1,1,x\n4,11,y\n", columns).findings).front() ==
          "t.csv:2: error: level '1' of '1' is not one of: high, mid, low [unknown-level]");
}

TEST_CASE("levels may have other names in the table", "[import]") {
    StructureColumns columns;
    columns.parents = ParentRule::beginning;
    columns.level_names = {{"Top!", "high"}};
    CHECK(places(structure("level,code,title\nTop!,1,x\nMID,11,y\n", columns)) ==
          Lines{"1 high", "11 mid < 1"});
}

TEST_CASE("a parent that is NA is none, unless it is an item", "[import]") {
    CHECK(places(structure("code,title,level,parent\n1,A,high,NA\n11,B,mid,1\n", {})) ==
          Lines{"1 high", "11 mid < 1"});
    CHECK(places(structure("code,title,level,parent\nNA,A,high,\n11,B,mid,NA\n", {})) ==
          Lines{"NA high", "11 mid < NA"});
}

TEST_CASE("rows may repeat the codes above their item", "[import]") {
    StructureColumns columns;
    columns.level_columns = {"a", "b", "c"};
    const auto imported =
        structure("a,b,c,title\n1,,,A\n1,11,,B\n1,11,111,C\n2,NA,NA,D\n2,NA,222,E\n", columns);
    CHECK(places(imported) ==
          Lines{"1 high", "11 mid < 1", "111 low < 11", "2 high", "222 low < 2"});
    CHECK(imported.found ==
          Lines{"rows repeat the codes above their items: parents are the codes to the left",
                "words for no code (NA and the like): 3 cells"});
}

TEST_CASE("where rows repeat codes, one without those above it has no parent", "[import]") {
    StructureColumns columns;
    columns.level_columns = {"a", "b", "c"};
    const auto found =
        printed(structure("a,b,c,title\n1,,,A\n1,11,,B\n,12,,C\n", columns).findings);
    CHECK(found.back() ==
          "t.csv:4: error: '12' at level 'mid' has no parent; only items at level "
          "'high' may have none [missing-parent]");
}

TEST_CASE("titles may stand beside the codes of each level", "[import]") {
    StructureColumns columns;
    columns.level_columns = {"a", "b", "c"};
    columns.level_titles = {"A", "B", "C"};
    const auto imported = structure(
        "a,A,b,B,c,C\n1,One,11,Two,111,Three\n1,One,11,Two,112,Four\n2,Five,2,Five,NA,NA\n",
        columns);
    CHECK(places(imported) ==
          Lines{"1 high", "11 mid < 1", "111 low < 11", "112 low < 11", "2 high"});
    CHECK(imported.data.items[1].title == "Two");
    CHECK(imported.data.items[4].title == "Five");
    columns.level_titles = {"A"};
    CHECK(message_of<FormatError>([&] {
              (void)structure("a,A,b,c,title\n1,One,,,x\n", columns);
          }) == "t.csv: 1 columns of titles for 3 of codes; expected one for each");
}

TEST_CASE("rows that contradict each other about an item are an error", "[import]") {
    StructureColumns columns;
    columns.level_columns = {"a", "b", "c"};
    columns.level_titles = {"A", "B", "C"};
    const std::string text =
        "a,A,b,B,c,C\n1,One,11,Two,111,Three\n1,ONE,11,Other,112,Four\n2,Five,11,Two,113,Six\n";
    CHECK(printed(structure(text, columns).findings) ==
          Lines{"t.csv:3: note: '1' is 'ONE' here, 'One' in t.csv:2; the first is taken "
                "[title-spelling]",
                "t.csv:3: error: '11' is 'Other' here, 'Two' in t.csv:2 [title-differs]",
                "t.csv:4: error: '11' is under '2' at level 'mid' here, under '1' at level 'mid' "
                "in t.csv:2 [two-parents]",
                "t.csv:4: note: 1 item above level 'low' with nothing below: '2' "
                "[ragged-hierarchy]"});
    columns.first_title = true;
    CHECK(printed(structure(text, columns).findings)[1] ==
          "t.csv:3: warning: '11' is 'Other' here, 'Two' in t.csv:2; the first is taken "
          "[title-differs]");
}

TEST_CASE("what a table does not say is asked for", "[import]") {
    CHECK(
        unclear("code,title\n1,A\n11,B\n", {}) ==
        "t.csv:1: no column 'level'; the columns are 'code', 'title'; codes have 1, 2 characters");
    CHECK(unclear("code,title,level\n1,A,high\n", {}) ==
          "t.csv:1: no column 'parent'; the columns are 'code', 'title', 'level'");
    CHECK(unclear("Old code,New code,title\n1,1,A\n", {}) ==
          "t.csv:1: no column 'code', and several are named so: 'Old code', 'New code'");
    CHECK(unclear("code,text\n1,A\n", {}) ==
          "t.csv:1: no column 'title'; the columns are 'code', 'text'");
    try {
        (void)structure("code,title\n1,A\n11,B\n31-33,C\n", {});
        FAIL("nothing was asked");
    } catch (const UnclearStructure& error) {
        CHECK(error.gap() == StructureGap::level);
        CHECK(error.lengths() == std::vector<std::size_t>{1, 2});
    }
}

TEST_CASE("columns are found by the words in their names", "[import]") {
    auto columns = by_length({2, 3, 4});
    CHECK(structure("Seq,2022 NAICS US  Code,2022 NAICS US Title\n1,11,A\n", columns).found ==
          Lines{"codes in '2022 NAICS US  Code', titles in '2022 NAICS US Title'"});
    CHECK(structure("CIPFamily,CIPCode,CIPTitle\n1,11,A\n", columns).found ==
          Lines{"codes in 'CIPCode', titles in 'CIPTitle'"});
    columns.code = "2022 NAICS US Code";
    CHECK(structure("Code,2022 NAICS US  Code,Title\n1,11,A\n", columns).data.items[0].code ==
          code("11"));
}

TEST_CASE("residual items are known by a column, or by words in their titles", "[import]") {
    const auto residual = [](std::string_view text, const StructureColumns& columns) {
        std::string out;
        for (const auto& item : structure(text, columns).data.items) {
            out += item.residual ? item.code.text() + " " : "";
        }
        return out;
    };
    auto columns = by_length({1, 2, 3});
    columns.residual = "rest";
    CHECK(residual("code,title,rest\n1,A,Y\n2,B,\n3,C,x\n4,D,no\n", columns) == "1 3 ");
    CHECK(printed(structure("code,title,rest\n1,A,perhaps\n", columns).findings).front() ==
          "t.csv:2: error: 'perhaps' in column 'rest' must be 'Y', 'N' or nothing [bad-mark]");
    columns.residual = "n.e.c.";
    CHECK(residual("code,title\n1,Work N.E.C.\n2,Work\n", columns) == "1 ");
    CHECK(structure("code,title\n1,A\n", columns).data.header.residual_words == Lines{"n.e.c."});
    CHECK(residual("code,title\n1,\"Work, All Other\"\n", by_length({1, 2, 3})).empty());
}

TEST_CASE("blank rows and publishers' notes are no items", "[import]") {
    const auto imported =
        structure("code,title\n,\n 1 ,  A  \nSource: the office,\n\"Note: codes are ours\",\n",
                  by_length({1, 2, 3}));
    REQUIRE(imported.data.items.size() == 1);
    CHECK(imported.data.items[0].title == "A");
    CHECK(printed(imported.findings).back() ==
          "t.csv:4: note: 2 rows with text in one cell are left out: 'Source: the office', ... "
          "[note-row]");
}

TEST_CASE("a mark of the publisher's is taken off titles, and counted", "[import]") {
    auto columns = by_length({1, 2, 3});
    columns.title_mark = "T";
    const auto imported = structure("code,title\n1,FarmingT\n2,Mining\n3,T\n", columns);
    CHECK(imported.data.items[0].title == "Farming");
    CHECK(imported.data.items[1].title == "Mining");
    CHECK(imported.data.items[2].title == "T");
    CHECK(imported.found == Lines{"'T' was taken off 1 title: 'FarmingT'"});
}
