#include "socshift/publish/title_request.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/publish/yaml_page.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
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
    const auto same = [] { return same_title(builtin_catalog(), about("sales manager")); };
    const auto found = rows_with_title(shape, "job", bytes_of(text), same());
    CHECK(found.rows == 4);
    CHECK(found.ragged == 1);
    CHECK(found.with_title == 4);
    CHECK(found.written ==
          std::vector<std::pair<std::string, std::uint64_t>>{
              {"Sales Managers", 2}, {"Manager, Sales", 1}, {"senior sales manager", 1}});
    CHECK_THROWS_AS(rows_with_title(shape, "none", bytes_of(text), same()), FormatError);
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

TEST_CASE("a proposal takes all codes that have the title, however few are shown", "[request]") {
    const auto& catalog = builtin_catalog();
    auto question = about("physician");
    question.most = 1;
    const auto made = proposal_of(catalog, question);
    const auto titles = EditionTitles::make(catalog, made.base);
    std::set<Code> listed;
    for (const auto& title : EditionTitles::listed(catalog, made.base).titles) {
        if (fold_title(title.title) == "physician") {
            listed.insert(title.code);
        }
    }
    REQUIRE(listed.size() > TitleSearch::most_matches);
    for (const auto& take : made.items[0].takes) {
        listed.erase(take.code);
    }
    CHECK(listed.empty());
}

TEST_CASE("proposals are made for editions that a scenario has coding rules for", "[request]") {
    for (const auto* const edition : {"soc2010", "onet2019", "census2018", "soc2028-scenario"}) {
        auto question = about("cook");
        question.edition = edition;
        CHECK(message_of<Error>([&] { (void)proposal_of(builtin_catalog(), question); }) ==
              "no scenario has rules for new codes of " + std::string{edition} +
                  ", so that a proposal for it could not be built; there are rules for soc2018");
    }
}

TEST_CASE("where nearest has the very title, today has it", "[request]") {
    for (const auto* const title :
         {"public health nurse", "PHN", "senior cook", "RN (nights)", "Registred Nurse",
          "physician", "mgr, sales", "Peer Navigator (Certified)"}) {
        INFO(title);
        const auto page = ask(builtin_catalog(), about(title));
        const auto& nearest = page.sections[1];
        const auto& today = page.sections[2];
        REQUIRE(today.key == "today");
        const auto& rows = nearest.table.rows();
        const bool is_exact = std::any_of(rows.begin(), rows.end(), [](const auto& row) {
            const auto& said = std::get<SharedTexts>(row[5].value()).all();
            return !said.empty() && said[0] == "has this very title";
        });
        CHECK(is_exact);
        CHECK_FALSE(today.table.empty());
    }
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
