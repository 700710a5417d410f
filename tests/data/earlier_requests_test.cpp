// Requests of the cycles before, whose outcome is known, as proposals: what the builder makes of
// them, and what the editions that followed made of them.
#include "socshift/base/title.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace socshift;

namespace {

/// One request: its rows in the list of requests, and what it asks of the 2018 edition, whose codes
/// the list uses. Where the list infers a code or names an area, the code is our reading.
struct Earlier {
    const char* references;
    const char* kind;
    const char* items;
    const char* makes;  // the codes of the leaves that it makes or moves; empty: it is not built
};

const std::vector<Earlier>& earlier_requests() {
    static const std::vector<Earlier> all = {
        {"C01", "new",
         "- {title: \"Clinical Nurse Specialists\", under: \"29-1000\","
         " takes: [{code: \"29-1141\", part: \"unknown\"}]}",
         "29-1142p"},
        {"C02", "new",
         "- {title: \"Patient Navigators\","
         " takes: [{code: \"21-1094\", part: \"unknown\", ours: true}]}",
         "21-1095p"},
        {"C03", "new",
         "- {title: \"Public Health Nurses\", reading: \"29-1140\","
         " takes: [{code: \"29-1141\", part: \"unknown\"}]}",
         "29-1142p"},
        {"C04", "merge",
         "- {title: \"Early childhood teaching levels\", under: \"25-0000\","
         " takes: [{code: \"39-9011\", part: \"whole\"}, {code: \"25-2011\", part: \"whole\"}]}",
         "25-9051p"},
        {"C05 C06 C07", "split",
         "- {title: \"Health Informatics\", code: \"29-9021\", under: \"29-9020\","
         " takes: [{code: \"29-9021\", part: \"part\"}]}\n"
         "- {title: \"Health Information Management\", code: \"29-9022\", under: \"29-9020\","
         " takes: [{code: \"29-9021\", part: \"part\"}]}\n"
         "- {title: \"Health Information Technology\", code: \"29-9023\", under: \"29-9020\","
         " takes: [{code: \"29-9021\", part: \"part\"}]}",
         "29-9021 29-9022 29-9023"},
        {"C08", "move", "- {under: \"29-1000\", takes: [{code: \"29-9091\", part: \"whole\"}]}",
         "29-1231p"},
        {"C09", "move", "- {under: \"29-1000\", takes: [{code: \"19-3033\", part: \"whole\"}]}",
         "29-1231p"},
        {"C10", "split",
         "- {code: \"29-2031\", takes: [{code: \"29-2031\", part: \"part\"}]}\n"
         "- {title: \"Vascular Technologists\", under: \"29-2030\","
         " takes: [{code: \"29-2031\", part: \"part\"}]}",
         "29-2031 29-2037p"},
        {"C11", "new",
         "- {title: \"Human Service Practitioners\", under: \"21-0000\","
         " takes: [{code: \"21-1090\", part: \"unknown\", ours: true}]}",
         "21-1095p"},
        {"C12", "retitle",
         "- {title: \"Community, Social, and Human Service Occupations\","
         " takes: [{code: \"21-0000\", part: \"whole\"}]}",
         "21-0000"},
        {"C13", "new", "- {title: \"Arts Administrators and Managers\"}", ""},
        {"C14", "new",
         "- {title: \"Medical Staff Services Professionals\","
         " takes: [{code: \"13-1070\", part: \"unknown\", ours: true},"
         " {code: \"13-1041\", part: \"unknown\", ours: true}]}",
         "13-1171p"},
        {"C15", "new",
         "- {title: \"Supervisors of Home Health Aides\", under: \"31-0000\","
         " takes: [{code: \"31-1121\", part: \"unknown\"}]}",
         "31-1123p"},
        {"C16", "new",
         "- {title: \"Metrology occupations\", reading: \"17-0000\","
         " takes: [{code: \"17-3028\", part: \"unknown\", ours: true}]}",
         "17-3041p"},
    };
    return all;
}

Proposal proposal_of(const Earlier& request) {
    std::string id = request.references;
    std::transform(id.begin(), id.end(), id.begin(), [](char c) {
        return c == 'C' ? 'c' : c == ' ' ? '-' : c;
    });
    std::string items;
    std::istringstream lines(request.items);
    for (std::string line; std::getline(lines, line);) {
        items += "  " + line + "\n";
    }
    const auto text = "proposal: \"" + id + "\"\nbase: \"soc2018\"\ntitle: \"" + id +
                      "\"\nkind: \"" + request.kind + "\"\nstatus: \"refused\"\nitems:\n" + items +
                      "supporters: [{name: \"Of an earlier cycle\", reference: \"" +
                      request.references + "\"}]\n";
    return std::get<Proposal>(read_yaml(text, id + ".yaml"));
}

BuiltScenario build_all(const std::vector<const Proposal*>& proposals) {
    const auto& catalog = builtin_catalog();
    const auto base = EditionId::parse("soc2018");
    Scenario scenario{EditionId::parse("earlier"),
                      base,
                      "Earlier requests",
                      parse_date("2030-01-01"),
                      "soc",
                      {},
                      {},
                      {}};
    for (const auto* const proposal : proposals) {
        scenario.proposals.push_back(proposal->id);
    }
    return build_scenario(catalog.edition(base), used_codes(catalog, base), scenario, proposals);
}

std::string made_by(const BuiltScenario& built, const std::string& id, bool leaves_only) {
    std::string out;
    for (const auto& item : built.edition.items) {
        const auto found = item.attributes.find("proposal");
        if (found != item.attributes.end() && found->second == id &&
            (!leaves_only || item.level == "detailed")) {
            out += (out.empty() ? "" : " ") + item.code.text();
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a request of an earlier cycle is built as it was made, or says too little") {
    for (const auto& request : earlier_requests()) {
        CAPTURE(request.references);
        const auto proposal = proposal_of(request);
        const auto built = build_all({&proposal});
        const std::string makes = request.makes;
        CHECK(built.outcomes.at(proposal.id) ==
              (makes.empty() ? ProposalOutcome::too_little : ProposalOutcome::built));
        CHECK(made_by(built, proposal.id, makes != "21-0000") == makes);
        CHECK_FALSE(has_errors(built.findings));
        const auto draft = Edition::make(built.edition);
        CHECK_FALSE(has_errors(
            check(built.table, builtin_catalog().edition(EditionId::parse("soc2018")), draft)));
    }
}

TEST_CASE("a merge of two major groups, asked for in 2014, is built with a warning") {
    const auto proposal = proposal_of(earlier_requests()[3]);
    const auto built = build_all({&proposal});
    REQUIRE(built.findings.size() == 1);
    CHECK(built.findings[0].rule == "merge-across-groups");
}

TEST_CASE("a request that is made again clashes with itself, not with what it shares a code with") {
    const auto& catalog = builtin_catalog();
    const auto nurses = proposal_of(earlier_requests()[2]);
    const auto specialists = proposal_of(earlier_requests()[0]);
    const auto built =
        build_all({&nurses, &specialists, &catalog.proposal("public-health-nurses")});
    CHECK(built.outcomes.at("c03") == ProposalOutcome::conflict);
    CHECK(built.outcomes.at("public-health-nurses") == ProposalOutcome::conflict);
    CHECK(built.outcomes.at("c01") == ProposalOutcome::built);
    REQUIRE(built.findings.size() == 1);
    CHECK(built.findings[0].rule == "title-in-use");
}

TEST_CASE("what was asked for in earlier cycles is not what the next edition has") {
    const auto& edition = builtin_catalog().edition(EditionId::parse("soc2018"));
    for (const auto& request : earlier_requests()) {
        CAPTURE(request.references);
        for (const auto& item : proposal_of(request).items) {
            const bool is_there =
                !item.title.empty() &&
                std::any_of(edition.items().begin(), edition.items().end(),
                            [&](const Item& i) { return same_title(i.title, item.title); });
            CHECK_FALSE(is_there);
        }
    }
    // Athletic trainers asked for another place, and stayed. Of the three codes of health
    // informatics the first was made, with another title.
    CHECK(edition.find("29-9091")->title == "Athletic Trainers");
    CHECK(edition.find("29-9021")->title ==
          "Health Information Technologists and Medical Registrars");
    CHECK(edition.find("29-9022") == nullptr);
    CHECK(edition.find("29-9023") == nullptr);
    CHECK(edition.find("21-0000")->title == "Community and Social Service Occupations");
}

TEST_CASE("every earlier request of the list is among them, with its kind and codes") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    std::map<std::string, std::vector<std::string>> listed;
    std::istringstream lines(read_file(*sources / "documents" / "soc2028_proposals.tsv"));
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            row.push_back(cell);
        }
        if (row.front()[0] == 'C') {
            listed.emplace(row.front(), row);
        }
    }
    CHECK(listed.size() == 16);
    std::set<std::string> found;
    for (const auto& request : earlier_requests()) {
        std::istringstream references(request.references);
        for (std::string reference; references >> reference;) {
            CAPTURE(reference);
            REQUIRE(listed.count(reference) == 1);
            found.insert(reference);
            const auto& row = listed.at(reference);
            CHECK(row[3] == request.kind);
            for (const auto& item : proposal_of(request).items) {
                for (const auto& take : item.takes) {
                    CHECK(row[4].find(take.code.text()) != std::string::npos);
                }
            }
        }
    }
    CHECK(found.size() == 16);
}
