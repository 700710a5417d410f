// What the three SOC editions did to each other, against the publisher's printed totals
// (BLS, "2018 SOC Introduction") and counts made from the official crosswalk of November 2017.
#include "socshift/catalog/builtin.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/routes/route.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

namespace {

EditionId soc(const char* name) {
    return EditionId::parse(name);
}

}  // namespace

TEST_CASE("detailed occupations from 2010 to 2018 fall into the known families", "[data]") {
    const auto result = diff(builtin_catalog(), soc("soc2010"), soc("soc2018"));
    const auto& counts = result.counts;
    CHECK(counts.sources == 840);
    CHECK(counts.targets == 867);
    CHECK(counts.links == 900);
    CHECK(counts.families == 808);
    CHECK(counts.of(Cardinality::one_to_one) == 766);
    CHECK(counts.of(Cardinality::one_to_many) == 18);
    CHECK(counts.of(Cardinality::many_to_one) == 11);
    CHECK(counts.of(Cardinality::many_to_many) == 13);
    CHECK(counts.of(ChangeKind::unchanged) == 679);
    CHECK(counts.of(ChangeKind::retitled) == 50);
    CHECK(counts.of(ChangeKind::recoded) == 30);
    CHECK(counts.of(ChangeKind::recoded_retitled) == 7);
    CHECK(counts.of(ChangeKind::split) == 18);
    CHECK(counts.of(ChangeKind::merged) == 11);
    CHECK(counts.of(ChangeKind::restructured) == 13);
    CHECK(counts.of(ChangeKind::added) == 0);
    CHECK(counts.of(ChangeKind::removed) == 0);
    CHECK(counts.sources_with_several_targets == 42);
    CHECK(counts.targets_with_several_sources == 31);
    CHECK(counts.codes_kept == 752);
    CHECK(counts.codes_dropped == 88);
    CHECK(counts.codes_new == 115);
    CHECK(counts.largest_sources == 8);
    CHECK(counts.largest_targets == 12);
    CHECK_FALSE(result.empty());
}

TEST_CASE("every edition differs in nothing from itself", "[data]") {
    const auto& catalog = builtin_catalog();
    for (const auto& id : catalog.edition_ids()) {
        const auto& whole = catalog.edition(id);
        for (const auto& level : whole.levels()) {
            INFO(id.text() << " " << level);
            CHECK(diff(whole, whole, identity(whole), {level, level}).empty());
        }
    }
}

TEST_CASE("the route from 2000 to 2018 goes through 2010", "[data]") {
    const auto route = find_route(builtin_catalog(), soc("soc2000"), soc("soc2018"));
    REQUIRE(route.has_value());
    CHECK(route->text() == "soc2000 -> soc2010 -> soc2018");
    const auto table = composed(builtin_catalog(), *route);
    CHECK(table.source() == soc("soc2000"));
    CHECK(table.target() == soc("soc2018"));
}
