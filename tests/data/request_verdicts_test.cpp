// What editions made of requests: revisions that are replayed, damaged ones, and the requests of
// earlier cycles whose outcome is known.
#include "socshift/previews/request_verdicts.hpp"

#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/scenarios/revision.hpp"
#include "support/model.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <sstream>

using namespace socshift;
using socshift::test::id;

namespace {

RequestVerdicts verdicts_on(const Revision& asked, const char* edition) {
    CatalogParts parts;
    for (const auto& proposal : asked.proposals) {
        parts.proposals.push_back({proposal.id, [proposal] { return proposal; }, proposal.at});
    }
    return request_verdicts(builtin_catalog().overlaid_with(parts), asked.scenario, id(edition));
}

Revision replayed(const char* before, const char* after, RevisionCodes codes) {
    return revision(builtin_catalog(), id(before), id(after), codes, "soc");
}

/// One request of an earlier cycle: its rows in the lists of requests, and what it asks of the
/// edition that was in force. Where a list infers a code or names an area, the code is our reading.
struct HistoricRequest {
    const char* references;
    const char* base;
    const char* kind;
    const char* items;
    Adoption verdict;
};

const std::vector<HistoricRequest>& historic_requests() {
    static const std::vector<HistoricRequest> all = {
        {"D13", "soc2000", "split",
         "- {title: \"Nursing Aides\", takes: [{code: \"31-1012\", part: \"part\"}]}\n"
         "- {title: \"Orderlies and Attendants\", takes: [{code: \"31-1012\", part: \"part\"}]}",
         Adoption::otherwise},
        {"D14", "soc2000", "new",
         "- {title: \"Wind Turbine Service Technicians\", code: \"49-9081\","
         " takes: [{code: \"49-9099\", part: \"part\"}]}\n"
         "- {title: \"Solar Photovoltaic Installers\", code: \"47-2231\","
         " takes: [{code: \"47-2111\", part: \"part\"}, {code: \"47-2181\", part: \"part\"},"
         " {code: \"47-4099\", part: \"part\"}, {code: \"49-9021\", part: \"part\"},"
         " {code: \"49-9099\", part: \"part\"}]}",
         Adoption::adopted},
        {"D15", "soc2000", "new",
         "- {title: \"Calibration Engineers\", under: \"17-2000\"}\n"
         "- {title: \"Calibration Technicians\", under: \"17-3000\"}\n"
         "- {title: \"Metrologists\", under: \"17-2000\"}",
         Adoption::declined},
        {"D16", "soc2000", "retitle",
         "- {title: \"Timing Device Assemblers and Adjusters\", code: \"51-2093\","
         " takes: [{code: \"51-2093\", part: \"whole\"}]}",
         Adoption::adopted},
        {"D17", "soc2000", "new",
         "- {title: \"Clinical Nurse Specialists\", under: \"29-1000\","
         " takes: [{code: \"29-1111\", part: \"unknown\"}]}",
         Adoption::not_judged},
        {"D18", "soc2000", "new",
         "- {title: \"Community Health Workers\", code: \"21-1094\","
         " takes: [{code: \"21-1091\", part: \"part\"}, {code: \"21-1099\", part: \"part\"}]}",
         Adoption::adopted},
        {"D19", "soc2000", "new",
         "- {title: \"Ophthalmic Medical Technicians\", code: \"29-2057\","
         " takes: [{code: \"29-2099\", part: \"part\"}]}",
         Adoption::adopted},
        {"C10", "soc2000", "split",
         "- {code: \"29-2031\", takes: [{code: \"29-2031\", part: \"part\"}]}\n"
         "- {title: \"Vascular Technologists\", under: \"29-2030\","
         " takes: [{code: \"29-2031\", part: \"part\"}]}",
         Adoption::declined},
        {"C13", "soc2000", "new", "- {title: \"Arts Administrators and Managers\"}",
         Adoption::not_judged},
        {"C15", "soc2000", "new",
         "- {title: \"Supervisors of Home Health Aides\", under: \"31-0000\","
         " takes: [{code: \"31-1011\", part: \"unknown\"}]}",
         Adoption::declined},
        {"C01 D21", "soc2010", "new",
         "- {title: \"Clinical Nurse Specialists\", under: \"29-1000\","
         " takes: [{code: \"29-1141\", part: \"unknown\"}]}",
         Adoption::declined},
        {"C02", "soc2010", "new",
         "- {title: \"Patient Navigators\","
         " takes: [{code: \"21-1094\", part: \"unknown\", ours: true}]}",
         Adoption::declined},
        {"C03", "soc2010", "new",
         "- {title: \"Public Health Nurses\", reading: \"29-1140\","
         " takes: [{code: \"29-1141\", part: \"unknown\"}]}",
         Adoption::declined},
        {"C04", "soc2010", "merge",
         "- {title: \"Early childhood teaching levels\", under: \"25-0000\","
         " takes: [{code: \"39-9011\", part: \"whole\"}, {code: \"25-2011\", part: \"whole\"}]}",
         Adoption::declined},
        {"C08", "soc2010", "move",
         "- {under: \"29-1000\", takes: [{code: \"29-9091\", part: "
         "\"whole\"}]}",
         Adoption::declined},
        {"C09", "soc2010", "move",
         "- {under: \"29-1000\", takes: [{code: \"19-3031\", part: "
         "\"whole\"}]}",
         Adoption::declined},
        {"D09", "soc2010", "new", "- {title: \"Family Life Educators\"}", Adoption::not_judged},
    };
    return all;
}

/// @p request in the place of the requests of @p like, a revision of the same base.
Revision asked_of(const HistoricRequest& request, const Revision& like) {
    std::string items;
    std::istringstream lines(request.items);
    for (std::string line; std::getline(lines, line);) {
        items += "  " + line + "\n";
    }
    const auto text = fmt::format(
        "proposal: \"asked\"\nbase: \"{}\"\ntitle: \"{}\"\nkind: \"{}\"\nstatus: \"asked\"\n"
        "items:\n{}supporters: [{{name: \"Of an earlier cycle\", reference: \"{}\"}}]\n",
        request.base, request.references, request.kind, items, request.references);
    auto out = like;
    out.proposals = {std::get<Proposal>(read_yaml(text, "asked.yaml"))};
    out.scenario.proposals = {"asked"};
    return out;
}

}  // namespace

