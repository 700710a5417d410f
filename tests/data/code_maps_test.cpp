#include "socshift/catalog/builtin.hpp"
#include "socshift/changes/family.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/routes/level.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace socshift;

namespace {

/// The cardinality of each source code, by families over the whole table.
std::map<std::string, Cardinality> by_families(const Correspondence& table, const Edition& source,
                                               const Edition& target, const LevelPair& levels) {
    std::map<std::string, Cardinality> out;
    for (const auto& family :
         families({codes_at(source, levels.source), codes_at(target, levels.target)}, {&table})) {
        for (const auto& code : family.sources()) {
            out.emplace(code.text(), family.cardinality());
        }
    }
    return out;
}

}  // namespace

TEST_CASE("one code at a time is mapped as the whole table is, between all editions") {
    const auto& catalog = builtin_catalog();
    const auto& source =
        catalog.edition(EditionId::parse(GENERATE("soc2010", "soc2018", "onet2010")));
    RouteFinder finder{catalog};
    for (const auto& id : catalog.edition_ids()) {
        const auto route = finder.find(source.id(), id);
        if (!route) {
            continue;
        }
        CAPTURE(id.text());
        const auto& target = catalog.edition(id);
        const CodeMap map{catalog, *route};
        auto asked = source.levels();
        asked.emplace_back();  // the leaves on both sides
        for (const auto& level : asked) {
            const auto levels =
                level.empty() ? leaf_levels(source, target) : levels_named(source, target, level);
            const auto table = at_level(finder.composed(*route), source, target, levels);
            const auto cardinality = by_families(table, source, target, levels);
            const auto all = map.all(level);
            for (std::size_t i = 0; i < all.size(); ++i) {
                const auto& answer = all[i];
                const auto& item = *source.find(answer.source.code);
                REQUIRE(answer == mapped(table, source, item, target,
                                         cardinality.at(answer.source.code.text())));
                // A code is looked at on its own level, or as a leaf.
                if (i % 10 == 0 && levels_for(source, item, target) == levels) {
                    REQUIRE(answer == map.find(answer.source.code.text()));
                }
            }
        }
    }
}
