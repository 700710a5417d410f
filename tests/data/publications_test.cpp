// The codes that figures are published in: what they cover, what they leave to the classification,
// and how employment divides them. Expected figures are worked out here from counts, or are those
// of the publishers' documents.
#include "socshift/catalog/builtin.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/routes/publication.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/weights/employment_weights.hpp"
#include "support/model.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

const Correspondence& coverage_table(std::string_view source, std::string_view target) {
    return *builtin_catalog().correspondence(id(source), id(target));
}

std::string covered_codes(const Correspondence& table, std::string_view source) {
    std::string out;
    for (const auto& link : table.links_from(code(source))) {
        out += (out.empty() ? "" : " ") + link.target.text();
    }
    return out;
}

std::set<std::string> unpublished_codes(std::string_view edition) {
    std::set<std::string> out;
    for (const auto& each : unpublished(builtin_catalog(), id(edition))) {
        out.insert(each.item->code.text());
    }
    return out;
}

/// Of unpublished_codes() those that are no military occupations.
std::string civilian(std::string_view edition) {
    std::string out;
    for (const auto& text : unpublished_codes(edition)) {
        out += text.substr(0, 2) == "55" ? "" : (out.empty() ? "" : " ") + text;
    }
    return out;
}

std::int64_t counted_jobs(std::string_view counts, std::string_view text) {
    const auto& rows = builtin_catalog().counts(counts).rows;
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const auto& row) { return row.code.text() == text; });
    REQUIRE(found != rows.end());
    return found->count;
}

/// "15-1252 0.877681; 15-1253 0.122319; "
std::string printed_shares(const WeightTable& weights, std::string_view source) {
    const auto* const found = weights.find(code(source));
    std::string out;
    for (const auto& cell : found == nullptr ? std::vector<WeightCell>{} : found->cells) {
        out += cell.targets.front().text() + " " + decimal_text(cell.share) + "; ";
    }
    return out;
}

WeightTable employment_of(const Correspondence& table) {
    return employment_weights(builtin_catalog(), table).value();
}

std::set<std::string> leaf_codes(const Edition& edition, std::string_view text) {
    std::set<std::string> out;
    for (const auto* const leaf : edition.leaves(*edition.find(text))) {
        out.insert(leaf->code.text());
    }
    return out;
}

/// The codes of the 2018 SOC that codes of @p publication are linked to which cover any of
/// @p leaves of the 2010 SOC; and those that leaves are linked to which none covers.
std::set<std::string> gone_to(const std::string& publication, const std::set<std::string>& leaves) {
    std::set<std::string> covering;
    auto uncovered = leaves;
    for (const auto& link : coverage_table(publication, "soc2010").links()) {
        if (leaves.count(link.target.text()) > 0) {
            covering.insert(link.source.text());
            uncovered.erase(link.target.text());
        }
    }
    std::set<std::string> out;
    for (const auto& [edition, codes] :
         {std::pair{publication, covering}, std::pair{std::string{"soc2010"}, uncovered}}) {
        for (const auto& link : coverage_table(edition, "soc2018").links()) {
            if (codes.count(link.source.text()) > 0) {
                out.insert(link.target.text());
            }
        }
    }
    return out;
}

/// The fewest groups and codes of the 2018 SOC that hold all of @p leaves and nothing else: each
/// group whose leaves are all there, unless a larger one is.
std::set<std::set<std::string>> largest_groups(const std::set<std::string>& leaves) {
    const auto& edition = builtin_catalog().edition(id("soc2018"));
    std::set<std::set<std::string>> inside;
    for (const auto& item : edition.items()) {
        auto below = leaf_codes(edition, item.code.text());
        if (std::includes(leaves.begin(), leaves.end(), below.begin(), below.end())) {
            inside.insert(std::move(below));
        }
    }
    std::set<std::set<std::string>> out;
    for (const auto& below : inside) {
        const bool is_in_another =
            std::any_of(inside.begin(), inside.end(), [&](const std::set<std::string>& other) {
                return other.size() > below.size() &&
                       std::includes(other.begin(), other.end(), below.begin(), below.end());
            });
        if (!is_in_another) {
            out.insert(below);
        }
    }
    return out;
}

CarriedColumns carried_with_groups(const std::string& from, const std::vector<std::string>& codes) {
    ConversionSpec spec;
    spec.column = "code";
    spec.from = from;
    spec.to = "soc2018";
    spec.groups = Groups::carry;
    const std::vector<std::string_view> views{codes.begin(), codes.end()};
    return Conversion(builtin_catalog(), spec).carry(views);
}

}  // namespace

