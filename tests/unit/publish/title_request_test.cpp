#include "socshift/publish/title_request.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/publish/yaml_page.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift;
using namespace socshift::test;

namespace {

RequestQuestion about(std::string title) {
    RequestQuestion out;
    out.job.title = std::move(title);
    out.most = 3;
    return out;
}

}  // namespace

TEST_CASE("rows with a title are counted however it is written", "[request]") {
    DataShape shape;
    shape.file = "data.csv";
    const std::string_view text =
        "id,job\n1,Sales Managers\n2,\"Manager, Sales\"\n3,senior sales manager\n4,a,b\n"
        "5,Sales Managers\n";
    const auto found = rows_with_title(shape, "job", bytes_of(text), "sales manager");
    CHECK(found.rows == 4);
    CHECK(found.ragged == 1);
    CHECK(found.with_title == 3);
    CHECK(found.written == std::vector<std::pair<std::string, std::uint64_t>>{
                               {"Sales Managers", 2}, {"Manager, Sales", 1}});
    CHECK_THROWS_AS(rows_with_title(shape, "none", bytes_of(text), "sales manager"), FormatError);
}

TEST_CASE("a proposal comes out of every code that has the title, else of the nearest",
          "[request]") {
    const auto& catalog = builtin_catalog();
    const auto several = proposal_of(catalog, about("Night Manager"));
    CHECK(several.id == "night-manager");
    CHECK_FALSE(has_errors(check(several, catalog.edition(several.base))));
    REQUIRE(several.items.size() == 1);
    for (const auto& take : several.items[0].takes) {
        CHECK(take.ours);
        CHECK(take.part == Part::unknown);
    }
    const auto one = proposal_of(catalog, about("Certified Peer Navigator!"));
    CHECK(one.id == "certified-peer-navigator");
    REQUIRE(one.items[0].takes.size() == 1);
    CHECK(one.items[0].takes[0].code == code("21-1094"));
    CHECK_THROWS_AS(proposal_of(catalog, about("zzzz qqqq")), Error);
    CHECK_THROWS_AS(proposal_of(catalog, about("!!!")), Error);
}

TEST_CASE("a page in YAML leaves out what is nothing and quotes texts", "[request]") {
    Page page("socshift/x/1", "A \"title\"", {});
    page.facts = {{"none", Cell()}, {"many", 3}};
    page.sections.push_back({"empty", "Empty", {}, Table({{"a"}})});
    Section section{"some", "Some", {"line: 1"}, Table({{"a"}, {"b", ColumnKind::texts}})};
    section.table.add({Cell(), std::vector<std::string>{"x, y", "z\n"}});
    section.table.add({"\x1b", std::vector<std::string>{}});
    page.sections.push_back(section);
    std::ostringstream out;
    write_yaml(out, page);
    CHECK(out.str() ==
          "schema: \"socshift/x/1\"\n"
          "title: \"A \\\"title\\\"\"\n"
          "many: 3\n"
          "some:\n"
          "  lines:\n"
          "    - \"line: 1\"\n"
          "  rows:\n"
          "    - b: [\"x, y\", \"z\\n\"]\n"
          "    - a: \"\\u001b\"\n"
          "      b: []\n");
}