TEST_CASE("a revision that is written down as requests adopted all of them, and nothing else") {
    for (const auto codes : {RevisionCodes::given, RevisionCodes::open}) {
        for (const auto& [before, after] :
             {std::pair{"soc2000", "soc2010"}, std::pair{"soc2010", "soc2018"}}) {
            CAPTURE(before, codes == RevisionCodes::open);
            const auto all = verdicts_on(replayed(before, after, codes), after);
            CHECK_FALSE(all.matched);
            CHECK(all.requests.size() > 100);
            for (const auto& request : all.requests) {
                for (const auto& item : request.items) {
                    CAPTURE(request.proposal, item.asked, item.why);
                    CAPTURE(item.other.empty() ? "" : item.other.front().text);
                    CHECK(item.verdict == Adoption::adopted);
                }
                CHECK(request.verdict == Adoption::adopted);
            }
            for (const auto& change : all.unasked) {
                CAPTURE(to_string(change.kind), change.item->code.text());
                CHECK(change.item == nullptr);
            }
            CHECK(all.agrees());
        }
    }
}

TEST_CASE("a request that is not what came is not adopted, whatever is wrong with it") {
    const auto good = replayed("soc2010", "soc2018", RevisionCodes::given);
    using Damage = std::function<bool(Proposal&)>;
    const std::map<std::string, Damage> all = {
        {"title",
         [](Proposal& p) {
             for (auto& item : p.items) {
                 if (!item.title.empty()) {
                     item.title += " and Zymurgists";
                     return true;
                 }
             }
             return false;
         }},
        {"code",
         [](Proposal& p) {
             for (auto& item : p.items) {
                 if (item.code && item.takes.empty() && item.level.empty()) {
                     item.code = Code::parse("99-9998");
                     return true;
                 }
             }
             return false;
         }},
        {"group",
         [](Proposal& p) {
             for (auto& item : p.items) {
                 if (item.under && item.level.empty()) {
                     item.under = Code::parse("45-0000");
                     return p.id.find("45-") == std::string::npos;
                 }
             }
             return false;
         }},
        {"parts", [](Proposal& p) {
             for (auto& item : p.items) {
                 if (item.takes.size() > 1) {
                     item.takes.pop_back();
                     return true;
                 }
             }
             return false;
         }}};
    for (const auto& [what, damage] : all) {
        auto damaged = good;
        std::vector<bool> is_damaged;
        for (auto& proposal : damaged.proposals) {
            const auto before = proposal;
            is_damaged.push_back(damage(proposal));
            if (!is_damaged.back()) {
                proposal = before;
            }
        }
        const auto verdicts = verdicts_on(damaged, "soc2018");
        REQUIRE(verdicts.requests.size() == is_damaged.size());
        std::size_t damages = 0;
        for (std::size_t i = 0; i < is_damaged.size(); ++i) {
            CAPTURE(what, verdicts.requests[i].proposal);
            damages += is_damaged[i] ? 1U : 0U;
            CHECK((verdicts.requests[i].verdict == Adoption::adopted) == !is_damaged[i]);
        }
        CAPTURE(what);
        CHECK((damages > 5 || what == "code"));
    }
}

