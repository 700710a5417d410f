#include "socshift/catalog/import.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

DelimitedTable read_publication(const std::string& text) {
    return read_delimited_table(bytes_of(text), "table.csv");
}

EditionData publication_header() {
    return {edition("published", {"detailed"}, {}).header(), {}, {}, {}};
}

CorrespondenceData links_header() {
    return {EditionId::parse("published"), EditionId::parse("soc"), "", {}, {}, {}};
}

std::vector<std::string> rules(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;
using Rules = std::vector<std::string>;

Pairs pairs_of(CorrespondenceData data) {
    return pairs(Correspondence::make(std::move(data)));
}

/// Broad group 20 over 21 and 22; 31 and 32 by themselves.
Edition soc() {
    return edition("soc", {"broad", "detailed"},
                   {item("20", "Both", "broad"), item("21", "One", "detailed", "20"),
                    item("22", "Two", "detailed", "20"), item("30", "Rest", "broad"),
                    item("31", "Three", "detailed", "30"), item("32", "Four", "detailed", "30")});
}

Edition published(std::vector<Item> items) {
    return edition("published", {"detailed"}, std::move(items));
}

}  // namespace

TEST_CASE("a flat table gives items without levels and parents", "[import]") {
    StructureColumns columns;
    columns.flat = true;
    columns.filter = TableFilter{"group", "detailed"};
    columns.attributes = {{"note", "why", false}};
    const auto made = import_structure(
        read_publication(
            "code,title,group,why\n20,Both,broad,\n20,Both,detailed,sum\n31,Three,detailed,\n"),
        publication_header(), columns);
    CHECK(made.findings.empty());
    REQUIRE(made.data.items.size() == 2);
    CHECK(made.data.items[0].code.text() == "20");
    CHECK(made.data.items[0].level == "detailed");
    CHECK_FALSE(made.data.items[0].parent);
    CHECK(made.data.items[0].attributes == Attributes{{"note", "sum"}});
    CHECK(made.data.items[1].attributes.empty());
}

static bool has(const Findings& findings, const std::string& rule) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.rule == rule; });
}

TEST_CASE("rows that repeat an item are one item, rows that contradict are an error", "[import]") {
    StructureColumns columns;
    columns.flat = true;
    columns.repeats = true;
    const auto same = import_structure(read_publication("code,title\n1,One\n2,Two\n1,One\n"),
                                       publication_header(), columns);
    CHECK(same.findings.empty());
    CHECK(same.data.items.size() == 2);
    const auto other = import_structure(read_publication("code,title\n1,One\n1,Uno\n"),
                                        publication_header(), columns);
    CHECK(rules(other.findings) == Rules{"duplicate-code"});
}

TEST_CASE("of several titles of a code the first is taken if said so", "[import]") {
    StructureColumns columns;
    columns.flat = true;
    columns.repeats = true;
    columns.first_title = true;
    const auto made = import_structure(read_publication("code,title\n1,One\n1,Uno\n1,One\n"),
                                       publication_header(), columns);
    CHECK(printed(made.findings) ==
          std::vector<std::string>{"table.csv:3: warning: '1' is 'Uno' here, 'One' in table.csv:2; "
                                   "the first is taken [title-differs]"});
    REQUIRE(made.data.items.size() == 1);
    CHECK(made.data.items.front().title == "One");
    // Rows that differ in more still contradict each other.
    columns.attributes = {{"note", "why", false}};
    const auto other = import_structure(read_publication("code,title,why\n1,One,a\n1,Uno,b\n"),
                                        publication_header(), columns);
    CHECK(rules(other.findings) == Rules{"duplicate-code"});
}

TEST_CASE("marks behind titles, lines that end early and codes without a row", "[import]") {
    StructureColumns columns;
    columns.flat = true;
    columns.marks_in_titles = true;
    columns.also = {{code("3"), "Three, All Other"}};
    const auto short_rows = [](std::string_view text) {
        return read_delimited_table(bytes_of(text), "table.csv", {}, most_table_cells, true);
    };
    const auto table = short_rows("code,title,why\n1,One*,x\n2,Two (#)\n");
    columns.residual = ", All Other";
    const auto made = import_structure(table, publication_header(), columns);
    CHECK(made.findings.empty());
    REQUIRE(made.data.items.size() == 3);
    CHECK(made.data.items[0].title == "One");
    CHECK(made.data.items[1].title == "Two");
    CHECK(made.data.items[2].title == "Three, All Other");
    CHECK(made.data.items[2].residual);
    columns.also = {{code("2"), "Two"}};
    CHECK(has_errors(import_structure(table, publication_header(), columns).findings));
    CHECK_THROWS_WITH(short_rows("code,title\n1,One,x\n"),
                      "table.csv:2: 3 columns, expected 2 as in the header");
}

