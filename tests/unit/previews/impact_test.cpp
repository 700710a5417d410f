#include "socshift/previews/impact.hpp"

#include "support/model.hpp"
#include "support/scenario.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

struct Case {
    Catalog catalog;
    EditionId base;
    EditionId draft;
};

/// bakery() with one part of Bread Bakers carved out by share, Cake Bakers in unknown part, and
/// Cooks moved; employment counted with bread and cake bakers as one.
Case a_case() {
    const auto base = bakery();
    EditionData data{base.header(), base.items(), {}, {}};
    data.notes = {
        {code("33-9011"), NoteRelation::excludes, code("11-1020"), code("11-1029"), "", {}},
        {code("33-9011"), NoteRelation::excludes, code("11-1019"), {}, "", {}}};
    const auto built =
        build({ask("a", "new",
                   "items:\n  - title: \"A\"\n    takes: [{code: \"11-1019\", part: \"part\", "
                   "share: \"1/4\", share_source: \"x\"}]\n"),
               ask("b", "new",
                   "items:\n  - title: \"B\"\n    takes: [{code: \"11-1012\", part: "
                   "\"unknown\"}]\n"),
               ask("c", "move",
                   "items:\n  - under: \"33-0000\"\n    takes: [{code: \"11-1021\", part: "
                   "\"whole\"}]\n")});
    auto published = edition_data("published", {"row"},
                                  {an_item("11-1010x", "row"), an_item("11-1019", "row"),
                                   an_item("11-1021", "row"), an_item("33-9011", "row")});
    CatalogParts sources;
    sources.editions = {source_of(data), source_of(built.edition), source_of(published)};
    sources.correspondences = {
        source_of(built.table),
        source_of(table_data("published", "bakery",
                             {a_link("11-1010x", "11-1011"), a_link("11-1010x", "11-1012"),
                              a_link("11-1019", "11-1019"), a_link("11-1021", "11-1021"),
                              a_link("33-9011", "33-9011")}))};
    return {Catalog::make(sources), base.id(), built.edition.header.id};
}

Counts employment() {
    Counts counts{"jobs", "Jobs", id("published"), "jobs", "persons", "2024", {}, {}, {}, {}};
    counts.rows = {{code("11-1010x"), 100, {}},
                   {code("11-1019"), 40, {}},
                   {code("11-1021"), 7, {}},
                   {code("33-9011"), 9, {}}};
    return counts;
}

std::vector<TouchedCode> touched(const Case& c) {
    return touched_codes(c.catalog.edition(c.base), c.catalog.edition(c.draft),
                         *c.catalog.correspondence(c.base, c.draft));
}

}  // namespace

TEST_CASE("what a draft touches is listed with its effect and who asked for it", "[history]") {
    const auto c = a_case();
    const auto all = touched(c);
    REQUIRE(all.size() == 3);
    CHECK(all[0].item->code.text() == "11-1012");
    CHECK(all[0].effect == Effect::loses);
    CHECK(all[0].proposals == std::vector<std::string>{"b"});
    CHECK_FALSE(all[0].leaves);
    CHECK(all[1].leaves == Share(1, 4));
    CHECK(all[2].effect == Effect::moves);
    CHECK(to_string(Effect::loses) == "loses a part");
}

TEST_CASE("figures that move are whole, a share, or anything up to all", "[history]") {
    const auto c = a_case();
    const auto all = touched(c);
    const Figures figures(c.catalog, employment(), c.base);
    CHECK(figures.total() == 156);
    CHECK(touched_sum(figures, {all[0]}) == Bounds{0, 100});  // only known with Bread Bakers
    CHECK(touched_sum(figures, {all[1]}) == Bounds{10, 10});
    CHECK(touched_sum(figures, {all[2]}) == Bounds{7, 7});
    CHECK(touched_sum(figures, all) == Bounds{17, 117});
    CHECK(figures.sum({code("11-1011"), code("11-1012")}, {}) == Bounds{100, 100});
    CHECK(figures.sum({code("11-1011")}, {}) == Bounds{0, 100});
}

TEST_CASE("series that break are those that are alone no more", "[history]") {
    const auto c = a_case();
    const auto all = breaks(c.catalog, c.base, c.draft);
    std::string codes;
    for (const auto& broken : all.broken) {
        CHECK(broken.since == c.base);
        codes += broken.item->code.text() + " ";
    }
    CHECK(codes == "11-0000 33-0000 11-1000 33-9000 11-1012 11-1019 ");
    REQUIRE(all.comparable.size() == 4);
    CHECK(all.comparable[3].level == "detailed");
    CHECK(all.comparable[3].before == 5);
    CHECK(all.comparable[3].after == 3);
    CHECK(all.families_before == 5);
    CHECK(all.families_after == 5);
}

TEST_CASE("notes are touched at both ends and within ranges", "[history]") {
    const auto c = a_case();
    const auto& base = c.catalog.edition(c.base);
    CHECK(touched_notes(base, touched(c)).size() == 2);
    CHECK(touched_notes(base, {touched(c)[0]}).empty());
    CHECK(touched_notes(base, {touched(c)[2]}).size() == 1);
}
