#include "socshift/previews/preview.hpp"

#include "socshift/base/error.hpp"
#include "socshift/previews/preview_comparison.hpp"
#include "support/model.hpp"
#include "support/scenario.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

const char* const carve =
    "items:\n  - title: \"A\"\n    takes: [{code: \"11-1019\", part: \"part\", share: \"1/4\", "
    "share_source: \"x\"}]\n";
const char* const guards_to_food =
    "items:\n  - under: \"11-1020\"\n    takes: [{code: \"33-9011\", part: \"whole\"}]\n";

Scenario scenario(const char* name, std::vector<std::string> proposals) {
    return {id(name), id("bakery"),         "A draft", parse_date("2030-01-01"),
            "soc",    std::move(proposals), {},        {}};
}

/// bakery() with two proposals and employment of its leaves.
Catalog requests() {
    const auto base = bakery();
    CatalogParts sources;
    sources.editions = {source_of(EditionData{base.header(), base.items(), {}, {}})};
    for (const auto& proposal :
         {ask("carve", "new", carve), ask("guards", "move", guards_to_food)}) {
        sources.proposals.push_back({proposal.id, [proposal] { return proposal; }});
    }
    Counts counts{"jobs", "Jobs", base.id(), "jobs", "persons", "2024", {}, {}, {}, {}};
    counts.rows = {{code("11-1011"), 100, {}}, {code("11-1019"), 40, {}}, {code("33-9011"), 9, {}}};
    sources.counts = {source_of(counts)};
    return Catalog::make(sources);
}

}  // namespace

TEST_CASE("a preview says what became of each request, and what it moves by itself") {
    const auto preview = make_preview(requests(), scenario("both", {"carve", "guards"}));
    CHECK(preview.counts == "jobs");
    const auto all = previewed_proposals(preview);
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == "carve");
    CHECK(all[0].kind == ProposalKind::fresh);
    CHECK(all[0].outcome == ProposalOutcome::built);
    REQUIRE(all[0].takes.size() == 1);
    CHECK(all[0].takes[0].code == code("11-1019"));
    CHECK(all[0].makes.size() == 1);
    CHECK(all[0].moves == Bounds{10, 10});
    CHECK(all[1].moves == Bounds{9, 9});
    CHECK(moving(preview, preview.touched) == Bounds{19, 19});
    CHECK_FALSE(changes_nothing(preview));
}

TEST_CASE("a preview counts what happens in each group") {
    const auto groups =
        previewed_groups(make_preview(requests(), scenario("both", {"carve", "guards"})));
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].group == NamedCode{code("11-0000"), "major", "Food"});
    CHECK(groups[0].touched == 1);
    CHECK(groups[0].fresh == 2);
    CHECK(groups[0].proposals == std::set<std::string>{"carve", "guards"});
    CHECK(groups[1].touched == 1);
    CHECK(groups[1].fresh == 0);
}

TEST_CASE("one request alone is a preview of its own, names that are not there are refused") {
    const auto both = scenario("both", {"carve", "guards"});
    const auto alone = make_preview(requests(), both, {{"guards"}, ""});
    CHECK(alone.scenario.title == "A draft; guards alone");
    REQUIRE(alone.touched.size() == 1);
    CHECK(alone.touched[0].item->code == code("33-9011"));
    CHECK_THROWS_AS(make_preview(requests(), both, {{"nobody"}, ""}), UnknownName);
    CHECK_THROWS_AS(make_preview(requests(), both, {{}, "nothing"}), UnknownName);
}

TEST_CASE("a copy of a preview is as good as the preview, whatever became of that") {
    std::optional<Preview> copy;
    {
        const auto preview = make_preview(requests(), scenario("both", {"guards"}));
        copy = preview;
    }
    REQUIRE(copy->touched.size() == 1);
    CHECK(copy->touched[0].item->title == "Guards");
    CHECK(copy->touched[0].item == copy->base().find("33-9011"));
}

TEST_CASE("two previews are compared by what they count, and by what fares differently") {
    const auto all = requests();
    const auto both = make_preview(all, scenario("both", {"carve", "guards"}));
    const auto one = make_preview(all, scenario("one", {"guards"}));
    const auto found = compare(both, one);
    CHECK(found.of_first.proposals == 2);
    CHECK(found.of_second.built == 1);
    CHECK(found.of_first.codes.at(Effect::loses) == 1);
    CHECK(found.of_second.codes.at(Effect::loses) == 0);
    CHECK(found.of_second.moving == Bounds{9, 9});
    CHECK(found.proposals ==
          std::vector<OutcomeDifference>{{"carve", ProposalOutcome::built, std::nullopt}});
    REQUIRE(found.codes.size() == 1);
    CHECK(found.codes[0].code.code == code("11-1019"));
    CHECK(found.codes[0].first.size() == 2);
    CHECK(found.codes[0].second == std::vector<Code>{code("11-1019")});
    CHECK_FALSE(found.agrees());
    CHECK(compare(one, one).agrees());
}
