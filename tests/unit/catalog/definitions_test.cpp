#include "socshift/catalog/definitions.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/model/edition.hpp"
#include "support/model.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace socshift;
using namespace socshift::test;

namespace {

DelimitedTable table_of(std::string_view text) {
    return read_delimited_table(bytes_of(text), "d.csv", ',');
}

}  // namespace

TEST_CASE("definitions are found by code and sorted by it", "[definitions]") {
    const auto made = definitions_of(
        table_of("code,title,definition\n12,Smiths,Forge.\n10,Makers,\n11,Bakers,\"Bake, "
                 "\"\"well\"\".\"\n"));
    REQUIRE(made.all().size() == 2);
    CHECK(made.all().front().code == code("11"));
    REQUIRE(made.find("12") != nullptr);
    CHECK(made.find("12")->text == "Forge.");
    CHECK(made.find("12")->at == SourceLocation{"d.csv", 2, 0});
    CHECK(made.find("10") == nullptr);
    CHECK(made.find("13") == nullptr);
    CHECK(to_csv(made) ==
          "code,title,definition\n11,Bakers,\"Bake, \"\"well\"\".\"\n12,Smiths,Forge.\n");
}

TEST_CASE("a code can be defined once", "[definitions]") {
    CHECK(message_of<FormatError>([] {
              static_cast<void>(
                  definitions_of(table_of("code,title,definition\n1,A,x\n2,B,y\n1,A,z\n")));
          }) == "d.csv:4: '1' is defined already (d.csv:2)");
}

TEST_CASE("the columns of a publisher's table are found by their last word", "[definitions]") {
    const auto columns = definition_columns(
        table_of("SOC Group,SOC Code,SOC Title,SOC Definition\nDetailed,11,Bakers,Bake.\n"));
    CHECK(columns.code == "SOC Code");
    CHECK(columns.title == "SOC Title");
    CHECK(columns.text == "SOC Definition");
    CHECK(definition_columns(table_of("Code,Title,Description\n1,A,x\n")).text == "Description");
    CHECK(definition_columns(table_of("old code,code,title,definition\n1,1,A,x\n")).code == "code");
    CHECK(message_of<FormatError>([] {
              static_cast<void>(
                  definition_columns(table_of("a code,b code,title,text\n1,1,A,x\n")));
          }) == "d.csv:1: expected one column 'code', found 2: 'a code', 'b code'");
    CHECK(message_of<FormatError>([] {
              static_cast<void>(definition_columns(table_of("code,title,text\n1,A,x\n")));
          }) == "d.csv:1: expected one column 'definition', found 0: 'code', 'title', 'text'");
}

TEST_CASE("definitions are held against the edition", "[definitions]") {
    const auto edition = Edition::make(edition_data(
        "e", {"job"},
        {an_item("1", "job", "", "Bakers"), an_item("2", "job", "", "Smiths and Coopers")}));
    const auto made = definitions_of(
        table_of("code,title,definition\n1,Bakers,x\n2,smiths & coopers,y\n3,C,z\n"));
    CHECK(printed(check(made, edition)) ==
          std::vector<std::string>{
              "d.csv:3: warning: e:2 is 'smiths & coopers' here, 'Smiths and Coopers' in the "
              "edition [title-differs]",
              "d.csv:4: warning: '3' is not an item of e [unknown-item]"});
}

TEST_CASE("a store has the definitions that were put into its folder", "[definitions]") {
    const TemporaryFolder folder;
    const DefinitionStore store{folder.path()};
    CHECK_FALSE(store.find(id("e")));
    CHECK_FALSE(DefinitionStore{}.find(id("e")));
    const auto file = store.file_of(id("e"));
    CHECK(file == folder.path() / "definitions" / "e.csv");
    std::filesystem::create_directories(file.parent_path());
    write_file(file, "code,title,definition\n1,Bakers,Bake.\n");
    REQUIRE(store.find(id("e")));
    CHECK(store.find(id("e"))->find("1")->text == "Bake.");
    CHECK_FALSE(store.find(id("f")));
    write_file(file, "code,title\n");
    CHECK_THROWS_AS(store.find(id("e")), FormatError);
}