TEST_CASE("the temporary codes of May 2010 cover what their publisher says", "[data]") {
    const auto& table = coverage_table("oews2010", "soc2010");
    const std::map<std::string, std::string> covered = {
        {"13-1078", "13-1071 13-1075"},         {"15-1150", "15-1151 15-1152"},
        {"15-1179", "15-1122 15-1134 15-1143"}, {"15-1799", "15-1199"},
        {"21-1798", "21-1094 21-1099"},         {"25-2041", "25-2051 25-2052"},
        {"25-3999", "25-2059 25-3099"},         {"29-1111", "29-1141 29-1151 29-1161 29-1171"},
        {"29-1128", "29-1128 29-1129"},         {"29-2037", "29-2034 29-2035"},
        {"29-2799", "29-2057 29-2092 29-2099"}, {"29-9799", "29-9092 29-9099"},
        {"31-1012", "31-1014 31-1015"},         {"31-9799", "31-9097 31-9099"},
        {"39-4831", "11-9061 39-4031"},         {"41-9799", "13-1131 41-9099"},
        {"43-9799", "43-3099 43-9199"},         {"47-4799", "47-2231 47-4099"},
        {"49-9799", "49-9081 49-9099"},         {"51-9399", "51-3099 51-9199"}};
    for (const auto& [temporary, all] : covered) {
        CHECK(covered_codes(table, temporary) == all);
    }
    // Every other code is the one of the 2010 SOC.
    for (const auto& item : builtin_catalog().edition(id("oews2010")).items()) {
        if (covered.count(item.code.text()) == 0) {
            CHECK(covered_codes(table, item.code.text()) == item.code.text());
        }
    }
}

TEST_CASE("the codes of May 2012 are those of the 2010 SOC but for substitute teachers", "[data]") {
    for (const auto& item : builtin_catalog().edition(id("oews2012")).items()) {
        const auto& text = item.code.text();
        CHECK(covered_codes(coverage_table("oews2012", "soc2010"), text) ==
              (text == "25-3098" ? "25-3099" : text));
        if (text != "25-3098" && text != "25-3099") {
            CHECK(covered_codes(coverage_table("oews2012", "soc2018"), text) ==
                  covered_codes(coverage_table("soc2010", "soc2018"), text));
        }
    }
    CHECK(covered_codes(coverage_table("oews2012", "soc2018"), "25-3098") == "25-3031");
    CHECK(covered_codes(coverage_table("oews2012", "soc2018"), "25-3099") == "25-3041 25-3099");
}

TEST_CASE("codes of labor certification are parts of one code of the 2010 SOC", "[data]") {
    const auto& table = coverage_table("oflc2020", "soc2010");
    std::vector<std::string> own;
    for (const auto& item : builtin_catalog().edition(id("oflc2020")).items()) {
        const auto& text = item.code.text();
        CHECK(table.links_from(item.code).size() == 1);
        if (covered_codes(table, text) != text) {
            own.push_back(text + " " + covered_codes(table, text));
        }
    }
    CHECK(own == std::vector<std::string>{"15-1022 15-1131", "15-1023 15-1131", "15-1034 15-1132",
                                          "15-1035 15-1132", "15-1036 15-1133", "15-1037 15-1133",
                                          "15-1052 15-1121", "15-1053 15-1121", "15-1054 15-1143",
                                          "15-1055 15-1143", "17-2052 17-2051", "17-2053 17-2051",
                                          "17-2062 17-2061", "17-2063 17-2061", "17-2073 17-2071",
                                          "17-2074 17-2071", "17-2075 17-2072", "17-2076 17-2072",
                                          "17-2143 17-2141", "17-2144 17-2141", "41-3098 41-3099"});
}

TEST_CASE("what publications leave to their classification", "[data]") {
    CHECK(civilian("oews2010") == "");
    CHECK(civilian("oews2012") == "45-3021");
    CHECK(civilian("oews2018") == "45-3011 45-3021 45-3031");
    CHECK(civilian("oews2019") == "");
    CHECK(civilian("oews2021") == "45-3031");
    CHECK(civilian("oflc2020") == "");
    CHECK(unpublished_codes("oews2021").count("55-3016") == 1);
    CHECK(unpublished_codes("soc2018").empty());
}

