#include "socshift/catalog/import.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Lines = std::vector<std::string>;

DelimitedTable read_table(std::string_view text) {
    return read_delimited_table(bytes_of(text), "t.csv");
}

EditionData edition_header() {
    return edition_data("x", {"group", "leaf"}, {});
}

Edition one_level(std::string_view name, std::vector<Item> items) {
    return Edition::make(edition_data(name, {"only"}, std::move(items)));
}

Counts counts_header() {
    return {"c", "Counts", id("x"), "jobs", "jobs", "2018", 99, {}, {{code("0"), 1, {}}}, {}};
}

CountsColumns jobs() {
    CountsColumns columns;
    columns.count = "jobs";
    return columns;
}

}  // namespace

TEST_CASE("a structure is read row by row under its header", "[import]") {
    const auto imported = import_structure(
        read_table("code,title,level,parent\n1,\"Ones, all\",group,\n11,One,leaf,1\n"),
        edition_header(), {});
    CHECK(printed(imported.findings) == Lines{});
    REQUIRE(imported.data.items.size() == 2);
    CHECK(imported.data.items[0] ==
          Item{code("1"), "Ones, all", "group", {}, false, false, {"t.csv", 2, 0}});
    CHECK(imported.data.items[1] ==
          Item{code("11"), "One", "leaf", code("1"), false, false, {"t.csv", 3, 0}});
    CHECK(imported.data.header == edition_header().header);
}

TEST_CASE("a structure may have a column of codes for each level", "[import]") {
    StructureColumns columns;
    columns.level_columns = {"high", "low"};
    const auto imported = import_structure(
        read_table("high,low,title\n1,,Ones\n,11,One\n2,,Twos\n,21,Two\n,9,Nine\n"),
        edition_header(), columns);
    CHECK(printed(imported.findings) == Lines{});
    REQUIRE(imported.data.items.size() == 5);
    CHECK(imported.data.items[1].parent == code("1"));
    CHECK(imported.data.items[1].level == "leaf");
    CHECK_FALSE(imported.data.items[2].parent);
    CHECK(imported.data.items[4].parent == code("2"));
    const auto message = [&](std::string_view text) {
        return message_of<FormatError>(
            [&] { (void)import_structure(read_table(text), edition_header(), columns); });
    };
    CHECK(message("high,low,title\n1,11,Ones\n") ==
          "t.csv:2: codes in several columns; expected one");
    CHECK(message("high,low,title\n,,Ones\n") == "t.csv:2: no code in any of the columns of codes");
    columns.level_columns = {"high"};
    CHECK(message("high,low,title\n1,,Ones\n") ==
          "t.csv: 1 columns of codes for 2 levels; expected one for each");
}

TEST_CASE("the columns of a structure may have other names", "[import]") {
    StructureColumns names;
    names.code = "a";
    names.title = "b";
    names.level = "c";
    names.parent = "d";
    const auto imported =
        import_structure(read_table("a;b;c;d\n1;T;group;\n"), edition_header(), names);
    CHECK(imported.data.items.size() == 1);
    CHECK(message_of<FormatError>([] {
              (void)import_structure(read_table("code,title,lvl,parent\n"), edition_header(), {});
          }) ==
          "t.csv:1: no column 'level'; the columns are 'code', 'title', 'lvl', 'parent'; did "
          "you mean 'lvl'?");
}

TEST_CASE("an item is residual when its title says all other after a comma", "[import]") {
    const auto residual = [](const std::string& title) {
        const auto text = "code,title,level,parent\n1,\"" + title + "\",group,\n";
        return import_structure(read_table(text), edition_header(), {}).data.items[0].residual;
    };
    CHECK(residual("Managers, All Other"));
    CHECK(residual("Dentists, All Other Specialists"));
    CHECK(residual("Managers, all other"));
    CHECK_FALSE(residual("Supervisors of All Other Workers"));
    CHECK_FALSE(residual("All Other Managers"));
    CHECK_FALSE(residual("Managers"));
}

TEST_CASE("the findings of an imported structure name the table", "[import]") {
    const auto imported = import_structure(
        read_table("code,title,level,parent\n1,T,group,\n\n11,U,leaf,2\n"), edition_header(), {});
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:2: warning: '1' at level 'group' has nothing below it [empty-group]",
                "t.csv:4: error: parent '2' of '11' is not an item of this edition "
                "[unknown-parent]"});
    CHECK(imported.data.items.size() == 2);
}

