// What a revision did that its crosswalk does not show, in the three SOC editions, and the figures
// that the publisher printed (crosswalks/us-soc/published-figures.csv names the documents).
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/definitions.hpp"
#include "socshift/catalog/published_figures.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/changes/residual_drift.hpp"
#include "socshift/changes/revision_figures.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/routes/route.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace socshift;
using namespace socshift::test;

namespace {

const Edition& edition(const char* name) {
    return builtin_catalog().edition(EditionId::parse(name));
}

Correspondence leaves(const char* before, const char* after) {
    return between(builtin_catalog(), EditionId::parse(before), EditionId::parse(after));
}

/// By name: what is counted, less what was published.
std::map<std::string, std::int64_t> differences(const char* before, const char* after,
                                                const RevisedItems& revised, DefinitionRung cut) {
    std::map<std::string, std::int64_t> out;
    for (const auto& figure : builtin_published_figures()) {
        const auto counted = counted_by(revised, figure.figure, cut);
        if (figure.before.text() == before && figure.after.text() == after && counted) {
            out.emplace(figure.figure, static_cast<std::int64_t>(counted->size()) - figure.value);
        }
    }
    return out;
}

using Differences = std::map<std::string, std::int64_t>;

}  // namespace

TEST_CASE("20 of the 42 splits from 2010 to 2018 start in an All Other", "[data]") {
    const auto drift =
        residual_drift(edition("soc2010"), edition("soc2018"), leaves("soc2010", "soc2018"));
    CHECK(drift.divided == 42);
    CHECK(drift.divided_residuals == 20);
    CHECK(drift.residuals_before == 73);
    CHECK(drift.residuals_after == 76);
    CHECK(drift.of(Drift::left) == 33);
    CHECK(drift.of(Drift::entered) == 12);
    CHECK(drift.of(Drift::stayed) == 27);
    CHECK(drift.residuals_untouched == 47);
}

TEST_CASE("the exclusions of 2010 are all found again in 2018, or dropped", "[data]") {
    const auto table = leaves("soc2010", "soc2018");
    const auto changes = exclusion_changes(edition("soc2010"), edition("soc2018"), table);
    CHECK(changes.before == 314);
    CHECK(changes.after == 441);
    CHECK(changes.of(ExclusionFate::kept) == 285);
    CHECK(changes.of(ExclusionFate::split) == 8);
    CHECK(changes.of(ExclusionFate::merged) == 7);
    CHECK(changes.of(ExclusionFate::retargeted) == 3);
    CHECK(changes.of(ExclusionFate::stale) == 0);
    CHECK(changes.of(ExclusionFate::dropped) == 17);
    CHECK(changes.of(ExclusionFate::added) == 140);
    const auto only = moved_by_exclusions_only(edition("soc2010"), edition("soc2018"), table);
    CHECK(only.size() == 50);
    const auto flagged =
        diff(builtin_catalog(), EditionId::parse("soc2010"), EditionId::parse("soc2018"));
    CHECK(flagged.counts.only_exclusions == only.size());
}

TEST_CASE("what one way was added the other way was dropped", "[data]") {
    for (const auto& [before, after] :
         {std::pair{"soc2000", "soc2010"}, std::pair{"soc2010", "soc2018"}}) {
        const auto table = leaves(before, after);
        const auto forth = exclusion_changes(edition(before), edition(after), table);
        const auto back = exclusion_changes(edition(after), edition(before), table.reversed());
        CHECK(forth.of(ExclusionFate::kept) == back.of(ExclusionFate::kept));
        CHECK(forth.of(ExclusionFate::added) == back.of(ExclusionFate::dropped));
        CHECK(forth.of(ExclusionFate::dropped) == back.of(ExclusionFate::added));
    }
}

TEST_CASE("every edition keeps its own exclusions", "[data]") {
    for (const auto& id : builtin_catalog().edition_ids()) {
        const auto& whole = builtin_catalog().edition(id);
        const auto changes = exclusion_changes(whole, whole, identity(whole));
        INFO(id.text());
        CHECK(changes.of(ExclusionFate::kept) == changes.changes.size());
    }
}

TEST_CASE("the published figures of code and title are met but for one occupation", "[data]") {
    const auto first =
        revised_items(edition("soc2000"), edition("soc2010"), leaves("soc2000", "soc2010"));
    CHECK(differences("soc2000", "soc2010", first, DefinitionRung::marks) ==
          Differences{{"added", 1}, {"given-up", 0}, {"regrouped", 0}});
    const auto second =
        revised_items(edition("soc2010"), edition("soc2018"), leaves("soc2010", "soc2018"));
    CHECK(differences("soc2010", "soc2018", second, DefinitionRung::marks) ==
          Differences{{"code-changed", 0}, {"title-changed", 0}});
}

TEST_CASE("the published figures of definitions are met as nearly as the page says", "[data]") {
    const auto sources = sources_or_skip();
    if (!sources) {
        return;
    }
    const auto read = [&](const char* name) {
        return read_definitions(*sources / "soc" / (std::string{name} + "_definitions.csv"));
    };
    const auto texts2000 = read("soc2000");
    const auto texts2010 = read("soc2010");
    const auto texts2018 = read("soc2018");
    const auto first = revised_items(edition("soc2000"), edition("soc2010"),
                                     leaves("soc2000", "soc2010"), &texts2000, &texts2010);
    CHECK(differences("soc2000", "soc2010", first, DefinitionRung::wording) ==
          Differences{{"NNN", 3},
                      {"NNY", -3},
                      {"NYY", -1},
                      {"YYY", -1},
                      {"NYN", 2},
                      {"YNY", 2},
                      {"YNN", -2},
                      {"YYN", 0},
                      {"added", 1},
                      {"given-up", 0},
                      {"regrouped", 0}});
    const auto second = revised_items(edition("soc2010"), edition("soc2018"),
                                      leaves("soc2010", "soc2018"), &texts2010, &texts2018);
    CHECK(differences("soc2010", "soc2018", second, DefinitionRung::marks) ==
          Differences{{"unchanged", 18},
                      {"definition-changed", -12},
                      {"definition-editorial", 0},
                      {"code-changed", 0},
                      {"title-changed", 0}});
}

TEST_CASE("every published figure is one that can be counted, and says where it is from") {
    for (const auto& figure : builtin_published_figures()) {
        CAPTURE(figure.figure);
        CHECK((rests_on_definitions(figure.figure) ||
               counted_by({}, figure.figure, DefinitionRung::marks).has_value()));
        CHECK_FALSE(figure.title.empty());
        CHECK_FALSE(figure.document.empty());
        CHECK(builtin_catalog().has_edition(figure.before));
        CHECK(builtin_catalog().has_edition(figure.after));
    }
}
