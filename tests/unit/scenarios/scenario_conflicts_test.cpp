// Each conflict is a finding by name, and what is in conflict is left out.
#include "support/model.hpp"
#include "support/scenario.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Rules = std::vector<std::string>;

Proposal takes(std::string_view id, std::string_view kind, const std::string& title,
               const std::string& code, const std::string& part, const std::string& more = "") {
    return ask(id, kind,
               "items:\n  - title: \"" + title + "\"\n" + more + "    takes: [{code: \"" + code +
                   "\", part: \"" + part + "\"}]\n");
}

/// The one rule, and that none of the proposals was built.
void check_conflict(const std::vector<Proposal>& proposals, const std::string& rule) {
    const auto built = build(proposals);
    CHECK(rules_of(built.findings) == Rules{rule});
    for (const auto& [id, outcome] : built.outcomes) {
        CHECK(outcome == ProposalOutcome::conflict);
    }
    CHECK(built.edition.items.size() == bakery().items().size());
}

}  // namespace

TEST_CASE("two proposals cannot both take the whole of a code", "[history]") {
    check_conflict(
        {takes("a", "new", "A", "11-1021", "whole"), takes("b", "new", "B", "11-1021", "whole")},
        "taken-twice");
    check_conflict({takes("a", "retitle", "A", "11-1021", "whole"),
                    takes("b", "new", "B", "11-1021", "whole")},
                   "taken-twice");
    check_conflict({takes("a", "retitle", "A", "11-1021", "whole"),
                    takes("b", "retitle", "B", "11-1021", "whole")},
                   "taken-twice");
    check_conflict(
        {takes("a", "new", "A", "11-1021", "whole"), takes("b", "new", "B", "11-1021", "part")},
        "part-of-taken");
}

TEST_CASE("changes of one code that can be made together are no conflict", "[history]") {
    const auto built = build({takes("a", "retitle", "A", "11-1021", "whole"),
                              ask("b", "move",
                                  "items:\n  - under: \"33-0000\"\n    takes: [{code: "
                                  "\"11-1021\", part: \"whole\"}]\n"),
                              takes("c", "new", "C", "11-1021", "part")});
    CHECK(built.findings.empty());
    CHECK(goes_to(built, "11-1021") == "11-1022p 33-9021p");
}

TEST_CASE("nothing can be put into a group that is retired", "[history]") {
    check_conflict({takes("a", "new", "A", "11-1021", "part", "    under: \"33-9010\"\n"),
                    ask("b", "retire", "retires: [\"33-9010\"]\n")},
                   "retired-place");
}

TEST_CASE("a title that is in use cannot be given", "[history]") {
    check_conflict({takes("a", "new", "cake bakers", "11-1021", "part")}, "title-in-use");
    check_conflict(
        {takes("a", "new", "A", "11-1021", "part"), takes("b", "new", "A", "11-1011", "part")},
        "title-in-use");
}

TEST_CASE("a code that is in use, was in use, or meant something else is refused", "[history]") {
    check_conflict({takes("a", "new", "A", "11-1021", "part", "    code: \"11-1012\"\n")},
                   "code-in-use");
    check_conflict({takes("a", "new", "A", "11-1021", "part", "    code: \"11-1022\"\n"),
                    takes("b", "new", "B", "11-1021", "part", "    code: \"11-1022\"\n")},
                   "code-in-use");
    check_conflict({takes("a", "new", "A", "11-1021", "part", "    code: \"11-1013\"\n")},
                   "returning-code");
    const auto built =
        build({takes("a", "new", "A", "11-1012", "whole"),
               takes("b", "new", "B", "11-1021", "part", "    code: \"11-1012\"\n")});
    CHECK(rules_of(built.findings) == Rules{"kept-code-unlinked"});
    CHECK(built.outcomes.at("a") == ProposalOutcome::built);
    CHECK(built.outcomes.at("b") == ProposalOutcome::conflict);
}

TEST_CASE("a merge across major groups is built, with a warning", "[history]") {
    const auto built = build({ask("a", "merge",
                                  "items:\n  - title: \"A\"\n    under: \"11-1010\"\n    takes:\n"
                                  "      - {code: \"11-1021\", part: \"whole\"}\n      - {code: "
                                  "\"33-9011\", part: \"whole\"}\n")});
    CHECK(rules_of(built.findings) == Rules{"merge-across-groups"});
    CHECK_FALSE(has_errors(built.findings));
    CHECK(goes_to(built, "33-9011") == "11-1014p");
}

TEST_CASE("what cannot be done is said when the draft is finished", "[history]") {
    CHECK(rules_of(build({ask("a", "retire", "retires: [\"11-1010\"]\n")}).findings) ==
          Rules{"retired-with-children"});
    CHECK(rules_of(build({ask("a", "retire", "retires: [\"11-1012\"]\n")}).findings) ==
          Rules{"retired-unlinked"});
    auto other = ask("a", "definition", "");
    other.base = id("elsewhere");
    CHECK(rules_of(build({other}).findings) == Rules{"proposal-base"});
    const auto share = [](std::string_view name, const std::string& title) {
        return ask(name, "new",
                   "items:\n  - title: \"" + title +
                       "\"\n    takes: [{code: \"11-1021\", part: \"part\", share: \"2/3\", "
                       "share_source: \"x\"}]\n");
    };
    CHECK(rules_of(build({share("a", "A"), share("b", "B")}).findings) == Rules{"share-sum"});
}

TEST_CASE("without rules, a code must be given", "[history]") {
    const auto base = bakery();
    const auto proposal = takes("a", "new", "A", "11-1021", "part");
    Scenario scenario{id("draft"), id("bakery"), "A draft", parse_date("2030-01-01"),
                      "given",     {"a"},        {},        {}};
    CHECK(rules_of(build_scenario(base, {}, scenario, {&proposal}).findings) == Rules{"no-code"});
    scenario.coding = "mine";
    CHECK(rules_of(build_scenario(base, {}, scenario, {}).findings) == Rules{"unknown-coding"});
}