TEST_CASE("what a request asked for is what nobody asked for without it") {
    const auto all = replayed("soc2010", "soc2018", RevisionCodes::given);
    constexpr std::size_t every = 23;
    for (std::size_t i = 1; i < all.proposals.size(); i += every) {
        const auto& items = all.proposals[i].items;
        const bool is_of_group = items.empty() || !items.front().level.empty();
        if (is_of_group) {
            continue;  // made for what is asked to be in it, or left empty by that
        }
        auto less = all;
        less.scenario.proposals.erase(less.scenario.proposals.begin() +
                                      static_cast<std::ptrdiff_t>(i));
        CAPTURE(all.proposals[i].id);
        const auto verdicts = verdicts_on(less, "soc2018");
        CHECK(verdicts.of(Adoption::adopted) == all.proposals.size() - 1);
        CHECK_FALSE(verdicts.unasked.empty());
    }
}

TEST_CASE("requests of the cycles of 2010 and 2018 fared as is known") {
    const auto of_2010 = replayed("soc2000", "soc2010", RevisionCodes::given);
    const auto of_2018 = replayed("soc2010", "soc2018", RevisionCodes::given);
    for (const auto& request : historic_requests()) {
        const bool is_early = std::string_view{request.base} == "soc2000";
        const auto asked = asked_of(request, is_early ? of_2010 : of_2018);
        const auto verdicts = verdicts_on(asked, is_early ? "soc2010" : "soc2018");
        REQUIRE(verdicts.requests.size() == 1);
        const auto& found = verdicts.requests.front();
        CAPTURE(request.references, found.why, to_string(found.verdict));
        for (const auto& item : found.items) {
            CAPTURE(item.asked, item.why);
            CHECK(found.verdict == request.verdict);
        }
    }
}

TEST_CASE("what the lists of requests say of an outcome is no other than the verdict") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    std::map<std::string, std::string> outcomes;
    std::istringstream lines(read_file(*sources / "documents" / "soc2028_proposals_more.tsv"));
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            row.push_back(cell);
        }
        constexpr std::size_t outcome = 9;
        outcomes.emplace(row.at(0), row.at(outcome));
    }
    std::size_t compared = 0;
    for (const auto& request : historic_requests()) {
        std::istringstream references(request.references);
        for (std::string reference; references >> reference;) {
            const auto known = outcomes.find(reference);
            if (known == outcomes.end()) {
                continue;  // of the list without outcomes
            }
            CAPTURE(reference, known->second);
            const auto& text = known->second;
            const bool is_refused = text.rfind("refused", 0) == 0;
            const bool is_accepted = text.find("accepted") != std::string::npos;
            const bool is_changed = text.find("changed form") != std::string::npos;
            REQUIRE(is_refused != is_accepted);
            const auto wanted = is_changed    ? Adoption::otherwise
                                : is_accepted ? Adoption::adopted
                                              : Adoption::declined;
            CHECK((request.verdict == wanted ||
                   (is_refused && request.verdict == Adoption::not_judged)));
            ++compared;
        }
    }
    CHECK(compared == 9);
}
