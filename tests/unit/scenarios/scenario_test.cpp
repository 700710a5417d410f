#include "socshift/scenarios/scenario.hpp"

#include "socshift/base/error.hpp"
#include "support/model.hpp"
#include "support/scenario.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

const char* const carve_bread =
    "items:\n  - title: \"Sourdough Bakers\"\n    takes: [{code: \"11-1011\", part: \"part\"}]\n";

const Item* item(const BuiltScenario& built, std::string_view wanted) {
    const auto found = std::find_if(built.edition.items.begin(), built.edition.items.end(),
                                    [&](const Item& i) { return i.code.text() == wanted; });
    return found == built.edition.items.end() ? nullptr : &*found;
}

/// Every promise that a built scenario makes of itself.
void check_sound(const BuiltScenario& built) {
    const auto base = bakery();
    const auto draft = Edition::make(built.edition);
    CHECK_FALSE(has_errors(check(built.table, base, draft)));
    CHECK(draft.header().status == Status::draft);
}

}  // namespace

TEST_CASE("carving out of an occupation leaves a remainder", "[history]") {
    const auto built = build({ask("a", "new", carve_bread)});
    CHECK(built.findings.empty());
    check_sound(built);
    CHECK(code_of(built, "Sourdough Bakers") == "11-1014p");  // 11-1013 was used before
    CHECK(goes_to(built, "11-1011") == "11-1011 11-1014p");
    CHECK(item(built, "11-1011")->title == "Bread Bakers");
    const auto& made = *item(built, "11-1014p");
    CHECK(made.parent == code("11-1010"));
    CHECK(made.attributes.at("provisional") == "yes");
    CHECK(made.attributes.at("proposal") == "a");
    CHECK(item(built, "11-1012")->attributes.empty());
    CHECK(built.outcomes.at("a") == ProposalOutcome::built);
}

TEST_CASE("links say by which row of which proposal they were made", "[history]") {
    const auto built = build({ask("a", "new", carve_bread)});
    for (const auto& link : built.table.links) {
        const bool is_new = link.source.text() == "11-1011";
        CHECK(link.at.file == (is_new ? "a.yaml" : "f.yaml"));
    }
}

TEST_CASE("carving out of an All Other leaves it", "[history]") {
    const auto built =
        build({ask("a", "split",
                   "items:\n  - title: \"Pie Bakers\"\n    takes: [{code: \"11-1019\", part: "
                   "\"part\"}]\n  - title: \"Bun Bakers\"\n    takes: [{code: \"11-1019\", part: "
                   "\"part\"}]\n")});
    check_sound(built);
    CHECK(goes_to(built, "11-1019") == "11-1014p 11-1015p 11-1019");
    CHECK(code_of(built, "Bun Bakers") == "11-1014p");  // by title
    CHECK(item(built, "11-1019")->residual);
}

TEST_CASE("a split that does not exhaust an occupation gets a residual", "[history]") {
    const std::string parts =
        "items:\n  - title: \"Rye Bakers\"\n    takes: [{code: \"11-1021\", part: \"part\"}]\n"
        "  - title: \"Oat Bakers\"\n    takes: [{code: \"11-1021\", part: \"part\"}]\n";
    const auto built = build({ask("a", "split", parts)});
    check_sound(built);
    CHECK(goes_to(built, "11-1021") == "11-1022p 11-1023p 11-1029p");
    CHECK(code_of(built, "Cooks, All Other") == "11-1029p");
    CHECK(item(built, "11-1029p")->residual);
    CHECK(item(built, "11-1021") == nullptr);

    const auto whole = build({ask("a", "split", parts + "exhausts: [\"11-1021\"]\n")});
    CHECK(goes_to(whole, "11-1021") == "11-1022p 11-1023p");
}

TEST_CASE("a move into a major group makes a broad group of its own", "[history]") {
    const auto built = build({ask("a", "move",
                                  "items:\n  - under: \"33-0000\"\n    takes: [{code: "
                                  "\"11-1021\", part: \"whole\"}]\n")});
    check_sound(built);
    CHECK(built.findings.empty());
    CHECK(goes_to(built, "11-1021") == "33-9021p");
    CHECK(code_of(built, "Cooks", "broad") == "33-9020p");
    CHECK(item(built, "33-9021p")->parent == code("33-9020p"));
    CHECK(item(built, "11-1020") == nullptr);  // nothing is left in it
    CHECK(item(built, "11-1000") != nullptr);
}

