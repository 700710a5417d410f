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
    CHECK(message("high,low,title\n1,,Ones\n,,Tens\n2,,Twos\n") ==
          "t.csv:3: no code in any of the columns of codes");
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
        auto header = edition_header();
        header.header.residual_words = {", All Other"};
        return import_structure(read_table(text), header, {}).data.items[0].residual;
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
    CHECK(
        printed(imported.findings) ==
        Lines{"t.csv:2: note: 1 item above level 'leaf' with nothing below: '1' [ragged-hierarchy]",
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
    CHECK(printed(import_structure(read_table("code,title,level,parent\n,T,group,\n"),
                                   edition_header(), {})
                      .findings)
              .back() == "t.csv:2: error: no code in column 'code' beside the title 'T' [no-code]");
    CHECK(message_of<FormatError>([] {
              (void)import_structure(read_table("code,title,level,parent\n1,T,group,2 2\n"),
                                     edition_header(), {});
          }) == "t.csv:2: column 'parent': code '2 2' must not hold spaces or control characters");
}

TEST_CASE("a cell in another encoding stops the import rather than change", "[import]") {
    CHECK(message_of<FormatError>([] {
              (void)import_structure(read_table("code,title,level,parent\n1,Caf\xE9,group,\n"),
                                     edition_header(), {});
          }) ==
          "t.csv:2: column 'title': not UTF-8 text; save the file as UTF-8 "
          "(iconv -f WINDOWS-1252 -t UTF-8)");
    CHECK(message_of<FormatError>([] {
              (void)import_counts(read_table("code,jobs\n\xE9,1\n"), counts_header(), jobs());
          }) ==
          "t.csv:2: column 'code': not UTF-8 text; save the file as UTF-8 "
          "(iconv -f WINDOWS-1252 -t UTF-8)");
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
          Lines{"t.csv: error: no row of the table was taken [no-rows]"});
}

TEST_CASE("a count that is no whole number is left out and said", "[import]") {
    const auto imported = import_counts(read_table("code,jobs\n1,**\n2,\"1,000\"\n3,-4\n4,\n5,5\n"),
                                        counts_header(), jobs());
    CHECK(printed(imported.findings) ==
          Lines{"t.csv:2: warning: '**' of '1' is no whole number [no-count]",
                "t.csv:3: warning: '1,000' of '2' is no whole number [no-count]",
                "t.csv:4: warning: '-4' of '3' is no whole number [no-count]",
                "t.csv:5: warning: '' of '4' is no whole number [no-count]"});
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
          Lines{"t.csv:2: warning: the total 'n/a' is no whole number [no-total]"});
    CHECK_FALSE(damaged.data.total.has_value());
    const auto twice =
        import_counts(read_table("code,jobs\n00,7\n11,7\n00,8\n"), counts_header(), columns);
    CHECK(printed(twice.findings) ==
          Lines{"t.csv:4: error: the total '00' is already there [duplicate-count]"});
    CHECK(twice.data.total == 7);
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