TEST_CASE("a title under another code counts if said so, and whole codes go their way",
          "[import]") {
    const auto source = published({item("25", "Two", "detailed"), item("39", "Half", "detailed"),
                                   item("31", "Three", "detailed")});
    const auto table =
        read_publication("code,title,part\n29,Two,22\n38,Half,31\n38,Half,32\n31,Three,31\n");
    CoverageColumns columns;
    CHECK(pairs_of(import_coverage(table, links_header(), columns, source, soc()).data) ==
          Pairs{{"31", "31"}});
    columns.by_title = true;
    CHECK(pairs_of(import_coverage(table, links_header(), columns, source, soc()).data) ==
          Pairs{{"25", "22"}, {"31", "31"}, {"39", "31"}, {"39", "32"}});
    // 25 is the whole of t, which leads elsewhere; 39 and 31 are parts of one code there.
    const CoverageThrough through{
        socshift::test::table("published", "old", {row("25", "t"), row("31", "h"), row("39", "h")}),
        socshift::test::table("published", "soc",
                              {row("25", "21"), row("31", "32"), row("39", "32")})};
    CHECK(pairs_of(import_coverage(table, links_header(), columns, source, soc(), &through).data) ==
          Pairs{{"25", "21"}, {"31", "31"}, {"39", "31"}, {"39", "32"}});
    // Two codes with one title say nothing.
    const auto two = read_publication("code,title,part\n29,Two,22\n28,Two,21\n");
    CHECK(import_coverage(two, links_header(), columns, published({item("25", "Two", "detailed")}),
                          soc())
              .data.links.empty());
}

TEST_CASE("a link without a row is added if said so", "[import]") {
    CrosswalkColumns columns;
    columns.source = "published";
    columns.target = "soc";
    columns.also = {{code("38"), code("31")}};
    const auto source = published({item("20", "Both", "detailed"), item("38", "Part", "detailed")});
    const auto made = import_crosswalk(read_publication("published,soc\n20,21\n"), links_header(),
                                       columns, source, soc());
    CHECK(pairs_of(made.data) == Pairs{{"20", "21"}, {"38", "31"}});
}

TEST_CASE("rows that repeat a pair are one link only if said so", "[import]") {
    const auto table = read_publication("published,soc\n20,21\n20,21\n20,22\n");
    const auto source = published({item("20", "Both", "detailed")});
    CrosswalkColumns columns;
    columns.source = "published";
    columns.target = "soc";
    const auto strict = import_crosswalk(table, links_header(), columns, source, soc());
    CHECK(has(strict.findings, "duplicate-link"));
    columns.repeats = true;
    const auto made = import_crosswalk(table, links_header(), columns, source, soc());
    CHECK_FALSE(has_errors(made.findings));
    CHECK(pairs_of(made.data) == Pairs{{"20", "21"}, {"20", "22"}});
}

TEST_CASE("a row outside the two editions is an error, or left out with a warning", "[import]") {
    const auto table = read_publication("published,soc\n20,21\n99,22\n20,98\n");
    const auto source = published({item("20", "Both", "detailed")});
    CrosswalkColumns columns;
    columns.source = "published";
    columns.target = "soc";
    CHECK(has_errors(import_crosswalk(table, links_header(), columns, source, soc()).findings));
    columns.skip_unknown = true;
    const auto made = import_crosswalk(table, links_header(), columns, source, soc());
    CHECK_FALSE(has_errors(made.findings));
    CHECK(pairs_of(made.data) == Pairs{{"20", "21"}});
    const auto lines = socshift::test::printed(made.findings);
    for (const std::string finding :
         {"table.csv:3: warning: '99' is not an item of published; the row is left out "
          "[skipped-row]",
          "table.csv:4: warning: '98' is not an item of soc; the row is left out [skipped-row]"}) {
        CHECK(std::count(lines.begin(), lines.end(), finding) == 1);
    }
}

TEST_CASE("a row without a code on one side is left out with the others", "[import]") {
    CrosswalkColumns columns;
    columns.source = "published";
    columns.target = "soc";
    const auto table = read_publication("published,soc\n20,21\n20,\n,22\n");
    const auto source = published({item("20", "Both", "detailed")});
    CHECK(import_crosswalk(table, links_header(), columns, source, soc()).data.ends.size() == 1);
    columns.skip_unknown = true;
    const auto made = import_crosswalk(table, links_header(), columns, source, soc());
    CHECK(pairs_of(made.data) == Pairs{{"20", "21"}});
    const auto lines = socshift::test::printed(made.findings);
    for (const std::string finding :
         {"table.csv:3: warning: no code of soc; the row is left out [skipped-row]",
          "table.csv:4: warning: no code of published; the row is left out [skipped-row]"}) {
        CHECK(std::count(lines.begin(), lines.end(), finding) == 1);
    }
}

TEST_CASE("an item covers what is published of its code and title", "[import]") {
    const auto source = published({item("20", "Both", "detailed"), item("31", "Three", "detailed"),
                                   item("38", "Four and more", "detailed")});
    const auto made = import_coverage(
        read_publication(
            "code,title,part\n20,Both,21\n20,Both,22\n20,Both,22\n38,Four and More,32\n"),
        links_header(), {}, source, soc());
    CHECK(pairs_of(made.data) == Pairs{{"20", "21"}, {"20", "22"}, {"31", "31"}, {"38", "32"}});
    CHECK(made.findings.empty());
}

TEST_CASE("a code that looks like one of the classification is not taken for it", "[import]") {
    const auto source =
        published({item("31", "Something Else", "detailed"), item("20", "Both", "detailed")});
    const auto made = import_coverage(read_publication("code,title,part\n31,Three,32\n"),
                                      links_header(), {}, source, soc());
    // "31" has another title both in the table and in the classification; "20" is a group there.
    CHECK(made.data.links.empty());
    const auto found = rules(made.findings);
    CHECK(std::count(found.begin(), found.end(), "title-differs") == 1);
    CHECK(std::count(found.begin(), found.end(), "unlinked-source") == 2);
}

TEST_CASE("a part that the classification lacks is an error", "[import]") {
    const auto source = published({item("20", "Both", "detailed")});
    const auto made = import_coverage(read_publication("code,title,part\n20,Both,29\n"),
                                      links_header(), {}, source, soc());
    CHECK(has(made.findings, "unknown-target"));
}
