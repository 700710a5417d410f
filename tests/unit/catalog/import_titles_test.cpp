#include "socshift/catalog/import.hpp"
#include "socshift/catalog/yaml.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Lines = std::vector<std::string>;

DelimitedTable titles_table(std::string_view text) {
    return read_delimited_table(bytes_of(text), "t.csv");
}

Edition listed_trades() {
    return Edition::make(edition_data("x", {"only"},
                                      {{code("1"), "One", "only", {}, false, {}, {}},
                                       {code("2"), "Two", "only", {}, false, {}, {}}}));
}

TitleList header() {
    return {"ours", "Ours", id("x"), {}, {}, {}};
}

std::string columns_of(std::string_view text) {
    const auto found = title_columns(titles_table(text), id("soc2018"), {});
    return found.code + "/" + found.title;
}

}  // namespace

TEST_CASE("job titles are gathered by code, each once, in one line", "[import]") {
    const auto made =
        import_titles(titles_table("code,title\n2,  b  B \n1,z\n2,a\n2,b B\n3,c\n1,--\n"), header(),
                      {"code", "title", {}}, listed_trades());
    CHECK(
        printed(made.findings) ==
        Lines{"t.csv:6: warning: '3' is not an item of x; left out [skipped-row]",
              "t.csv:7: warning: a title of '1' has no letter and no digit; left out [no-title]"});
    REQUIRE(made.data.rows.size() == 2);
    CHECK(made.data.rows[0].titles == Lines{"z"});
    CHECK(made.data.rows[1].titles == Lines{"a", "b B"});
    CHECK(check(made.data, listed_trades()).empty());
}

TEST_CASE("a title that is too long for a title is left out", "[import]") {
    const std::string most(most_of_a_title, 'x');
    const auto made = import_titles(titles_table("code,title\n1," + most + "\n1," + most + "x\n"),
                                    header(), {"code", "title", {}}, listed_trades());
    CHECK(printed(made.findings) == Lines{"t.csv:3: warning: a title of '1' has 401 bytes, more "
                                          "than 400; left out [long-title]"});
    CHECK(made.data.rows.at(0).titles == Lines{most});
}

TEST_CASE("the columns of publishers' files of titles are known by their names", "[import]") {
    CHECK(columns_of("O*NET-SOC Code,Title,Alternate Title,Short Title\n") ==
          "O*NET-SOC Code/Alternate Title");
    CHECK(columns_of("soc2018,title,direct_match_title\n") == "soc2018/direct_match_title");
    CHECK(columns_of("title,code\n") == "code/title");
    CHECK(columns_of("job,code\n") == "code/job");
    CHECK(columns_of("title,soc\n") == "soc/title");
    CHECK(message_of<FormatError>([] { (void)columns_of("a,b,c\n"); }) ==
          "t.csv: no column of titles is known by its name");
    CHECK(message_of<FormatError>([] { (void)columns_of("title,b,c\n"); }) ==
          "t.csv: no column of codes is known by its name");
}

TEST_CASE("what is wrong in a list of titles is found", "[titles]") {
    auto list = header();
    list.rows = {{code("1"), {"a", "a", "?"}, {}}, {code("1"), {"b"}, {}}, {code("3"), {}, {}}};
    CHECK(printed(check(list, listed_trades())) ==
          Lines{"error: a title of '1' has no letter and no digit [empty-title]",
                "error: 'a' is twice under '1' [duplicate-title]",
                "error: code '1' is already there () [duplicate-title-code]",
                "error: '3' is not an item of x [title-unknown-code]"});
}

TEST_CASE("a list of titles is written as it is read, one a line", "[yaml]") {
    auto list = header();
    list.provenance = {"P", "D", "", "", "", ""};
    list.rows = {{code("2"), {"b", "a \"q\""}, {}}, {code("1"), {"c, d"}, {}}};
    const std::string text =
        "titles: \"ours\"\ntitle: \"Ours\"\ncoded_in: \"x\"\nprovenance:\n  publisher: \"P\"\n"
        "  document: \"D\"\nrows:\n  - code: \"1\"\n    titles:\n      - \"c, d\"\n"
        "  - code: \"2\"\n    titles:\n      - \"a \\\"q\\\"\"\n      - \"b\"\n";
    CHECK(write_yaml(list) == text);
    CHECK(write_yaml(read_yaml(text, "f")) == text);
    list.rows.clear();
    CHECK(write_yaml(read_yaml(write_yaml(list), "f")) == write_yaml(list));
}
