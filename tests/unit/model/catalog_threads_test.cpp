// Run under ThreadSanitizer as well.
#include "socshift/catalog/builtin.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "support/model.hpp"
#include "support/threads.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

/// Editions e0, e1, … and a table from each to the next; counts what is made of them.
Catalog counted_catalog(std::size_t editions, std::atomic<int>& made) {
    CatalogParts sources;
    const auto name = [](std::size_t number) { return "e" + std::to_string(number); };
    for (std::size_t i = 0; i < editions; ++i) {
        auto edition = source_of(edition_data(name(i), {"only"}, {an_item("1", "only")}));
        edition.load = [&made, load = edition.load] {
            ++made;
            return load();
        };
        sources.editions.push_back(std::move(edition));
        if (i + 1 < editions) {
            auto table = source_of(table_data(name(i), name(i + 1), {a_link("1", "1")}));
            table.load = [&made, load = table.load] {
                ++made;
                return load();
            };
            sources.correspondences.push_back(std::move(table));
        }
    }
    return Catalog::make(std::move(sources));
}

}  // namespace

TEST_CASE("several threads ask a catalog at once, and each part of it is made once") {
    constexpr std::size_t editions = 12;
    std::atomic<int> made = 0;
    const auto catalog = counted_catalog(editions, made);
    const auto ids = catalog.edition_ids();
    const auto tables = catalog.correspondence_ids();
    const auto seen = on_threads(6, [&](std::size_t thread) {
        // As users do. NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
        const auto copy = catalog;
        std::vector<const void*> all(ids.size() + tables.size());
        for (std::size_t step = 0; step < all.size(); ++step) {  // each thread begins elsewhere
            const auto i = (thread * 5 + step) % all.size();
            if (i < ids.size()) {
                all[i] = &copy.edition(ids[i]);
            } else {
                const auto& [source, target] = tables[i - ids.size()];
                all[i] = copy.correspondence(source, target);
            }
        }
        return all;
    });
    CHECK(made == static_cast<int>(ids.size() + tables.size()));
    for (const auto& all : seen) {
        CHECK(all == seen.front());
    }
}

TEST_CASE("several threads ask for a draft at once, and it is built once") {
    const auto catalog = with_scenarios(builtin_catalog());
    const auto drafts = catalog.scenario_ids();
    REQUIRE_FALSE(drafts.empty());
    const auto seen =
        on_threads(4, [&](std::size_t /*thread*/) { return &catalog.edition(drafts.front()); });
    for (const auto* const draft : seen) {
        CHECK(draft == seen.front());
    }
    CHECK(seen.front()->header().status == Status::draft);
}
