#include "socshift/model/proposal.hpp"

#include "support/model.hpp"
#include "support/scenario.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

using Rules = std::vector<std::string>;

/// The rules that @p rest breaks, beside that nobody is named who asks for it.
Rules broken(std::string_view kind, std::string_view rest, std::string_view id = "x") {
    auto rules = rules_of(check(ask(id, kind, rest), bakery()));
    rules.erase(std::remove(rules.begin(), rules.end(), "no-supporter"), rules.end());
    return rules;
}

}  // namespace

TEST_CASE("the words of a proposal are read as they are printed", "[model]") {
    for (const auto* const word : {"new", "split", "merge", "move", "retitle", "recode", "retire",
                                   "definition", "restructure"}) {
        REQUIRE(value_of<ProposalKind>(word));
        CHECK(to_string(*value_of<ProposalKind>(word)) == word);
    }
    CHECK_FALSE(value_of<ProposalKind>("fresh"));
    CHECK(to_string(*value_of<ProposalStatus>("superseded")) == "superseded");
    CHECK_FALSE(value_of<ProposalStatus>("decided"));
    CHECK(to_string(*value_of<Part>("unknown")) == "unknown");
    CHECK_FALSE(value_of<Part>("all"));
}

TEST_CASE("a proposal must have what its kind needs", "[model]") {
    CHECK(broken("new",
                 "items:\n  - title: \"A\"\n    takes: [{code: \"11-1011\", part: "
                 "\"unknown\"}]\n")
              .empty());
    CHECK(broken("new", "") == Rules{"proposal-shape"});
    CHECK(broken("split", "items: [{title: \"A\"}]\n") == Rules{"proposal-shape"});
    CHECK(broken("definition", "items: [{title: \"A\"}]\n") == Rules{"proposal-shape"});
    CHECK(broken("move", "items: [{under: \"33-0000\"}]\n") == Rules{"proposal-shape"});
    CHECK(broken("merge", "items: [{title: \"A\"}, {title: \"B\"}]\n") == Rules{"proposal-shape"});
    CHECK(broken("retire", "retires: [\"11-1020\"]\n").empty());
    CHECK(broken("definition", "", "Not A Name") == Rules{"proposal-id"});
}

TEST_CASE("a proposal is checked against the edition it asks to change", "[model]") {
    CHECK(broken("new",
                 "items:\n  - title: \"A\"\n    takes: [{code: \"99-1011\", part: "
                 "\"part\"}]\n") == Rules{"unknown-base-code"});
    CHECK(broken("new", "items: [{title: \"A\", level: \"tiny\"}]\n") == Rules{"unknown-level"});
    CHECK(broken("new", "items: [{title: \"A\", reading: \"99-0000\"}]\n") ==
          Rules{"unknown-place"});
    CHECK(broken("new", "items: [{title: \"A\", under: \"33-0000\", reading: \"11-1010\"}]\n") ==
          Rules{"reading-elsewhere"});
    CHECK(broken("new", "items: [{title: \"A\", under: \"33-0000\", reading: \"33-9010\"}]\n")
              .empty());
    CHECK(broken("new", "items: [{title: \"A\"}]\nexhausts: [\"11-1011\"]\n") ==
          Rules{"exhausts-untaken"});
}

TEST_CASE("a share belongs to a part and has a source", "[model]") {
    const auto take = [](std::string_view rest) {
        return broken("new", "items:\n  - title: \"A\"\n    takes: [{code: \"11-1011\", " +
                                 std::string{rest} + "}]\n");
    };
    CHECK(take("part: \"part\", share: \"1/4\", share_source: \"a count\"").empty());
    CHECK(take("part: \"part\", share: \"1/4\"") == Rules{"take-share"});
    CHECK(take("part: \"part\", share_source: \"a count\"") == Rules{"take-share"});
    CHECK(take("part: \"whole\", share: \"1/4\", share_source: \"a count\"") ==
          Rules{"take-share"});
    CHECK(take("part: \"part\", share: \"1\", share_source: \"a count\"") == Rules{"take-share"});
    CHECK(broken("new",
                 "items:\n  - title: \"A\"\n    takes:\n      - {code: \"11-1011\", part: "
                 "\"part\"}\n      - {code: \"11-1011\", part: \"part\"}\n") ==
          Rules{"duplicate-take"});
}

TEST_CASE("an item, a title or a supporter without a name is found", "[model]") {
    CHECK(broken("new", "items:\n  - takes: [{code: \"11-1011\", part: \"part\"}]\n") ==
          Rules{"empty-title"});
    CHECK(broken("definition", "supporters: [{name: \"\"}]\n") == Rules{"empty-supporter"});
    CHECK(rules_of(check(ask("x", "definition", ""))) == Rules{"no-supporter"});
}

TEST_CASE("what is taken from a group is taken from its leaves but those excepted", "[model]") {
    const auto base = bakery();
    const Take all{code("11-0000"), Part::unknown, {}, "", {}, false, {}};
    CHECK(codes(taken_leaves(all, base)) == "11-1011 11-1012 11-1019 11-1021");
    const Take some{code("11-0000"), Part::unknown, {}, "", {code("11-1010")}, false, {}};
    CHECK(codes(taken_leaves(some, base)) == "11-1021");
    const Take none{code("99-0000"), Part::unknown, {}, "", {}, false, {}};
    CHECK(taken_leaves(none, base).empty());
}

TEST_CASE("a scenario names a proposal once", "[model]") {
    Scenario scenario{id("s"), id("b"), "S", parse_date("2030-01-01"), "soc", {"a", "b"}, {}, {}};
    CHECK(check(scenario).empty());
    scenario.proposals.emplace_back("a");
    CHECK(rules_of(check(scenario)) == Rules{"duplicate-proposal"});
}
