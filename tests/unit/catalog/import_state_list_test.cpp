#include "socshift/catalog/import_state_list.hpp"

#include "socshift/base/error.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

Edition list_base() {
    return edition(
        "base", {"group", "job"},
        {item("10-0000", "Makers", "group"), item("11-0001", "Bakers of Bread", "job", "10-0000"),
         item("12-0001", "Baker's Helpers", "job", "10-0000")});
}

EditionData list_header() {
    auto out = EditionData{edition("state", {"extended"}, {}).header(), {}, {}, {}};
    out.header.extends = EditionId::parse("base");
    return out;
}

Imported<EditionData> read_list(std::string_view text, const StateListForm& form = {}) {
    return import_state_list(text, "list.txt", list_header(), form, list_base());
}

std::vector<std::string> printed_list(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(to_string(finding));
    }
    return out;
}

using ListLines = std::vector<std::string>;

}  // namespace

TEST_CASE("what an agency adds below an item becomes an item", "[import]") {
    const auto made = read_list(
        "Makers\r\n\r\n"
        "Broad Group: Makers\r\n"
        "SOC Code: 11-0001.51  Sourdough Bakers\r\n"
        "SOC Description\r\nBake.\r\n"
        "SOC Code: 11-0001 Bakers of Bread\r\n");
    CHECK(printed_list(made.findings).empty());
    REQUIRE(made.data.items.size() == 1);
    const auto& only = made.data.items.front();
    CHECK(only.code.text() == "11-0001.51");
    CHECK(only.title == "Sourdough Bakers");
    CHECK(only.parent == Code::parse("11-0001"));
    CHECK(only.level == "extended");
    CHECK(only.at == SourceLocation{"list.txt", 4, 0});
}

TEST_CASE("every title that differs from the edition's is reported where it stands", "[import]") {
    const auto made = read_list(
        "Broad Group: Cooks\n"
        "SOC Code: 11-0001 Bread Bakers\n"
        "Excludes ?"
        "?Bakers? (11-0001) and \"Bakers of Bread\" (11-0001).\n"
        "Excludes makers (10-0000) and ?"
        "?Makers? (10-0000 to 11-0001).\n");
    CHECK(printed_list(made.findings) ==
          ListLines{
              "list.txt:2: warning: '11-0001' stands under 'Cooks'; in base it is under 'Makers' "
              "[group-differs]",
              "list.txt:2: warning: base:11-0001 is 'Bread Bakers' here, 'Bakers of Bread' in the "
              "edition [title-differs]",
              "list.txt:3: warning: base:11-0001 is 'Bakers' here, 'Bakers of Bread' in the "
              "edition [title-differs]",
              "list.txt: note: quotation marks and apostrophes that became '?"
              "?': 2 [damaged-quotes]"});
}

TEST_CASE("damaged quotation marks do not make another title", "[import]") {
    const auto made = read_list(
        "SOC Code: 12-0001 Baker?"
        "?s Helpers\n"
        "SOC Code: 12-0001.01 Chief?"
        "?s ?"
        "?Right Hand? Helpers\n");
    CHECK(
        printed_list(made.findings) ==
        ListLines{"list.txt:1: note: the title of '12-0001' is read as 'Baker's Helpers' "
                  "[damaged-title]",
                  "list.txt:2: note: the title of '12-0001.01' is read as 'Chief's \"Right Hand\" "
                  "Helpers' [damaged-title]",
                  "list.txt: note: quotation marks and apostrophes that became '?"
                  "?': 3 [damaged-quotes]"});
    REQUIRE(made.data.items.size() == 1);
    CHECK(made.data.items.front().title == "Chief's \"Right Hand\" Helpers");
}

TEST_CASE("a code named in passing is taken only when asked for, with its words", "[import]") {
    const std::string_view text = "For instance, bagel bakers are coded as 11-0001.05.\n";
    CHECK(printed_list(read_list(text).findings) ==
          ListLines{"list.txt:1: warning: '11-0001.05' is named here but has no entry; left out "
                    "[no-entry]"});
    CHECK(read_list(text).data.items.empty());

    StateListForm form;
    form.also = {{Code::parse("11-0001.05"), "Bagel Bakers"}};
    const auto made = read_list(text, form);
    CHECK(
        printed_list(made.findings) ==
        ListLines{"list.txt:1: note: '11-0001.05' has no entry; its title is taken from this line: "
                  "'Bagel Bakers' [named-in-passing]"});
    REQUIRE(made.data.items.size() == 1);
    CHECK(made.data.items.front().title == "Bagel Bakers");

    form.also = {{Code::parse("11-0001.05"), "Doughnut Bakers"}};
    CHECK(printed_list(read_list(text, form).findings) ==
          ListLines{"list.txt: error: no line names '11-0001.05' with the title 'Doughnut Bakers' "
                    "[also-not-found]"});
}

TEST_CASE("a code named before its entry needs nothing", "[import]") {
    const auto made =
        read_list("Bagel bakers are 11-0001.05.\nSOC Code: 11-0001.05 Bagel Bakers\n");
    CHECK(made.findings.empty());
    CHECK(made.data.items.size() == 1);
}

TEST_CASE("a code that extends nothing is an error", "[import]") {
    CHECK(printed_list(read_list("SOC Code: 99-0001.05 Nobody\n").findings) ==
          ListLines{"list.txt:1: error: '99-0001.05' is neither an item of base nor extends one "
                    "[unknown-code]"});
    CHECK(printed_list(read_list("SOC Code: 99-0001 Nobody").findings).size() == 1);
}

TEST_CASE("an entry without a code stops the import", "[import]") {
    CHECK_THROWS_WITH(read_list("one\nSOC Code:\n"), "list.txt:2: no code after 'SOC Code:'");
}

TEST_CASE("other words may mark the entries", "[import]") {
    StateListForm form;
    form.entry = "#";
    form.group = "=";
    const auto made = read_list("= Makers\n# 11-0001.1 Bagel Bakers", form);
    CHECK(made.findings.empty());
    CHECK(made.data.items.size() == 1);
}

TEST_CASE("any bytes are read without harm", "[import]") {
    CHECK(read_list("").data.items.empty());
    CHECK(read_list("?"
                    "?")
              .data.items.empty());
    CHECK(read_list("(11-0001)").findings.empty());
    CHECK(read_list(" (11-0001)").findings.empty());
    CHECK_THROWS_WITH(read_list("\xFF\xFE (11-0001) ?"), "list.txt:1: not UTF-8 text");
    CHECK(read_list("\"\" (11-0001)").findings.empty());
}