TEST_CASE("titles, codes and merges change what they say and nothing else", "[history]") {
    const auto retitled = build({ask("a", "retitle",
                                     "items:\n  - title: \"Chefs\"\n    takes: [{code: "
                                     "\"11-1021\", part: \"whole\"}]\n")});
    check_sound(retitled);
    CHECK(item(retitled, "11-1021")->title == "Chefs");
    CHECK(goes_to(retitled, "11-1021") == "11-1021");

    const auto recoded = build({ask("a", "recode",
                                    "items:\n  - code: \"11-1028\"\n    takes: [{code: "
                                    "\"11-1021\", part: \"whole\"}]\n")});
    check_sound(recoded);
    CHECK(goes_to(recoded, "11-1021") == "11-1028");
    CHECK(item(recoded, "11-1028")->attributes.count("provisional") == 0);

    const auto merged = build({ask("a", "merge",
                                   "items:\n  - title: \"Bakers\"\n    takes:\n      - {code: "
                                   "\"11-1011\", part: \"whole\"}\n      - {code: \"11-1012\", "
                                   "part: \"whole\"}\n")});
    check_sound(merged);
    CHECK(goes_to(merged, "11-1011") == "11-1014p");
    CHECK(goes_to(merged, "11-1012") == "11-1014p");
}

TEST_CASE("a request that says too little is kept out, with a note", "[history]") {
    const auto built =
        build({ask("a", "new", "items: [{title: \"Somebody\"}]\n"), ask("b", "definition", ""),
               ask("c", "merge", "items: [{under: \"11-0000\"}]\n"),
               ask("d", "new", "items: [{title: \"Others\", under: \"11-0000\"}]\n")});
    CHECK(rules_of(built.findings) ==
          std::vector<std::string>{"not-built", "not-built", "not-built"});
    CHECK(built.outcomes.at("a") == ProposalOutcome::too_little);
    CHECK(built.outcomes.at("b") == ProposalOutcome::no_structure);
    CHECK(built.edition.items.size() == bakery().items().size());
    CHECK(built.findings[0].message == "'a' is left out: it does not say where, nor from what");
    CHECK(built.findings[2].message ==
          "'d' is left out: it only says '11-0000', not where in there");
}

TEST_CASE("a request that takes from several groups and names none says from what", "[history]") {
    const auto built = build({ask("a", "new",
                                  "items:\n  - title: \"Night Bakers\"\n    takes:\n      - {code: "
                                  "\"11-1011\", part: \"unknown\"}\n      - {code: \"33-9011\", "
                                  "part: \"unknown\"}\n")});
    REQUIRE(built.findings.size() == 1);
    CHECK(built.findings[0].message ==
          "'a' is left out: it does not say where, and what it takes from is in no one group");
}

TEST_CASE("shares that a proposal states are those of the table", "[history]") {
    const auto built = build({ask("a", "new",
                                  "items:\n  - title: \"Sourdough Bakers\"\n    takes: [{code: "
                                  "\"11-1011\", part: \"part\", share: \"1/4\", share_source: "
                                  "\"a count\"}]\n")});
    check_sound(built);
    CHECK(goes_to(built, "11-1011") == "11-1011=3/4 11-1014p=1/4");
}

TEST_CASE("an item may be put into a group that another proposal makes", "[history]") {
    const auto group = ask("z", "new",
                           "items: [{title: \"Drivers\", level: \"broad\", code: \"11-1030\", "
                           "under: \"11-1000\"}]\n");
    const auto member = ask("a", "new",
                            "items:\n  - title: \"Van Drivers\"\n    under: \"11-1030\"\n    "
                            "takes: [{code: \"11-1021\", part: \"part\"}]\n");
    const auto built = build({member, group});
    CHECK(built.findings.empty());
    check_sound(built);
    CHECK(code_of(built, "Van Drivers") == "11-1031p");
}

TEST_CASE("proposals that wait for each other are a finding", "[history]") {
    const auto a = ask("a", "new",
                       "items: [{title: \"A\", level: \"minor\", code: \"11-3000\", under: "
                       "\"12-0000\"}]\n");
    const auto b = ask("b", "new",
                       "items: [{title: \"B\", level: \"major\", code: \"12-0000\", under: "
                       "\"11-3000\"}]\n");
    const auto built = build({a, b});
    CHECK(rules_of(built.findings) == std::vector<std::string>{"proposal-cycle", "proposal-cycle"});
    CHECK(built.outcomes.at("a") == ProposalOutcome::conflict);
}

TEST_CASE("a scenario becomes an edition of the catalog, made when it is asked for", "[history]") {
    CatalogParts sources;
    auto base = bakery();
    EditionData data{base.header(), base.items(), base.notes(), {}};
    sources.editions.push_back(source_of(data));
    const auto proposal = ask("a", "new", carve_bread);
    sources.proposals.push_back({"a", [proposal] { return proposal; }});
    Scenario scenario{id("draft"), id("bakery"), "A draft", parse_date("2030-01-01"),
                      "soc",       {"a"},        {},        {}};
    sources.scenarios.push_back({scenario.id, [scenario] { return scenario; }});
    const auto catalog = with_scenarios(Catalog::make(sources));
    CHECK(catalog.header(id("draft")).follows == id("bakery"));
    CHECK(catalog.edition(id("draft")).find("11-1013p") != nullptr);
    CHECK(catalog.correspondence(id("bakery"), id("draft"))->links().size() == 6);

    scenario.proposals = {"b"};
    const auto broken = with_scenario(catalog, scenario);
    CHECK(message_of<DataError>([&] {
              (void)broken.edition(id("draft"));
          }).find("[unknown-proposal]") != std::string::npos);
    CHECK(catalog.proposal_ids() == std::vector<std::string>{"a"});
    CHECK(message_of<UnknownName>([&] { (void)catalog.proposal("aa"); }) ==
          "unknown proposal 'aa'; did you mean 'a'?");
}

