// Requests in words, and what tables say of principles. That every number of the pages is one of
// the preview is tested in tests/python/test_preview_report.py.
#include "socshift/report/preview_report.hpp"

#include "socshift/base/error.hpp"
#include "socshift/report/asked_words.hpp"
#include "socshift/report/rule_evidence.hpp"
#include "support/model.hpp"
#include "support/scenario.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;
using namespace socshift::test;

namespace {

std::string words(const char* kind, const char* items) {
    std::string out;
    for (const auto& sentence : asked_in_words(bakery(), ask("asked", kind, items))) {
        out += (out.empty() ? "" : " | ") + sentence;
    }
    return out;
}

Catalog with(const Proposal& proposal) {
    const auto base = bakery();
    CatalogParts sources;
    sources.editions = {source_of(EditionData{base.header(), base.items(), {}, {}})};
    sources.proposals.push_back({proposal.id, [proposal] { return proposal; }});
    return Catalog::make(sources);
}

Scenario scenario_of(const Proposal& proposal) {
    return {id("draft"), id("bakery"),  "A draft", parse_date("2030-01-01"),
            "soc",       {proposal.id}, {},        {}};
}

RuleFinding principle(const Proposal& proposal, int number) {
    const auto preview = make_preview(with(proposal), scenario_of(proposal));
    return RuleEvidence(preview, preview.catalog.proposal(proposal.id)).of_principle(number);
}

}  // namespace

TEST_CASE("a request in words says what nobody said, and what is our reading", "[report]") {
    CHECK(words("new",
                "items:\n  - title: \"Pie Bakers\"\n    under: \"11-1010\"\n    takes:\n"
                "      - {code: \"11-1019\", part: \"part\", share: \"1/4\", share_source: "
                "\"a survey\"}\n"
                "      - {code: \"11-1011\", part: \"unknown\", ours: true}\n") ==
          "A new occupation, \"Pie Bakers\" in 11-1010 Bakers, out of 1/4 of 11-1019 Bakers, All "
          "Other (as a survey says); an unknown part of 11-1011 Bread Bakers (our reading).");
    CHECK(words("move",
                "items:\n  - under: \"11-1020\"\n    takes: [{code: \"33-9011\", part: "
                "\"whole\"}]\n") == "To move all of 33-9011 Guards, to be in 11-1020 Cooks.");
    CHECK(words("merge",
                "items:\n  - title: \"Bakers\"\n    takes: [{code: \"11-1011\", part: "
                "\"whole\"}, {code: \"11-1012\", part: \"whole\"}]\n") ==
          "Occupations joined in \"Bakers\": all of 11-1011 Bread Bakers; all of 11-1012 Cake "
          "Bakers.");
    CHECK(words("new", "items:\n  - title: \"Robots\"\n") ==
          "A new occupation, \"Robots\", out of what nobody said.");
    CHECK(words("definition", "") == "Definitions; no code is asked to change.");
    CHECK(words("merge", "") == "Which occupations are meant, nobody said.");
}

TEST_CASE("what is taken whole is told apart, and what is taken in part has to be", "[report]") {
    const auto whole = ask("guards", "move",
                           "items:\n  - under: \"11-1020\"\n    takes: [{code: \"33-9011\", part: "
                           "\"whole\"}]\n");
    const auto part = ask("pies", "new",
                          "items:\n  - title: \"Pie Bakers\"\n    takes: [{code: \"11-1019\", "
                          "part: \"unknown\"}]\n");
    CHECK(principle(whole, 1).judgement == Judgement::meets);
    CHECK(principle(part, 1).judgement == Judgement::strains);
    CHECK(principle(whole, 8).judgement == Judgement::no_bearing);
    CHECK(principle(part, 8).judgement == Judgement::meets);
    CHECK(principle(part, 8).evidence.find("11-1019 Bakers, All Other") != std::string::npos);
    CHECK(principle(whole, 2).judgement == Judgement::not_judged);
    CHECK(principle(whole, 9).judgement == Judgement::not_judged);
    CHECK(principle(part, 10).judgement == Judgement::strains);
    CHECK(principle(whole, 3).evidence ==
          "what is made is in 11-0000; whether planning and "
          "directing is the main work, tables do not say");
}

TEST_CASE("another classification than the SOC has no principles of the SOC", "[report]") {
    const auto part = ask("pies", "new",
                          "items:\n  - title: \"Pie Bakers\"\n    takes: [{code: \"11-1019\", "
                          "part: \"unknown\"}]\n");
    const auto report = comment_report(with(part), scenario_of(part), {});
    for (const auto& section : report.page.sections) {
        CHECK(section.key != "rules-pies");
    }
    CHECK(report.page.marked_title().starts_with("DRAFT "));
    CHECK(report_html(report).find("draft is a draft") != std::string::npos);
    CHECK(report_markdown(report, "").starts_with("# DRAFT "));
    CHECK_THROWS_AS(comment_report(with(part), scenario_of(part), {"nobody"}), UnknownName);
}

TEST_CASE("a briefing without data has the codes of the base, and says that it is a draft",
          "[report]") {
    const auto part = ask("pies", "new",
                          "items:\n  - title: \"Pie Bakers\"\n    takes: [{code: \"11-1019\", "
                          "part: \"unknown\"}]\n");
    const auto preview = make_preview(with(part), scenario_of(part));
    const auto report = preview_report(preview, std::nullopt, 0);
    CHECK(report.page.drafts == std::vector{id("draft")});
    std::vector<std::string> keys;
    for (const auto& section : report.page.sections) {
        keys.push_back(section.key);
    }
    CHECK(keys == std::vector<std::string>{"asked", "supporters", "codes", "comparable", "decide",
                                           "findings", "goes", "groups", "broken", "notes"});
}
