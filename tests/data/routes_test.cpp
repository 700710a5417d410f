// Routes over the shipped tables: which are taken, and what a detour says that BLS does not.
#include "socshift/catalog/builtin.hpp"
#include "socshift/changes/family_index.hpp"
#include "socshift/routes/alternatives.hpp"
#include "socshift/routes/explain.hpp"
#include "socshift/routes/round_trip.hpp"
#include "socshift/routes/route_check.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace socshift;
using socshift::test::id;

namespace {

std::string route_text(const char* from, const char* to) {
    return require_route(builtin_catalog(), id(from), id(to)).text();
}

Route through_onet() {
    return require_route(builtin_catalog(), id("soc2010"), id("soc2018"),
                         {id("onet2010"), id("onet2019")});
}

using Pair = std::pair<std::string, std::string>;

std::set<Pair> pairs(const Correspondence& table) {
    std::set<Pair> out;
    for (const auto& link : table.links()) {
        out.emplace(link.source.text(), link.target.text());
    }
    return out;
}

/// What cutting O*NET-SOC codes to six digits would say: the mistake that nothing here makes.
std::set<Pair> cut_pairs() {
    std::set<Pair> out;
    for (const auto& [source, target] :
         pairs(*builtin_catalog().correspondence(id("onet2010"), id("onet2019")))) {
        out.emplace(source.substr(0, 7), target.substr(0, 7));
    }
    return out;
}

std::vector<Pair> missing_from(const std::set<Pair>& all, const std::set<Pair>& from) {
    std::vector<Pair> out;
    std::set_difference(from.begin(), from.end(), all.begin(), all.end(), std::back_inserter(out));
    return out;
}

}  // namespace

TEST_CASE("a table that BLS published is never replaced by one through O*NET", "[data]") {
    CHECK(route_text("soc2010", "soc2018") == "soc2010 -> soc2018");
    CHECK(route_text("soc2018", "soc2010") == "soc2018 -> soc2010");
    CHECK(route_text("soc2000", "soc2018") == "soc2000 -> soc2010 -> soc2018");
    CHECK(route_text("onet2019", "soc2018") == "onet2019 -> soc2018");
}

TEST_CASE("O*NET codes reach the SOC by the tables of O*NET", "[data]") {
    CHECK(route_text("onet2006", "soc2018") ==
          "onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018");
    CHECK(route_text("onet2000", "soc2000") == "onet2000 -> soc2000");
    CHECK(route_text("onet2019", "alaska2018") == "onet2019 -> soc2018 -> alaska2018");
}

TEST_CASE("no route between classifications leads through published statistics", "[data]") {
    const auto& catalog = builtin_catalog();
    for (const auto& from : {"soc2000", "soc2010", "onet2006"}) {
        for (const auto& route : find_routes(catalog, id(from), id("soc2018"))) {
            INFO(route.text());
            CHECK(route.text().find("oews") == std::string::npos);
        }
    }
}

TEST_CASE("through O*NET, 35 pairs are said that BLS does not list, and none is missing",
          "[data]") {
    const auto& catalog = builtin_catalog();
    const auto found =
        compare(catalog, require_route(catalog, id("soc2010"), id("soc2018")), through_onet());
    CHECK(found.detour.text() == "soc2010 -> onet2010 -> onet2019 -> soc2018");
    CHECK(found.in_both == 900);
    CHECK(found.only_direct.empty());
    CHECK(found.only_detour.size() == 35);
}

TEST_CASE("cutting O*NET codes gives 33 false pairs, all but one of which the detour has too",
          "[data]") {
    const auto& catalog = builtin_catalog();
    const auto direct = pairs(*catalog.correspondence(id("soc2010"), id("soc2018")));
    const auto detour = pairs(composed(catalog, through_onet()));
    CHECK(missing_from(direct, cut_pairs()).size() == 33);
    // 19-1020.01 stands under a broad group. Cut, it makes a pair with a code that is no detailed
    // occupation; by its parent it can be any of the four occupations of the group.
    CHECK(missing_from(detour, cut_pairs()) == std::vector<Pair>{{"19-1020", "19-1029"}});
    CHECK(missing_from(cut_pairs(), detour) == std::vector<Pair>{{"19-1021", "19-1029"},
                                                                 {"19-1022", "19-1029"},
                                                                 {"19-1023", "19-1029"}});
}

TEST_CASE("a link through O*NET is proved by rows of the official tables", "[data]") {
    const auto& catalog = builtin_catalog();
    const RouteProof proof{catalog, through_onet()};
    const auto chains = proof.chains(*catalog.edition(id("soc2010")).find("15-2041"),
                                     *catalog.edition(id("soc2018")).find("15-2051"));
    REQUIRE(chains.size() == 1);
    REQUIRE(chains.front().size() == 3);
    CHECK(chains.front()[0].at.file == "onet-soc/onet2010_to_soc2010.yaml");
    CHECK(chains.front()[1].from.text() == "15-2041.02");
    CHECK(chains.front()[1].to.text() == "15-2051.02");
    CHECK(chains.front()[2].at.file == "onet-soc/onet2019_to_soc2018.yaml");
}

TEST_CASE("a state that adds one code under an occupation has not said that it is all of it",
          "[data]") {
    const auto& catalog = builtin_catalog();
    const auto down = between(catalog, id("soc2018"), id("alaska2018"));
    const auto general = down.links_from(Code::parse("11-1021"));
    REQUIRE(general.size() == 1);
    CHECK(general.begin()->target.text() == "11-1021.51");
    CHECK_FALSE(known_share(down, *general.begin()).has_value());
    const auto legislators = down.links_from(Code::parse("11-1031"));
    REQUIRE(legislators.size() == 1);
    CHECK(known_share(down, *legislators.begin())->share == Share::one());
}

TEST_CASE("families over the three SOC editions have an identifier each", "[data]") {
    const auto& catalog = builtin_catalog();
    const auto two = FamilyIndex::make(catalog, {id("soc2010"), id("soc2018")});
    CHECK(two.families().size() == 808);
    CHECK(two.find(id("soc2018"), "11-1011")->id == "fc1f27c4902");
    std::set<std::string> ids;
    const auto three = FamilyIndex::make(catalog, {id("soc2000"), id("soc2010"), id("soc2018")});
    for (const auto& named : three.families()) {
        ids.insert(named.id);
        CHECK(named.id.size() == 11);
    }
    CHECK(ids.size() == three.families().size());
    CHECK(three.find(id("soc2018"), "29-1141")->label == "Registered Nurses");
}

TEST_CASE("from 2010 to 2018 and back, 784 of 840 codes come back exactly", "[data]") {
    const auto& catalog = builtin_catalog();
    const auto counts = carry(catalog.counts("oews-national-2018"),
                              between(catalog, id("oews2018"), id("soc2010")));
    // Of the twelve codes of May 2018 that the SOC does not have as occupations, all but 25-3097
    // and 25-3098, which both lie within 25-3099.
    CHECK(counts.codes_left_out == 10);
    const auto trip = round_trip(catalog.edition(id("soc2010")),
                                 between(catalog, id("soc2010"), id("soc2018")), &counts.counts);
    CHECK(trip.codes.size() == 840);
    CHECK(trip.totals.front().codes == 784);
    CHECK(trip.totals.back().codes == 0);
    CHECK(trip.is_bound);
}