TEST_CASE("notes go on pointing at what they pointed at", "[history]") {
    const auto base = bakery();
    EditionData data{base.header(), base.items(), {}, {}};
    data.notes = {{code("11-1011"), NoteRelation::excludes, code("11-1021"), {}, "", {}},
                  {code("11-1021"), NoteRelation::excludes, code("11-1011"), {}, "", {}}};
    const auto noted = Edition::make(data);
    const auto proposal = ask("a", "recode",
                              "items:\n  - code: \"11-1028\"\n    takes: [{code: \"11-1021\", "
                              "part: \"whole\"}]\n");
    const Scenario scenario{id("draft"), id("bakery"), "A draft", parse_date("2030-01-01"),
                            "soc",       {"a"},        {},        {}};
    const auto built = build_scenario(noted, {}, scenario, {&proposal});
    REQUIRE(built.edition.notes.size() == 2);
    CHECK(built.edition.notes[1].item == code("11-1028"));
    const auto found = rules_of(check(built.edition));
    CHECK(std::count(found.begin(), found.end(), "note-dangling") == 1);
}

TEST_CASE("where a group has no number left a group of its own is made", "[history]") {
    std::vector<Proposal> all;
    for (const auto* const name : {"a", "b", "c", "d", "e", "f"}) {
        all.push_back(ask(name, "new",
                          "items:\n  - title: \"Bakers of " + std::string{name} +
                              "\"\n    takes: [{code: \"11-1011\", part: \"part\"}]\n"));
    }
    const auto built = build(all);
    CHECK(built.findings.empty());
    check_sound(built);
    CHECK(code_of(built, "Bakers of e") == "11-1018p");
    CHECK(code_of(built, "Bakers of f") == "11-1031p");
    CHECK(code_of(built, "Bakers of f", "broad") == "11-1030p");
    CHECK(item(built, "11-1031p")->parent == code("11-1030p"));
}

TEST_CASE("notes of what is gone are notes of what takes from it", "[history]") {
    const auto base = bakery();
    EditionData data{base.header(), base.items(), {}, {}};
    data.notes = {{code("11-1011"), NoteRelation::excludes, code("11-1012"), {}, "", {}},
                  {code("11-1011"), NoteRelation::excludes, code("11-1021"), {}, "", {}},
                  {code("11-1012"), NoteRelation::excludes, code("11-1021"), {}, "", {}},
                  {code("11-1021"), NoteRelation::excludes, {}, {}, "waiters", {}}};
    const auto noted = Edition::make(data);
    const auto merge = ask("a", "merge",
                           "items:\n  - title: \"Bakers of All\"\n    takes: [{code: "
                           "\"11-1011\", part: \"whole\"}, {code: \"11-1012\", part: "
                           "\"whole\"}]\n");
    const auto split = ask("b", "split",
                           "items:\n  - title: \"Soup Cooks\"\n    takes: [{code: \"11-1021\", "
                           "part: \"part\"}]\n  - title: \"Meat Cooks\"\n    takes: [{code: "
                           "\"11-1021\", part: \"part\"}]\nexhausts: [\"11-1021\"]\n");
    const Scenario scenario{id("draft"), id("bakery"), "A draft", parse_date("2030-01-01"),
                            "soc",       {"a", "b"},   {},        {}};
    const auto built = build_scenario(noted, {}, scenario, {&merge, &split});
    CHECK(built.findings.empty());
    std::string notes;
    for (const auto& note : built.edition.notes) {
        notes += note.item.text() + " " + (note.ref ? note.ref->text() : note.phrase) + "; ";
    }
    // Cake bakers are a part of the merged ones now, so these cannot exclude them.
    CHECK(notes == "11-1013p 11-1021; 11-1022p waiters; 11-1023p waiters; ");
}

TEST_CASE("a scenario with other proposals says in its title how it differs") {
    const Scenario scenario{id("draft"), id("bakery"), "A draft", parse_date("2030-01-01"),
                            "soc",       {"a", "b"},   {},        {}};
    const auto changed = with_proposals(scenario, {"b", "c"}, {"a"});
    CHECK(changed.scenario.proposals == std::vector<std::string>{"b", "c"});
    CHECK(changed.change == "; with b, c; without a");
    CHECK(changed.scenario.title == "A draft; with b, c; without a");
    CHECK(with_proposals(scenario, {}, {}).scenario.title == "A draft");
    CHECK_THROWS_AS(with_proposals(scenario, {}, {"c"}), NotInScenario);
}
