// O*NET-SOC, the Alaska codes and what OEWS publishes: counts as printed by the publishers
// (onetcenter.org/taxonomy.html for O*NET-SOC 2006 to 2019; BLS for OEWS), and the places where
// codes mislead.
#include "socshift/catalog/builtin.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/family.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/routes/route.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace socshift;

namespace {

const Edition& extension(const char* name) {
    return builtin_catalog().edition(EditionId::parse(name));
}

const Correspondence& table(const char* source, const char* target) {
    const auto* const found =
        builtin_catalog().correspondence(EditionId::parse(source), EditionId::parse(target));
    REQUIRE(found != nullptr);
    return *found;
}

std::vector<std::string> targets(const Correspondence& from, const char* code) {
    std::vector<std::string> out;
    for (const auto& link : from.links_from(Code::parse(code))) {
        out.push_back(link.target.text());
    }
    return out;
}

std::vector<std::string> sources_of(const Correspondence& from, const char* code) {
    return targets(from.reversed(), code);
}

std::string parent(const char* name, const char* code) {
    const auto& whole = extension(name);
    const auto* const item = whole.find(code);
    return item == nullptr ? "no item" : item->parent->text();
}

/// Rule -> how often check() of the edition and its tables finds it.
std::map<std::string, std::size_t> rules(const char* name) {
    std::map<std::string, std::size_t> out;
    for (const auto& finding : builtin_catalog().check(EditionId::parse(name))) {
        ++out[finding.rule];
    }
    return out;
}

/// Own items of an edition without a source in a table to it.
std::size_t without_source(const char* source, const char* target) {
    std::set<std::string> linked;
    for (const auto& link : table(source, target).links()) {
        linked.insert(link.target.text());
    }
    const auto& items = extension(target).items();
    return static_cast<std::size_t>(std::count_if(
        items.begin(), items.end(),
        [&](const Item& item) { return !item.inherited && linked.count(item.code.text()) == 0; }));
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("each O*NET-SOC has as many occupations as its publisher says", "[data]") {
    CHECK(extension("onet2000").own_size() == 1167);
    CHECK(extension("onet2006").own_size() == 949);
    CHECK(extension("onet2009").own_size() == 1102);
    CHECK(extension("onet2010").own_size() == 1110);
    CHECK(extension("onet2019").own_size() == 1016);
}

TEST_CASE("each O*NET-SOC stands on the SOC that has all of its parents", "[data]") {
    const std::map<std::string, std::string> expected = {{"onet2000", "soc2000"},
                                                         {"onet2006", "soc2000"},
                                                         {"onet2009", "soc2000"},
                                                         {"onet2010", "soc2010"},
                                                         {"onet2019", "soc2018"}};
    for (const auto& [name, base] : expected) {
        const auto& whole = extension(name.c_str());
        CHECK(whole.header().extends == EditionId::parse(base));
        for (const char* const other : {"soc2000", "soc2010", "soc2018"}) {
            const auto& items = whole.items();
            const bool all = std::all_of(items.begin(), items.end(), [&](const Item& item) {
                return item.inherited || extension(other).find(*item.parent) != nullptr;
            });
            INFO(name << " on " << other);
            CHECK(all == (other == base));
        }
    }
}

TEST_CASE("the official O*NET-SOC tables have all their rows", "[data]") {
    CHECK(table("onet2000", "onet2006").links().size() == 1167);
    CHECK(table("onet2006", "onet2009").links().size() == 949);
    CHECK(table("onet2009", "onet2010").links().size() == 1110);
    CHECK(table("onet2010", "onet2019").links().size() == 1164);
    CHECK(table("onet2010", "soc2010").links().size() == 1110);
    CHECK(table("onet2019", "soc2018").links().size() == 1016);
}

TEST_CASE("data levels and job zones are as published", "[data]") {
    const auto count = [](const char* name, const char* attribute, const char* value) {
        const auto& items = extension(name).items();
        return std::count_if(items.begin(), items.end(), [&](const Item& item) {
            const auto found = item.attributes.find(attribute);
            return found != item.attributes.end() && found->second == value;
        });
    };
    CHECK(count("onet2010", "data_level", "yes") == 974);
    CHECK(count("onet2010", "data_level", "no") == 136);
    CHECK(count("onet2019", "data_level", "yes") == 923);
    CHECK(count("onet2019", "data_level", "no") == 93);
    CHECK(count("onet2019", "job_zone", "1") == 33);
    CHECK(count("onet2019", "job_zone", "2") == 298);
    CHECK(count("onet2019", "job_zone", "3") == 213);
    CHECK(count("onet2019", "job_zone", "4") == 225);
    CHECK(count("onet2019", "job_zone", "5") == 154);
    CHECK(extension("onet2019").find("13-2011.00")->attributes ==
          Attributes{{"data_level", "yes"}, {"job_zone", "4"}});
}

TEST_CASE("some extended occupations sit under a broad group", "[data]") {
    for (const char* const name : {"onet2000", "onet2006", "onet2009", "onet2010"}) {
        INFO(name);
        CHECK(parent(name, "19-1020.01") == "19-1020");
        CHECK(extension(name).find("19-1020")->level == "broad");
        CHECK(rules(name)["level-skipped"] == 1);  // one note, however many they are
    }
    CHECK(extension("onet2019").find("19-1020.01") == nullptr);
    for (const char* const name : {"onet2000", "onet2006", "onet2009"}) {
        CHECK(parent(name, "11-3040.00") == "11-3040");
        CHECK(extension(name).find("11-3040")->level == "broad");
    }
    CHECK(extension("onet2010").find("11-3040.00") == nullptr);
}

TEST_CASE("73 SOC codes have no .00 in O*NET-SOC 2000 and 2006", "[data]") {
    const auto without_main = [](const char* name) {
        const auto& whole = extension(name);
        std::set<std::string> parents;
        for (const auto& item : whole.items()) {
            if (!item.inherited) {
                parents.insert(item.parent->text());
            }
        }
        return std::count_if(parents.begin(), parents.end(), [&](const std::string& code) {
            return whole.find(code + ".00") == nullptr;
        });
    };
    CHECK(without_main("onet2000") == 73);
    CHECK(without_main("onet2006") == 73);
    CHECK(without_main("onet2009") == 1);
    CHECK(without_main("onet2010") == 1);
    CHECK(without_main("onet2019") == 0);
}

TEST_CASE("occupations without a predecessor have no link, and none is invented", "[data]") {
    CHECK(without_source("onet2000", "onet2006") == 6);
    CHECK(without_source("onet2006", "onet2009") == 153);
    CHECK(without_source("onet2009", "onet2010") == 14);
    CHECK(without_source("onet2010", "onet2019") == 4);
}

TEST_CASE("three code strings are used again in O*NET-SOC 2010, and only there", "[data]") {
    const auto& step = table("onet2009", "onet2010");
    CHECK(targets(step, "11-9061.00") == Codes{"39-4031.00"});
    CHECK(targets(step, "13-2071.00") == Codes{"13-2071.01"});
    CHECK(targets(step, "49-2021.00") == Codes{"49-2021.01"});
    for (const char* const code : {"11-9061.00", "13-2071.00", "49-2021.00"}) {
        CHECK(sources_of(step, code).empty());
        CHECK(extension("onet2009").find(code)->title != extension("onet2010").find(code)->title);
    }
    std::size_t reused = 0;
    for (const auto& finding : builtin_catalog().check()) {
        reused += finding.rule == "reused-code" ? 1U : 0U;
    }
    CHECK(reused == 3);
}

TEST_CASE("diff flags the reused codes of O*NET-SOC on both sides", "[data]") {
    std::vector<std::string> flagged;
    for (const auto& change :
         diff(builtin_catalog(), EditionId::parse("onet2009"), EditionId::parse("onet2010"))
             .changes) {
        if (change.has(ChangeFlag::reused)) {
            flagged.push_back((change.sources.empty() ? "" : change.sources.front()->code.text()) +
                              ">" + change.targets.front()->code.text());
        }
    }
    CHECK(flagged == std::vector<std::string>{"11-9061.00>39-4031.00", ">11-9061.00",
                                              "13-2071.00>13-2071.01", ">13-2071.00",
                                              "49-2021.00>49-2021.01", ">49-2021.00"});
    for (const auto& change :
         diff(builtin_catalog(), EditionId::parse("soc2010"), EditionId::parse("soc2018"))
             .changes) {
        CHECK_FALSE(change.has(ChangeFlag::reused));
    }
}

TEST_CASE("cutting O*NET codes to six digits is no SOC crosswalk", "[data]") {
    std::set<std::pair<std::string, std::string>> cut;
    for (const auto& link : table("onet2010", "onet2019").links()) {
        cut.emplace(link.source.text().substr(0, 7), link.target.text().substr(0, 7));
    }
    std::set<std::pair<std::string, std::string>> official;
    for (const auto& link : table("soc2010", "soc2018").links()) {
        official.emplace(link.source.text(), link.target.text());
    }
    const auto false_pairs = std::count_if(
        cut.begin(), cut.end(), [&](const auto& pair) { return official.count(pair) == 0; });
    CHECK(false_pairs == 33);
}

TEST_CASE("Alaska adds four codes, which look like O*NET codes and are not", "[data]") {
    const auto& alaska = extension("alaska2018");
    CHECK(alaska.own_size() == 4);
    CHECK(alaska.header().series == "ak-soc");
    CHECK(parent("alaska2018", "11-1021.51") == "11-1021");
    CHECK(parent("alaska2018", "11-9051.51") == "11-9051");
    CHECK(parent("alaska2018", "11-9199.51") == "11-9199");
    CHECK(parent("alaska2018", "51-3022.05") == "51-3022");
    CHECK(alaska.find("11-9199.51")->title == "City Clerks");
    CHECK(alaska.find("51-3022.05")->title == "Seafood Processing Workers");
    CHECK(extension("onet2019").find("11-9199.51") == nullptr);
    CHECK(alaska.find("11-9199.01") == nullptr);
    CHECK(extension("onet2019").find("11-9199.01") != nullptr);
}

TEST_CASE("a bare year still means the SOC", "[data]") {
    const auto& catalog = builtin_catalog();
    CHECK(catalog.resolve("2000").text() == "soc2000");
    CHECK(catalog.resolve("2010").text() == "soc2010");
    CHECK(catalog.resolve("2018").text() == "soc2018");
    CHECK(catalog.resolve("O*NET-SOC 2019").text() == "onet2019");
    CHECK(catalog.resolve("onetsoc2019").text() == "onet2019");
    CHECK(catalog.resolve("O*NET 2010").text() == "onet2010");
    CHECK(catalog.resolve("OEWS May 2018").text() == "oews2018");
}

TEST_CASE("OEWS publishes 808, 790 and 831 codes", "[data]") {
    for (const char* const name : {"oews2018", "oews2019", "oews2021"}) {
        CHECK(extension(name).header().kind == EditionKind::publication);
    }
    CHECK(extension("oews2018").own_size() == 808);
    CHECK(extension("oews2019").own_size() == 790);
    CHECK(extension("oews2021").own_size() == 831);
    CHECK(table("oews2018", "soc2010").links().size() == 819);
    CHECK(table("oews2018", "soc2018").links().size() == 864);
    CHECK(table("oews2018", "oews2019").links().size() == 808);
    CHECK(table("oews2019", "soc2010").links().size() == 821);
    CHECK(table("oews2019", "soc2018").links().size() == 848);
    CHECK(table("oews2021", "soc2018").links().size() == 847);
}

TEST_CASE("every published code covers something, and nothing is lost on the way", "[data]") {
    for (const auto& [source, target] :
         std::vector<std::pair<const char*, const char*>>{{"oews2018", "soc2010"},
                                                          {"oews2018", "soc2018"},
                                                          {"oews2018", "oews2019"},
                                                          {"oews2019", "soc2010"},
                                                          {"oews2019", "soc2018"},
                                                          {"oews2021", "soc2018"}}) {
        INFO(source << " -> " << target);
        const auto& links = table(source, target);
        for (const auto& item : extension(source).items()) {
            INFO(item.code.text());
            CHECK_FALSE(links.links_from(item.code).empty());
        }
    }
    for (const char* const name :
         {"oews-national-2018", "oews-national-2021", "oews-national-2024"}) {
        const auto& counts = builtin_catalog().counts(name);
        const auto& whole = builtin_catalog().edition(counts.coded_in);
        CHECK(counts.rows.size() == whole.own_size());
        for (const auto& row : counts.rows) {
            CHECK(whole.find(row.code) != nullptr);
        }
    }
}

TEST_CASE("published employment is whole, up to the rounding of its rows", "[data]") {
    const auto sum = [](const char* name) {
        std::int64_t out = 0;
        for (const auto& row : builtin_catalog().counts(name).rows) {
            out += row.count;
        }
        return out;
    };
    CHECK(sum("oews-national-2018") == 144'731'220);
    CHECK(builtin_catalog().counts("oews-national-2018").total == 144'733'270);
    CHECK(sum("oews-national-2021") == 140'885'570);
    CHECK(builtin_catalog().counts("oews-national-2021").total == 140'886'310);
    CHECK(sum("oews-national-2024") == 154'186'300);
    CHECK(builtin_catalog().counts("oews-national-2024").total == 154'187'380);
}

TEST_CASE("a combined code tells its parts", "[data]") {
    const Codes counselors = {"21-1011", "21-1014"};
    CHECK(targets(table("oews2018", "soc2010"), "21-1018") == counselors);
    CHECK(targets(table("oews2018", "soc2018"), "21-1018") == counselors);
    CHECK(targets(table("oews2019", "soc2018"), "21-1018") == counselors);
    CHECK(targets(table("oews2021", "soc2018"), "21-1018") == counselors);
    CHECK(extension("oews2019").find("21-1018")->attributes.at("note") ==
          "OES-specific aggregation");
    CHECK(targets(table("oews2018", "oews2019"), "21-1018") == Codes{"21-1018"});
    // Two codes divide one of the 2010 SOC.
    CHECK(sources_of(table("oews2018", "soc2010"), "25-3099") == Codes{"25-3097", "25-3098"});
}

TEST_CASE("the twelve codes of 2021 that are no detailed SOC occupation are covered", "[data]") {
    const auto& links = table("oews2021", "soc2018");
    const auto& soc = extension("soc2018");
    std::map<std::string, Codes> covered;
    for (const auto& item : extension("oews2021").items()) {
        const auto* const namesake = soc.find(item.code);
        if (namesake == nullptr || !soc.is_leaf(*namesake)) {
            covered[item.code.text()] = targets(links, item.code.text().c_str());
        } else {
            CHECK(targets(links, item.code.text().c_str()) == Codes{item.code.text()});
        }
    }
    CHECK(covered ==
          std::map<std::string, Codes>{{"13-1020", {"13-1021", "13-1022", "13-1023"}},
                                       {"13-2020", {"13-2022", "13-2023"}},
                                       {"21-1018", {"21-1011", "21-1014"}},
                                       {"25-2052", {"25-2055", "25-2056"}},
                                       {"25-9045", {"25-9042", "25-9043", "25-9049"}},
                                       {"29-2010", {"29-2011", "29-2012"}},
                                       {"31-1120", {"31-1121", "31-1122"}},
                                       {"39-7010", {"39-7011", "39-7012"}},
                                       {"47-4090", {"47-4091", "47-4099"}},
                                       {"51-2028", {"51-2022", "51-2023"}},
                                       {"51-2090", {"51-2092", "51-2099"}},
                                       {"53-1047", {"53-1042", "53-1043", "53-1044", "53-1049"}}});
}

TEST_CASE("25-2052 since 2021 is not the code of the 2010 SOC", "[data]") {
    const auto& catalog = builtin_catalog();
    CHECK(extension("soc2018").find("25-2052") == nullptr);
    CHECK(catalog.correspondence(EditionId::parse("oews2021"), EditionId::parse("soc2010")) ==
          nullptr);
    // It goes back over what it covers in the 2018 SOC, not over its spelling.
    const auto route =
        find_route(catalog, EditionId::parse("oews2021"), EditionId::parse("soc2010"));
    REQUIRE(route.has_value());
    CHECK(route->text() == "oews2021 -> soc2018 -> soc2010");
}

TEST_CASE("each item of the 2018 SOC is covered once by OEWS since 2021, but for two kinds",
          "[data]") {
    std::map<std::string, int> times;
    for (const auto& link : table("oews2021", "soc2018").links()) {
        ++times[link.target.text()];
    }
    for (const auto& [code, count] : times) {
        INFO(code);
        CHECK(count == 1);
    }
    const auto& soc = extension("soc2018");
    for (const auto& item : soc.items()) {
        if (soc.is_leaf(item) && times.count(item.code.text()) == 0) {
            INFO(item.code.text());
            CHECK((item.code.text() == "45-3031" || soc.root(item).code.text() == "55-0000"));
        }
    }
}

TEST_CASE("the hybrid structure says nothing that the official crosswalk does not", "[data]") {
    // It says less: 15 links that the official table allows are missing from it.
    const auto& official = table("soc2010", "soc2018");
    std::set<std::pair<std::string, std::string>> stated;
    for (const auto& link : official.links()) {
        stated.emplace(link.source.text(), link.target.text());
    }
    const auto over = compose(table("oews2018", "soc2010"), official);
    std::set<std::pair<std::string, std::string>> possible;
    for (const auto& link : over.links()) {
        possible.emplace(link.source.text(), link.target.text());
    }
    std::size_t missing = possible.size();
    for (const auto& link : table("oews2018", "soc2018").links()) {
        CHECK(possible.count({link.source.text(), link.target.text()}) == 1);
        --missing;
    }
    CHECK(missing == 15);
}

TEST_CASE("the three publications join into families from 2018 to 2024", "[data]") {
    const auto& catalog = builtin_catalog();
    const auto joined =
        between(catalog, EditionId::parse("oews2018"), EditionId::parse("oews2021"));
    for (const auto& item : extension("oews2018").items()) {
        CHECK_FALSE(joined.links_from(item.code).empty());
    }
    // What is kept together on both sides is joined as one.
    CHECK(targets(joined, "21-1018") == Codes{"21-1018"});
    CHECK(targets(joined, "25-2052") == Codes{"25-2052"});
}
