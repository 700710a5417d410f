#include "socshift/catalog/import_extension.hpp"

#include "socshift/base/error.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

DelimitedTable read_extension(const std::string& text, const std::string& file = "table.csv") {
    return read_delimited_table(bytes_of(text), file);
}

/// A group "1" over "11" and "12".
Edition extended() {
    return edition("base", {"group", "job"},
                   {item("1", "All", "group"), item("11", "Bakers", "job", "1"),
                    item("12", "Smiths", "job", "1")});
}

EditionData extension_header() {
    auto out = EditionData{edition("finer", {"extended"}, {}).header(), {}, {}, {}};
    out.header.extends = EditionId::parse("base");
    out.header.residual_words = {", All Other"};
    return out;
}

std::vector<std::string> extension_rules(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

using ExtensionRules = std::vector<std::string>;

}  // namespace

TEST_CASE("a table of parents says where extended items belong", "[import]") {
    ExtensionColumns columns;
    columns.parents =
        ParentTable{read_extension("code,parent\n12.00,11\n11.01,12\n"), "code", "parent"};
    const auto made =
        import_extension(read_extension("code,title\n11.01,Tinkers\n12.00,\"Cooks, All Other\"\n"),
                         extension_header(), columns, extended());
    REQUIRE(made.findings.empty());
    REQUIRE(made.data.items.size() == 2);
    CHECK(made.data.items[0].parent == Code::parse("12"));
    CHECK(made.data.items[0].level == "extended");
    CHECK_FALSE(made.data.items[0].residual);
    CHECK(made.data.items[1].parent == Code::parse("11"));
    CHECK(made.data.items[1].residual);
}

TEST_CASE("what a table of parents leaves out or says twice is an error", "[import]") {
    ExtensionColumns columns;
    columns.parents =
        ParentTable{read_extension("code,parent\n11.01,11\n11.01,12\n99.00,11\n", "parents.csv"),
                    "code", "parent"};
    const auto made = import_extension(read_extension("code,title\n11.01,Tinkers\n12.00,Cooks\n"),
                                       extension_header(), columns, extended());
    REQUIRE(extension_rules(made.findings) ==
            ExtensionRules{"two-parents", "unknown-item", "no-parent", "missing-parent"});
    CHECK(to_string(made.findings[0]) ==
          "parents.csv:3: error: '11.01' is under '11' and under '12' [two-parents]");
    CHECK(to_string(made.findings[1]) ==
          "parents.csv:4: warning: '99.00' is not an item of finer [unknown-item]");
    CHECK(to_string(made.findings[2]) ==
          "table.csv:3: error: '12.00' has no row in 'parents.csv', which gives the parents "
          "[no-parent]");
}

TEST_CASE("without a table, the publisher's coding scheme names the parent", "[import]") {
    ExtensionColumns columns;
    columns.parent_before = ".";
    const auto made = import_extension(
        read_extension("code,title\n11.01,Tinkers\n1.01,Jacks\n13.00,Nobody\nodd,Odd\n"),
        extension_header(), columns, extended());
    // A parent above the last level is allowed and said; one that is not there is an error.
    CHECK(extension_rules(made.findings) ==
          ExtensionRules{"no-parent", "level-skipped", "unknown-parent", "missing-parent"});
    CHECK(made.data.items[0].parent == Code::parse("11"));
    CHECK(made.data.items[1].parent == Code::parse("1"));
}

TEST_CASE("with neither, nothing is guessed", "[import]") {
    const auto made = import_extension(read_extension("code,title\n11.01,Tinkers\n"),
                                       extension_header(), {}, extended());
    CHECK(extension_rules(made.findings) == ExtensionRules{"no-parent", "missing-parent"});
}

TEST_CASE("attributes come from a table in any order, of some items", "[import]") {
    ExtensionColumns columns;
    columns.parent_before = ".";
    columns.attributes =
        AttributeTable{read_extension("zone,code,data\nn/a,12.00,\n4,11.01,Y\n2,99.00,Y\n"),
                       "code",
                       {{"data_level", "data", true}, {"job_zone", "zone", false}}};
    const auto made =
        import_extension(read_extension("code,title\n11.01,Tinkers\n12.00,Cooks\n12.01,More\n"),
                         extension_header(), columns, extended());
    CHECK(extension_rules(made.findings) == ExtensionRules{"unknown-item"});
    CHECK(made.data.items[0].attributes == Attributes{{"data_level", "yes"}, {"job_zone", "4"}});
    CHECK(made.data.items[1].attributes == Attributes{{"data_level", "no"}});
    CHECK(made.data.items[2].attributes.empty());
}

TEST_CASE("a mark that is none is an error", "[import]") {
    ExtensionColumns columns;
    columns.parent_before = ".";
    columns.attributes = AttributeTable{
        read_extension("code,data\n11.01,maybe\n"), "code", {{"data_level", "data", true}}};
    const auto made = import_extension(read_extension("code,title\n11.01,Tinkers\n"),
                                       extension_header(), columns, extended());
    CHECK(extension_rules(made.findings) == ExtensionRules{"bad-mark"});
}

TEST_CASE("a parent without a main item is worth a note", "[import]") {
    ExtensionColumns columns;
    columns.parent_before = ".";
    columns.main_suffix = ".00";
    const auto made = import_extension(
        read_extension("code,title\n11.01,Tinkers\n11.02,Cooks\n12.00,Smiths\n12.01,More\n"),
        extension_header(), columns, extended());
    REQUIRE(extension_rules(made.findings) == ExtensionRules{"no-main-item"});
    CHECK(to_string(made.findings.front()) ==
          "table.csv:2: note: '11' has '11.01' below it, but no '11.00' [no-main-item]");
}

TEST_CASE("a column that is not there stops an extension", "[import]") {
    ExtensionColumns columns;
    columns.code = "Code";
    CHECK_THROWS_AS(import_extension(read_extension("code,title\n1,One\n"), extension_header(),
                                     columns, extended()),
                    FormatError);
}

TEST_CASE("quotes around extended codes are left out, and dates are no codes", "[import]") {
    ExtensionColumns columns;
    columns.parent_before = ".";
    const auto made =
        import_extension(read_extension("code,title\n'11.01,Tinkers\n2031-11-01,Cooks\n"),
                         extension_header(), columns, extended());
    CHECK(made.data.items[0].code == Code::parse("11.01"));
    CHECK(made.data.items[0].parent == Code::parse("11"));
    const auto rules = extension_rules(made.findings);
    CHECK(std::count(rules.begin(), rules.end(), "damaged-code") == 1);
    CHECK(std::count(rules.begin(), rules.end(), "code-quotes") == 1);
}
