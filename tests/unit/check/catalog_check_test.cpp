#include "socshift/check/catalog_check.hpp"

#include "socshift/base/error.hpp"
#include "support/model.hpp"
#include "support/scenario.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

/// bakery() and two editions joined by a table, and one that is joined with both of them.
Catalog three() {
    const auto base = bakery();
    const auto flat = [](const char* name) {
        return edition_data(name, {"leaf"}, {an_item("1", "leaf"), an_item("2", "leaf")});
    };
    CatalogParts sources;
    sources.editions = {source_of(EditionData{base.header(), base.items(), {}, {}}),
                        source_of(flat("a")), source_of(flat("b")), source_of(flat("c"))};
    sources.correspondences = {
        source_of(table_data("a", "b", {a_link("1", "1"), a_link("2", "2")})),
        source_of(table_data("b", "c", {a_link("1", "1"), a_link("2", "2")})),
        source_of(table_data("a", "c", {a_link("1", "2"), a_link("2", "2")}))};
    return Catalog::make(sources);
}

bool has(const Findings& findings, const char* rule) {
    return std::any_of(findings.begin(), findings.end(),
                       [rule](const Finding& finding) { return finding.rule == rule; });
}

const char* const unsure_part =
    "items:\n  - title: \"A\"\n    takes: [{code: \"11-1019\", part: \"unknown\"}]\n";

}  // namespace

TEST_CASE("a catalog is checked with what building its scenarios finds, each finding once") {
    auto proposal = ask("carve", "new", unsure_part);
    CatalogParts more;
    more.proposals = {{proposal.id, [proposal] { return proposal; }}};
    const Scenario scenario{id("draft"), id("bakery"),         "A draft", parse_date("2030-01-01"),
                            "soc",       {"carve", "missing"}, {},        {"s.yaml", 1, 1}};
    more.scenarios = {{scenario.id, [scenario] { return scenario; }}};
    const auto all = three().overlaid_with(more);
    const auto built = build_scenario(all, scenario).findings;
    REQUIRE_FALSE(built.empty());
    const auto found = check_catalog(all);
    for (const auto& finding : built) {
        CHECK(std::count(found.begin(), found.end(), finding) == 1);
    }
    CHECK(check_catalog(all, id("a")) == all.check(id("a")));
    CHECK_THROWS_AS(check_catalog(all, id("nobody")), UnknownName);
}

TEST_CASE("files of a user are checked against the catalog, and put to use if they are sound") {
    const auto all = three();
    auto table = table_data("a", "b", {a_link("1", "1"), a_link("2", "1")});
    table.at = {"mine.yaml", 1, 1};
    // Its links are compared with those of the catalog, unless one of its editions comes along.
    CHECK(has(check_own_files(all, {table}), "only-here"));
    const auto own = edition_data("b", {"leaf"}, {an_item("1", "leaf"), an_item("2", "leaf")});
    CHECK_FALSE(has(check_own_files(all, {table, own}), "only-here"));
    table.links.push_back(a_link("9", "1"));
    CHECK(has_errors(check_own_files(all, {table})));
}

TEST_CASE("a proposal that takes a code of nobody says which codes are near") {
    auto proposal = ask("wrong", "new",
                        "items:\n  - title: \"A\"\n    takes: [{code: \"11-1018\", "
                        "part: \"unknown\"}]\n");
    const auto found = check_own_files(three(), {proposal});
    const auto unknown = std::find_if(found.begin(), found.end(), [](const Finding& finding) {
        return finding.rule == "unknown-base-code";
    });
    REQUIRE(unknown != found.end());
    CHECK(unknown->message.find("did you mean 11-1010") != std::string::npos);
}

TEST_CASE("a proposal is built with the scenario that lists it, and alone where none does") {
    const auto retire = ask("retire", "retire", "retires: [\"11-1020\"]\n");
    const auto move = ask("cooks", "move",
                          "items:\n  - under: \"11-1010\"\n    takes: [{code: \"11-1021\", part: "
                          "\"whole\"}]\n");
    const Scenario both{id("draft"), id("bakery"),        "A draft", parse_date("2030-01-01"),
                        "soc",       {"cooks", "retire"}, {},        {"s.yaml", 1, 1}};
    CHECK(has(check_own_files(three(), {retire}), "retired-with-children"));
    CHECK_FALSE(has_errors(check_own_files(three(), {retire, move, both})));

    // The scenario is the catalog's.
    const auto other = ask("other", "move",
                           "items:\n  - under: \"33-9010\"\n    takes: [{code: \"11-1021\", part: "
                           "\"whole\"}]\n");
    auto clashing = both;
    clashing.proposals = {"cooks", "other", "retire"};
    CatalogParts more;
    for (const auto& proposal : {retire, move, other}) {
        more.proposals.push_back({proposal.id, [proposal] { return proposal; }});
    }
    more.scenarios = {{both.id, [both] { return both; }}};
    CHECK_FALSE(has_errors(check_own_files(three().overlaid_with(more), {retire})));
    more.scenarios = {{clashing.id, [clashing] { return clashing; }}};
    CHECK(has_errors(check_own_files(three().overlaid_with(more), {move})));
}

TEST_CASE("routes between two editions, and beside every table, are compared") {
    const auto two = check_routes(three(), id("a"), id("c"));
    CHECK(two.pairs == 1);
    CHECK(two.agreeing == 0);
    CHECK(has(two.findings, "routes-differ"));
    const auto all = check_routes(three());
    CHECK(all.pairs >= 1);
    CHECK(all.agreeing < all.pairs);
    CHECK(has(all.findings, "only-direct"));
    CHECK_THROWS_AS(check_routes(three(), id("a"), id("bakery")), UnknownName);
}