namespace {

/// Groups A and B of two leaves each, in both editions of a crosswalk.
Edition grouped(std::string_view name) {
    return Edition::make(edition_data(
        name, {"group", "leaf"},
        {an_item("A", "group"), an_item("B", "group"), an_item("a1", "leaf", "A"),
         an_item("a2", "leaf", "A"), an_item("b1", "leaf", "B"), an_item("b2", "leaf", "B")}));
}

Imported<CorrespondenceData> import_grouped(std::string_view rows,
                                            const CrosswalkColumns& columns) {
    return import_crosswalk(read_table(rows), table_data("x", "y", {}), columns, grouped("x"),
                            grouped("y"));
}

CrosswalkColumns grouped_columns() {
    CrosswalkColumns out;
    out.source = "x";
    out.target = "y";
    return out;
}

CrosswalkColumns with_share(Basis basis) {
    auto out = grouped_columns();
    out.share = ShareColumn{"part", basis};
    return out;
}

std::string link_texts(const CorrespondenceData& data) {
    std::string out;
    for (const auto& link : data.links) {
        out += link.source.text() + ">" + link.target.text() +
               (link.share ? "=" + link.share->text() + " " + std::string{to_string(*link.basis)}
                           : "") +
               ";";
    }
    return out;
}

/// All but what the rows left out of so small a table bring with them.
Lines findings_of(const Imported<CorrespondenceData>& imported) {
    Lines out;
    for (const auto& finding : imported.findings) {
        if (finding.rule.rfind("unlinked-", 0) != 0 && finding.rule != "reused-code") {
            out.push_back(to_string(finding));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("shares of a crosswalk are taken exactly, with their basis", "[import]") {
    const auto imported =
        import_grouped("x,y,part\na1,a1,0.25\na1,a2,3/4\nb1,b1,\n", with_share(Basis::census));
    CHECK(link_texts(imported.data) == "a1>a1=1/4 census;a1>a2=3/4 census;b1>b1;");
    CHECK(findings_of(imported) == Lines{});
}

TEST_CASE("shares that are none, or do not sum to one, are errors with the row", "[import]") {
    const auto found = [](std::string_view rows) {
        return findings_of(
            import_grouped("x,y,part\n" + std::string{rows}, with_share(Basis::official)));
    };
    CHECK(found("a1,a1,0.3\na1,a2,0.6\n") ==
          Lines{"t.csv:2: error: shares out of 'a1' sum to 9/10, expected 1 [share-sum]"});
    CHECK(found("b1,b1,1\na1,a1,0.3\na1,a2,\n") ==
          Lines{"t.csv:3: error: 1 of the 2 links out of 'a1' have a share; expected all or none "
                "[share-missing]"});
    CHECK(found("a1,a1,30%\n") ==
          Lines{"t.csv:2: error: '30%' is no share: expected a number from 0 to 1, such as 0.25 or "
                "1/4 [bad-share]"});
    CHECK(found("a1,a1,1\na1,a2,0\n") ==
          Lines{"t.csv:3: error: link 'a1' -> 'a2' has share 0 on the basis 'official'; "
                "leave such a link out [share-zero]"});
    // Weights can find nobody on a link that there is.
    const auto of_weights =
        import_grouped("x,y,part\na1,a1,1\na1,a2,0\n", with_share(Basis::employment));
    CHECK(findings_of(of_weights) == Lines{});
    CHECK(link_texts(of_weights.data) == "a1>a1=1 employment;a1>a2=0 employment;");
}

TEST_CASE("rounded shares miss one by no more than their decimals, or doubles, can", "[import]") {
    auto columns = with_share(Basis::user);
    columns.rounded = true;
    const auto links = [&](std::string_view rows) {
        return link_texts(import_grouped("x,y,part\n" + std::string{rows}, columns).data);
    };
    CHECK(links("a1,a1,0.30000000000000004\na1,a2,0.7\n") ==
          "a1>a1=7500000000000001/25000000000000000 user;"
          "a1>a2=17499999999999999/25000000000000000 user;");
    CHECK(links("a1,a1,0.33\na1,a2,0.66\n") == "a1>a1=33/100 user;a1>a2=67/100 user;");
    const auto wrong = import_grouped("x,y,part\na1,a1,0.3000000000000014\na1,a2,0.7\n", columns);
    CHECK(has_errors(wrong.findings));
}

TEST_CASE("rows that repeat a pair are one link only with the same share", "[import]") {
    auto columns = with_share(Basis::user);
    columns.repeats = true;
    const auto same = import_grouped("x,y,part\na1,a1,1\na1,a1,1.0\n", columns);
    CHECK(link_texts(same.data) == "a1>a1=1 user;");
    CHECK(findings_of(same) == Lines{});
    CHECK(findings_of(import_grouped("x,y,part\na1,a1,1\na1,a1,\n", columns)) ==
          Lines{"t.csv:3: error: link 'a1' -> 'a1' is already there (t.csv:2) with share 1, here "
                "with no share [duplicate-link]"});
}

TEST_CASE("a column of shares that is not taken is said", "[import]") {
    CHECK(findings_of(import_grouped("x,y,weight\na1,a1,0.25\na1,a2,0.75\n", grouped_columns())) ==
          Lines{"t.csv: warning: column 'weight' holds shares, and they are not taken "
                "[share-not-taken]"});
    // A name alone is not enough.
    CHECK(findings_of(import_grouped("x,y,weight\na1,a1,12\na1,a2,7\n", grouped_columns())) ==
          Lines{});
}

TEST_CASE("a crosswalk of every level says so, and one level can be taken", "[import]") {
    const std::string rows = "x,y,level\nA,A,1\na1,a1,2\na2,a2,2\nb1,b1,2\nb2,b2,2\n";
    const Lines mixed = {
        "t.csv:2: warning: source 'A' (Title of A) is group, most others are leaf "
        "[level-mix]",
        "t.csv:2: warning: target 'A' (Title of A) is group, most others are leaf "
        "[level-mix]"};
    CHECK(findings_of(import_grouped(rows, grouped_columns())) == mixed);
    auto columns = grouped_columns();
    columns.level = "leaf";
    CHECK(link_texts(import_grouped(rows, columns).data) == "a1>a1;a2>a2;b1>b1;b2>b2;");
    CHECK(findings_of(import_grouped(rows, columns)) == Lines{});
    columns.level = "group";
    CHECK(link_texts(import_grouped(rows, columns).data) == "A>A;");
    columns.level.reset();
    columns.filter = TableFilter{"level", "2"};
    CHECK(link_texts(import_grouped(rows, columns).data) == "a1>a1;a2>a2;b1>b1;b2>b2;");
    columns.level = "lowest";
    CHECK(message_of<UnknownName>([&] { (void)import_grouped(rows, columns); }) ==
          "neither x nor y has a level 'lowest'; they have: group, leaf; group, leaf");
}

TEST_CASE("a row of two levels is not left out in silence", "[import]") {
    auto columns = grouped_columns();
    columns.level = "leaf";
    const auto imported = import_grouped("x,y\na1,a1\na2,B\n", columns);
    CHECK(link_texts(imported.data) == "a1>a1;");
    CHECK(findings_of(imported) ==
          Lines{"t.csv:3: warning: 'a2' is leaf and 'B' is group; the row is left out "
                "[skipped-row]"});
}

TEST_CASE("a row of a group that says what no row below it says is found", "[import]") {
    CHECK(findings_of(import_grouped("x,y\nA,b1\na1,a1\na2,a2\nb2,b2\n", grouped_columns())) ==
          Lines{"t.csv:2: warning: source 'A' (Title of A) is group, most others are leaf "
                "[level-mix]",
                "t.csv:2: warning: 'A' (Title of A) goes to 'b1' here, and no code below it that "
                "has rows does [group-elsewhere]"});
}

TEST_CASE("of two columns of one name none is taken without a word", "[import]") {
    auto columns = grouped_columns();
    columns.source = "code";
    columns.target = "code";
    CHECK(message_of<FormatError>([&] {
              (void)import_grouped("code,t,code\na1,x,a2\n", columns);
          }) == "t.csv:1: several columns 'code'; name one by its place, #1 or #3");
    columns.source = "#1";
    columns.target = "#3";
    CHECK(link_texts(import_grouped("code,t,code\na1,x,a2\n", columns).data) == "a1>a2;");
    columns.target = "#4";
    CHECK(message_of<FormatError>([&] {
              (void)import_grouped("code,t,code\na1,x,a2\n", columns);
          }) == "t.csv:1: no column '#4'; the columns are 'code', 't', 'code'");
}

namespace {

Imported<CorrespondenceData> crosswalk(std::string_view text, CrosswalkColumns columns = {}) {
    columns.source = "x";
    columns.target = "y";
    const auto edition = [](std::string_view name, std::vector<Item> items) {
        auto data = edition_data(name, {"only"}, std::move(items));
        data.header.spelling = {".", LetterCase::ignored};
        return Edition::make(data);
    };
    return import_crosswalk(
        read_table(text), table_data("x", "y", {}), columns,
        edition("x", {an_item("A.1", "only"), an_item("A.2", "only")}),
        edition("y", {an_item("B.1", "only"), an_item("B.2", "only"), an_item("NA", "only")}));
}

}  // namespace

TEST_CASE("a row without a target is an end, and one without a source says that it is new",
          "[import]") {
    const auto made = crosswalk("x,y,t\nA.1,B.1,\nA.2,,x\n,B.2,x\n,NA,\n");
    REQUIRE(made.data.links.size() == 1);
    REQUIRE(made.data.ends.size() == 1);
    CHECK(made.data.ends[0].source == code("A.2"));
    CHECK(printed(made.findings) ==
          Lines{"t.csv:3: note: 1 row has no code of y: its source goes nowhere [nowhere]",
                "t.csv:4: note: 2 rows have no code of x: their targets are new [new-item]"});
}

TEST_CASE("words for no target are the publisher's, and NA where it is no code", "[import]") {
    CrosswalkColumns columns;
    columns.nowhere = {"NoDx"};
    const auto made = crosswalk("x,y\nA.1,NA\nA.2,NoDx\n", columns);
    REQUIRE(made.data.links.size() == 1);
    CHECK(made.data.links[0].target == code("NA"));
    REQUIRE(made.data.ends.size() == 1);
    CHECK(crosswalk("x,y\nA.1,N/A\n").data.ends.size() == 1);
    CHECK(message_of<FormatError>([] { (void)crosswalk("x,y,z\n,,1\n"); }) ==
          "t.csv:2: no code on either side; expected one");
}

TEST_CASE("what goes nowhere and somewhere is worth a look", "[import]") {
    CHECK(printed(crosswalk("x,y\nA.1,B.1\nA.1,\nA.2,B.2\n,B.2\n").findings) ==
          Lines{"f.yaml:1:1: warning: 'NA' (Title of NA) of y has no source [unlinked-target]",
                "t.csv:3: warning: 'A.1' goes nowhere here, and somewhere in other rows "
                "[nowhere-too]",
                "t.csv:3: note: 1 row has no code of y: its source goes nowhere [nowhere]",
                "t.csv:5: warning: 'B.2' comes from nowhere here, and from somewhere in other rows "
                "[nowhere-too]",
                "t.csv:5: note: 1 row has no code of x: its target is new [new-item]"});
}

TEST_CASE("the codes of a crosswalk are written as their editions let them", "[import]") {
    const auto made = crosswalk("x,y\na1,b.1\nA.2,B2\n");
    REQUIRE(made.data.links.size() == 2);
    CHECK(made.data.links[0].source == code("A.1"));
    CHECK(made.data.links[0].target == code("B.1"));
    CHECK(made.data.links[1].target == code("B.2"));
}