TEST_CASE("every code of a published table is one of its edition", "[data]") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    struct Table {
        const char* file;
        const char* edition;
        const char* code;
        const char* group;
        const char* missing;  // codes of the edition that the table does not print
    };
    for (const auto& [file, edition, code_name, group, missing] :
         {Table{"oews/oes2010.csv", "oews2010", "OCC_CODE", "GROUP", "45-3021"},
          Table{"oews/oes2012.csv", "oews2012", "OCC_CODE", "OCC_GROUP", ""},
          Table{"oews/oes2017.csv", "oews2018", "OCC_CODE", "OCC_GROUP", ""},
          Table{"oews/oes2018.csv", "oews2018", "OCC_CODE", "OCC_GROUP", ""},
          Table{"weights/oews_national_2021.csv", "oews2021", "code", "group", ""},
          Table{"weights/oews_national_2024.csv", "oews2021", "code", "group", ""}}) {
        CAPTURE(file);
        const auto table = read_table(*sources / file);
        std::set<std::string> printed;
        for (const auto& row : table.rows) {
            const auto& level = row.cells[table.column(group)];
            if (level.empty() || level == "detailed") {
                printed.insert(row.cells[table.column(code_name)]);
            }
        }
        std::set<std::string> codes;
        for (const auto& item : builtin_catalog().edition(id(edition)).items()) {
            codes.insert(item.code.text());
        }
        std::vector<std::string> only_there;
        std::set_difference(printed.begin(), printed.end(), codes.begin(), codes.end(),
                            std::back_inserter(only_there));
        for (const auto& text : only_there) {
            CHECK(text == "45-3011");
            CHECK(unpublished_codes(edition).count(text) == 1);
        }
        std::vector<std::string> only_here;
        std::set_difference(codes.begin(), codes.end(), printed.begin(), printed.end(),
                            std::back_inserter(only_here));
        CHECK(only_here ==
              (*missing == '\0' ? std::vector<std::string>{} : std::vector<std::string>{missing}));
    }
}

TEST_CASE("employment divides codes of publications as their targets were counted", "[data]") {
    CHECK(printed_shares(employment_of(coverage_table("oews2019", "soc2018")), "15-1256") ==
          "15-1252 0.877681; 15-1253 0.122319; ");
    const auto of_2010 = employment_of(coverage_table("oews2010", "soc2010"));
    CHECK(of_2010.gaps.empty());
    CHECK(of_2010.sources.size() == 19);
    const std::vector<std::string> network{"15-1122", "15-1134", "15-1143"};
    double all = 0;
    for (const auto& part : network) {
        all += static_cast<double>(counted_jobs("oews-national-2012", part));
    }
    const auto* const found = of_2010.find(code("15-1179"));
    REQUIRE(found != nullptr);
    REQUIRE(found->cells.size() == 3);
    for (std::size_t i = 0; i < network.size(); ++i) {
        CHECK(found->cells[i].targets.front().text() == network[i]);
        CHECK(found->cells[i].share.to_double() ==
              Approx(static_cast<double>(counted_jobs("oews-national-2012", network[i])) / all)
                  .margin(2e-6));
    }
    // No table from 2018 on counts the parts of 13-1020.
    const auto back = employment_of(coverage_table("oews2018", "soc2010"));
    CHECK(back.find(code("13-1020"))->remark == "by the targets in 2012-05");
    CHECK(employment_of(coverage_table("oews2019", "soc2018")).find(code("13-1020")) == nullptr);
}

TEST_CASE("families of several sources are divided by counts in the publication's codes",
          "[data]") {
    // The dual of the fitting, minimised by another program over the same margins.
    const auto weights = employment_of(coverage_table("oews2018", "soc2018"));
    CHECK(printed_shares(weights, "29-2099") == "29-2036 0.01798; 29-2099 0.98202; ");
    CHECK(printed_shares(weights, "47-5021") == "47-5023 0.976736; 47-5032 0.023264; ");
    CHECK(printed_shares(weights, "47-5049") == "47-5049 0.111118; 47-5099 0.888882; ");
    CHECK(printed_shares(weights, "53-3022") == "53-3051 0.926403; 53-3053 0.073597; ");
    CHECK(printed_shares(weights, "53-3041") == "53-3053 0.913299; 53-3054 0.086701; ");
}