TEST_CASE("a table without rows is worth a look", "[import]") {
    CHECK(printed(import_structure(read_table("code,title,level,parent\n"), edition_header(), {})
                      .findings) == Lines{"t.csv: warning: the table has no rows [no-rows]"});
    CHECK(printed(import_counts(read_table("code,jobs\n"), counts_header(), jobs()).findings) ==
          Lines{"t.csv: warning: the table has no rows [no-rows]"});
    const auto edition = one_level("x", {});
    CHECK(printed(import_crosswalk(read_table("x,y\n"), table_data("x", "y", {}),
                                   {"x", "y", {}, {}, {}, {}}, edition, edition)
                      .findings) == Lines{"t.csv: warning: the table has no rows [no-rows]"});
}

TEST_CASE("a cell that cannot be a code stops the import", "[import]") {
    CHECK(message_of<FormatError>([] {
              (void)import_structure(read_table("code,title,level,parent\n1 1,T,group,\n"),
                                     edition_header(), {});
          }) == "t.csv:2: column 'code': code '1 1' must not hold spaces or control characters");
    CHECK(message_of<FormatError>([] {
              (void)import_structure(read_table("code,title,level,parent\n,T,group,\n"),
                                     edition_header(), {});
          }) == "t.csv:2: column 'code': a code must not be empty");
    CHECK(message_of<FormatError>([] {
              (void)import_structure(read_table("code,title,level,parent\n1,T,group,2 2\n"),
                                     edition_header(), {});
          }) == "t.csv:2: column 'parent': code '2 2' must not hold spaces or control characters");
}

TEST_CASE("a cell in another encoding stops the import rather than change", "[import]") {
    CHECK(message_of<FormatError>([] {
              (void)import_structure(read_table("code,title,level,parent\n1,Caf\xE9,group,\n"),
                                     edition_header(), {});
          }) == "t.csv:2: column 'title': not UTF-8 text");
    CHECK(message_of<FormatError>([] {
              (void)import_counts(read_table("code,jobs\n\xE9,1\n"), counts_header(), jobs());
          }) == "t.csv:2: column 'code': not UTF-8 text");
}

TEST_CASE("a crosswalk is read row by row", "[import]") {
    const auto source = one_level("x", {an_item("1", "only"), an_item("2", "only")});
    const auto target = one_level("y", {an_item("1", "only"), an_item("2", "only")});
    const auto imported = import_crosswalk(read_table("from,to\n2,2\n1,1\n"),
                                           table_data("x", "y", {a_link("8", "8")}),
                                           {"from", "to", {}, {}, {}, {}}, source, target);
    CHECK(printed(imported.findings) == Lines{});
    REQUIRE(imported.data.links.size() == 2);
    CHECK(imported.data.links[0] == Link{code("2"), code("2"), {}, {}, {"t.csv", 2, 0}});
}

TEST_CASE("the titles of a crosswalk are held against the editions", "[import]") {
    const auto source =
        one_level("x", {an_item("1", "only", "", "Sheriff's Clerks"),
                        an_item("2", "only", "", "Repairers"), an_item("3", "only", "", "C")});
    const auto target =
        one_level("y", {an_item("1", "only", "", "A"), an_item("2", "only", "", "B")});
    const auto imported = import_crosswalk(
        read_table("s,st,t,tt\n"
                   "1,Sheriff\xE2\x80\x99s Clerks,1,A\n"
                   "1,Sheriff\xE2\x80\x99s Clerks,2,b\n"  // the same spelling is said once
                   "2,Repairs,2,B\n"
                   "3,C,2,B!\n"
                   "9,What,2,B\n"),
        table_data("x", "y", {}), {"s", "t", "st", "tt", {}, {}}, source, target);
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:2: note: x:1 is 'Sheriff\xE2\x80\x99s Clerks' here, 'Sheriff's Clerks' in "
                "the edition [title-spelling]",
                "t.csv:3: note: y:2 is 'b' here, 'B' in the edition [title-spelling]",
                "t.csv:4: warning: x:2 is 'Repairs' here, 'Repairers' in the edition "
                "[title-differs]",
                "t.csv:5: note: y:2 is 'B!' here, 'B' in the edition [title-spelling]",
                "t.csv:6: error: source '9' is not an item of x [unknown-source]"});
}

TEST_CASE("the marks of a crosswalk are held against its rows", "[import]") {
    const auto source =
        one_level("x", {an_item("1", "only"), an_item("2", "only"), an_item("3", "only")});
    const auto target =
        one_level("y", {an_item("1", "only"), an_item("2", "only"), an_item("3", "only")});
    const auto imported =
        import_crosswalk(read_table("x,y,sm,tm\n1,1,*,\n1,2,,**\n2,2,*,**\n3,3,,**\n"),
                         table_data("x", "y", {}), {"x", "y", {}, {}, "sm", "tm"}, source, target);
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:3: warning: x:1 is not marked as having several targets; it has 2 "
                "[mark-differs]",
                "t.csv:4: warning: x:2 is marked as having several targets; it has 1 "
                "[mark-differs]",
                "t.csv:5: warning: y:3 is marked as having several sources; it has 1 "
                "[mark-differs]"});
}

