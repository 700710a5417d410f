// The lists of the Census Bureau: what their codes cover, and what became of them.
#include "socshift/catalog/builtin.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/routes/publication.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/weights/census_weights.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

const Correspondence& published(const std::string& source, const std::string& target) {
    return *builtin_catalog().correspondence(id(source), id(target));
}

std::string covered(const Correspondence& table, const std::string& source) {
    std::string out;
    for (const auto& link : table.links_from(code(source))) {
        out += (out.empty() ? "" : " ") + link.target.text();
    }
    return out;
}

/// The code of an item that files name by another.
std::string item_code(const std::string& edition, const std::string& other) {
    return builtin_catalog().edition(id(edition)).find_by_any_code(other)->code.text();
}

}  // namespace

TEST_CASE("every leaf of the SOC is under one code of each list that covers it", "[data]") {
    struct List {
        const char* list;
        const char* soc;
        std::size_t codes;   // that cover something
        std::size_t leaves;  // covered, each once
        std::size_t none;    // codes that stand for no category
    };
    for (const auto& [list, soc, codes, leaves, none] :
         {List{"census2002", "soc2000", 508, 819, 2}, List{"census2010", "soc2010", 538, 840, 2},
          List{"census2018", "soc2018", 568, 867, 2}, List{"pums2013", "soc2010", 477, 840, 2},
          List{"pums2018", "soc2018", 528, 867, 2}}) {
        CAPTURE(list);
        const auto members = covered_leaves(published(list, soc));
        CHECK(members.leaves.size() == codes);
        CHECK(members.code_of.size() == leaves);
        CHECK(published(list, soc).links().size() == leaves);
        const auto& items = builtin_catalog().edition(id(list)).items();
        CHECK(items.size() == codes + none);
        for (const auto& item : items) {
            CHECK(item.unclassified == (members.leaves.count(item.code) == 0));
        }
    }
}

TEST_CASE("a code of the public use files stands for whole Census codes", "[data]") {
    for (const auto& [census, pums, soc] : {std::tuple{"census2010", "pums2013", "soc2010"},
                                            std::tuple{"census2018", "pums2018", "soc2018"}}) {
        const auto by_census = covered_leaves(published(census, soc));
        const auto by_pums = covered_leaves(published(pums, soc));
        std::size_t collapsed = 0;
        std::map<Code, std::set<Code>> parts;
        for (const auto& [list_code, leaves] : by_census.leaves) {
            std::set<Code> in;
            for (const auto& leaf : leaves) {
                in.insert(by_pums.code_of.at(leaf));
                parts[by_pums.code_of.at(leaf)].insert(list_code);
            }
            CAPTURE(pums, list_code.text());
            CHECK(in.size() == 1);
        }
        for (const auto& [pums_code, codes] : parts) {
            // One of the Census codes that it stands for gives it its name.
            CHECK(codes.count(pums_code) == 1);
            collapsed += codes.size() > 1 ? 1U : 0U;
        }
        CHECK(collapsed == (std::string{pums} == "pums2013" ? 42U : 32U));
    }
}

TEST_CASE("X and Y are different codes, and titles decide where the rule does not", "[data]") {
    const auto& new_files = published("pums2018", "soc2018");
    const auto covers = [&](const std::string& other) {
        return covered(new_files, item_code("pums2018", other));
    };
    CHECK(covers("1721XX") == "17-2151 17-2171");
    CHECK(covers("1721YY") == "17-2161 17-2199");
    CHECK(covers("1191XX") == "11-9131 11-9171 11-9179 11-9199");
    CHECK(covers("15124X") == "15-1242 15-1243");
    CHECK(covers("37201X") == "37-2011 37-2019");
    CHECK(covers("1110XX") == "11-1011 11-1031");
    CHECK(covers("5140XX") == "51-4061 51-4062 51-4071 51-4072");  // not 51-4081
    CHECK(covers("559830").empty());
    const auto& old_files = published("pums2013", "soc2010");
    CHECK(covered(old_files, item_code("pums2013", "47XXXX")) == "47-2231 47-4071 47-4091 47-4099");
    CHECK(covered(old_files, item_code("pums2013", "472XXX")) == "47-2021 47-2022 47-2171");
    CHECK(covered(published("census2018", "soc2018"), "8990") == "51-9141 51-9199");
}

TEST_CASE("the Bureau's flags of change are attributes of the codes of 2010", "[data]") {
    std::map<std::string, int> flags;
    for (const auto& item : builtin_catalog().edition(id("census2010")).items()) {
        const auto found = item.attributes.find("change");
        std::string text = found == item.attributes.end() ? "none" : found->second;
        for (std::size_t begin = 0; begin < text.size();) {
            const auto end = std::min(text.find(", ", begin), text.size());
            ++flags[text.substr(begin, end - begin)];
            begin = end + 2;
        }
    }
    CHECK(flags == std::map<std::string, int>{{"no_change", 423},
                                              {"new_title", 86},
                                              {"new_census_code", 68},
                                              {"new_soc_code", 57},
                                              {"content_change_only", 2},
                                              {"none", 4}});
}

TEST_CASE("shares between the lists of 2010 and 2018 are the Bureau's, but for six", "[data]") {
    const auto& table = published("census2010", "census2018");
    std::map<std::string, std::string> put_right;
    std::set<Code> split;
    for (const auto& link : table.links()) {
        if (link.share) {
            CHECK(link.basis == Basis::census);
            split.insert(link.source);
        }
    }
    for (const auto& remark : table.remarks()) {
        if (remark.text.find("as published") != std::string::npos) {
            put_right.emplace(remark.source.text() + " " + remark.target.text(), remark.text);
        }
    }
    CHECK(table.links().size() == 631);
    CHECK(split.size() == 56);
    CHECK(put_right == std::map<std::string, std::string>{{"2630 2640", "0.3874 as published"},
                                                          {"3320 3323", "0.5749 as published"},
                                                          {"3420 3421", "0.572 as published"},
                                                          {"4250 4251", "0.8756 as published"},
                                                          {"4520 4521", "0.7214 as published"},
                                                          {"9120 9121", "0.5824 as published"}});
}

TEST_CASE("rates by sex and education are for every split and put right in 23 cells", "[data]") {
    const auto& rates = builtin_catalog().rates("census-2010-2018-by-sex-education");
    CHECK(rates.rows.size() == std::size_t{148} * 6);
    CHECK(groups_of(rates).size() == 6);
    const auto found = check(rates);
    CHECK(found.size() == 23);
    CHECK(std::all_of(found.begin(), found.end(),
                      [](const Finding& finding) { return finding.rule == "rate-sum"; }));
    for (const auto& group : groups_of(rates)) {
        CHECK(group_shares(rates, group).size() == 56);
        const auto table = with_rates(published("census2010", "census2018"), rates, group);
        CHECK(table.links().size() == 631);
    }
}