TEST_CASE("codes that are whole codes of the 2010 SOC have their shares", "[data]") {
    const auto& catalog = builtin_catalog();
    const auto soc = employment_of(coverage_table("soc2010", "soc2018"));
    const auto route = require_route(catalog, id("onet2010"), id("soc2018"));
    CHECK(route.text() == "onet2010 -> onet2019 -> soc2018");
    const auto weights =
        foundation_weights(catalog, composed(catalog, route), {id("onet2019")}).value();
    for (const auto& source : weights.sources) {
        const auto& text = source.source.text();
        CHECK(text.substr(7) == ".00");
        CHECK(printed_shares(weights, text) == printed_shares(soc, text.substr(0, 7)));
    }
    CHECK(weights.find(code("15-1132.00")) != nullptr);
    // One of several under 11-9199.
    CHECK(weights.find(code("11-9199.01")) == nullptr);
    // By counts of 2018 and 2021, not by its own of 2012.
    const auto of_2012 = employment_of(coverage_table("oews2012", "soc2018"));
    for (const auto* const text : {"11-9199", "15-1199", "13-2051"}) {
        CHECK(printed_shares(of_2012, text) == printed_shares(soc, text));
    }
    // Home health aides and personal care aides, counted apart in 2018.
    const auto of_2019 = employment_of(coverage_table("oews2019", "soc2018"));
    const auto home = static_cast<double>(counted_jobs("oews-national-2018", "31-1011"));
    const auto personal = static_cast<double>(counted_jobs("oews-national-2018", "39-9021"));
    const auto* const aides = of_2019.find(code("31-1120"));
    REQUIRE(aides != nullptr);
    CHECK(aides->remark == "as soc2010 31-1011, 39-9021");
    CHECK(aides->cells.front().targets.front().text() == "31-1121");
    CHECK(aides->cells.front().share.to_double() == Approx(home / (home + personal)));
}

TEST_CASE("groups of the 2010 SOC in tables of May 2012 and 2018 go where their codes go",
          "[data]") {
    const auto& soc2010 = builtin_catalog().edition(id("soc2010"));
    const auto& soc2018 = builtin_catalog().edition(id("soc2018"));
    for (const auto* const from : {"oews2012", "oews2018"}) {
        std::vector<std::string> groups;
        for (const auto& item : soc2010.items()) {
            const auto& own = builtin_catalog().edition(id(from));
            if (!soc2010.is_leaf(item) && own.find(item.code) == nullptr) {
                groups.push_back(item.code.text());
            }
        }
        const auto carried = carried_with_groups(from, groups);
        CHECK(carried.account.rows_carried + carried.account.rows_rejected == groups.size());
        CHECK(carried.account.rows_carried > 500);
        std::map<std::size_t, std::set<std::set<std::string>>> found;
        std::map<std::size_t, std::size_t> rows;
        const auto targets = carried.targets();
        for (std::size_t at = 0; at < targets.size(); ++at) {
            const auto row = static_cast<std::size_t>(carried.rows[at]);
            found[row].insert(leaf_codes(soc2018, targets[at]));
            ++rows[row];
        }
        for (const auto& [row, places] : found) {
            CAPTURE(from, groups[row]);
            CHECK(places == largest_groups(gone_to(from, leaf_codes(soc2010, groups[row]))));
            CHECK(rows[row] == places.size());
        }
    }
    // At its own level, and as one; and to what its codes have become.
    const auto few = carried_with_groups("oews2018", {"13-1030", "15-1130"});
    CHECK(few.targets() == std::vector<std::string>{"13-1030", "15-1250"});
}

TEST_CASE("no group of what a publication rests on belongs elsewhere", "[data]") {
    const auto& catalog = builtin_catalog();
    std::size_t groups = 0;
    for (const auto& publication : catalog.edition_ids()) {
        if (catalog.header(publication).kind != EditionKind::publication) {
            continue;
        }
        const CodeRecogniser recogniser(catalog, publication);
        for (const auto& foundation : foundations(catalog, publication)) {
            const auto& classification = catalog.edition(foundation);
            for (const auto& item : classification.items()) {
                if (!classification.is_leaf(item)) {
                    INFO(publication.text() << " " << item.code.text());
                    CHECK(recogniser.recognise(item.code.text()).reason != Reason::elsewhere);
                    ++groups;
                }
            }
        }
    }
    CHECK(groups > 4000);
    const auto found = CodeRecogniser(catalog, id("oews2018")).recognise("53-1040");
    CHECK(found.reason == Reason::not_listed);
    CHECK(found.text ==
          "broad group of soc2018: no table says what a row for it in oews2018 has in it");
}

TEST_CASE("what is in a group that a code of a publication is in in part is not known", "[data]") {
    const auto carried = carried_with_groups("oews2010", {"39-0000", "00-0000", "29-1111"});
    REQUIRE(carried.account.set_aside.size() == 2);
    CHECK(carried.account.set_aside[0].reason == Reason::total);
    CHECK(carried.account.set_aside[1].reason == Reason::not_listed);
    CHECK(carried.account.set_aside[1].text ==
          "major group that a code of oews2010 is in in part: no table says what a row for it has "
          "in it");
}