TEST_CASE("a column that is named must be there", "[import]") {
    const auto edition = one_level("x", {});
    const auto why = [&](CrosswalkColumns columns) {
        return message_of<FormatError>([&] {
            (void)import_crosswalk(read_table("x,y\n"), table_data("x", "y", {}), columns, edition,
                                   edition);
        });
    };
    CHECK(why({"x", "z", {}, {}, {}, {}}) ==
          "t.csv:1: no column 'z'; the columns are 'x', 'y'; "
          "did you mean 'x'?");
    CHECK(why({"x", "y", "title", {}, {}, {}}) ==
          "t.csv:1: no column 'title'; the columns are "
          "'x', 'y'");
}

TEST_CASE("counts are read and sorted and the header's own are forgotten", "[import]") {
    const auto imported =
        import_counts(read_table("code,jobs\n2,20\n1,10\n"), counts_header(), jobs());
    CHECK(printed(imported.findings) == Lines{});
    REQUIRE(imported.data.rows.size() == 2);
    CHECK(imported.data.rows[0] == Counts::Row{code("1"), 10, {"t.csv", 3, 0}});
    CHECK(imported.data.total == 99);  // no row of the total was asked for
}

TEST_CASE("rows can be chosen by a column and the total by its code", "[import]") {
    auto columns = jobs();
    columns.filter = TableFilter{"level", "detailed"};
    columns.total_code = "00";
    const auto text = "code,level,jobs\n00,total,35\n1,major,33\n11,detailed,13\n12,detailed,20\n";
    const auto imported = import_counts(read_table(text), counts_header(), columns);
    CHECK(printed(imported.findings) == Lines{});
    CHECK(imported.data.rows.size() == 2);
    CHECK(imported.data.total == 35);

    columns.filter->value = "detaild";
    CHECK(printed(import_counts(read_table(text), counts_header(), columns).findings) ==
          Lines{"t.csv: warning: no row of the table was taken [no-rows]"});
}

TEST_CASE("a count that is no whole number is left out and said", "[import]") {
    const auto imported = import_counts(read_table("code,jobs\n1,**\n2,\"1,000\"\n3,-4\n4,\n5,5\n"),
                                        counts_header(), jobs());
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:2: warning: '**' of '1' is no whole number; left out [no-count]",
                "t.csv:3: warning: '1,000' of '2' is no whole number; left out [no-count]",
                "t.csv:4: warning: '-4' of '3' is no whole number; left out [no-count]",
                "t.csv:5: warning: '' of '4' is no whole number; left out [no-count]"});
    CHECK(imported.data.rows.size() == 1);
}

TEST_CASE("a total that is not there or no number is said and none is kept", "[import]") {
    auto columns = jobs();
    columns.total_code = "00";
    const auto absent = import_counts(read_table("code,jobs\n1,1\n"), counts_header(), columns);
    CHECK(printed(absent.findings) ==
          Lines{"t.csv: warning: no row has the code '00' of the total [no-total]"});
    CHECK_FALSE(absent.data.total.has_value());
    const auto damaged =
        import_counts(read_table("code,jobs\n00,n/a\n1,1\n"), counts_header(), columns);
    CHECK(printed(damaged.findings) ==
          Lines{"t.csv:2: warning: the total 'n/a' is no whole number; left out [no-total]"});
    CHECK_FALSE(damaged.data.total.has_value());
}

TEST_CASE("a code that is counted twice is an error", "[import]") {
    const auto imported =
        import_counts(read_table("code,jobs\n1,1\n2,2\n1,3\n"), counts_header(), jobs());
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:4: error: code '1' is already there (t.csv:2) [duplicate-count]"});
}

TEST_CASE("footnote marks behind titles are the marks of a crosswalk", "[import]") {
    const auto before = one_level("x", {an_item("1", "only"), an_item("2", "only")});
    const auto after = one_level("y", {an_item("3", "only"), an_item("4", "only")});
    CrosswalkColumns columns;
    columns.source = "x";
    columns.target = "y";
    columns.source_title = "tx";
    columns.marks_in_titles = true;
    const auto imported = import_crosswalk(
        read_table("x,tx,y\n1,Title of 1 (#),3\n1,Title of 1,4\n2,Title of 2*,4\n"),
        table_data("x", "y", {}), columns, before, after);
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:3: warning: x:1 is not marked as having several targets; it has 2 "
                "[mark-differs]",
                "t.csv:4: warning: x:2 is marked as having several targets; it has 1 "
                "[mark-differs]"});
}
