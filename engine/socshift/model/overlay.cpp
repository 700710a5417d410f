#include "socshift/model/overlay.hpp"

#include "socshift/model/shelf.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

namespace socshift {

namespace {

/// Takes away what scenarios of @p all made of editions that @p replacing
/// replaces.
void drop_stale_scenarios(CatalogParts& all, const CatalogParts& replacing) {
    const auto is_replaced = [&](const EditionId& id) {
        return std::any_of(replacing.editions.begin(), replacing.editions.end(),
                           [&](const auto& e) { return e.header.id == id; });
    };
    if (replacing.editions.empty()) {
        return;
    }
    for (const auto& source : all.scenarios) {
        if (is_replaced(source.id) || !is_replaced(source.load().base)) {
            continue;
        }
        std::erase_if(all.editions, [&](const auto& e) { return e.header.id == source.id; });
        std::erase_if(all.correspondences, [&](const auto& c) {
            return c.source == source.id || c.target == source.id;
        });
    }
}

/// Whether @p edition is one of @p replaced, or extends one over any number of steps.
bool rests_on(const CatalogParts& all, const EditionId& edition,
              const std::set<EditionId>& replaced) {
    std::set<EditionId> seen;
    for (std::optional<EditionId> at = edition; at && seen.insert(*at).second;) {
        if (replaced.count(*at) != 0) {
            return true;
        }
        const auto found =
            std::find_if(all.editions.begin(), all.editions.end(),
                         [&](const auto& source) { return source.header.id == *at; });
        at = found == all.editions.end() ? std::nullopt : found->header.extends;
    }
    return false;
}

/// Takes away what was worked out of editions and tables that @p replacing replaces, or that rest
/// on them. What was worked out of those that replace them is of the catalog that @p all is, in
/// which they are the last.
void forget_known(CatalogParts& all, const CatalogParts& replacing) {
    std::set<EditionId> editions;
    for (const auto& source : replacing.editions) {
        editions.insert(source.header.id);
    }
    for (std::size_t i = 0; i + replacing.editions.size() < all.editions.size(); ++i) {
        auto& source = all.editions[i];
        if (rests_on(all, source.header.id, editions)) {
            source.findings = {};
            source.to_extended.reset();
        }
    }
    for (std::size_t i = 0; i + replacing.correspondences.size() < all.correspondences.size();
         ++i) {
        auto& source = all.correspondences[i];
        if (rests_on(all, source.source, editions) || rests_on(all, source.target, editions)) {
            source.findings = {};
            source.known.reset();
        }
    }
}

}  // namespace

CatalogParts overlaid(CatalogParts all, const CatalogParts& sources) {
    replace(all.editions, sources.editions);
    drop_stale_scenarios(all, sources);
    replace(all.correspondences, sources.correspondences);
    replace(all.counts, sources.counts);
    replace(all.proposals, sources.proposals);
    replace(all.scenarios, sources.scenarios);
    replace(all.rates, sources.rates);
    replace(all.titles, sources.titles);
    if (!sources.titles.empty() || !sources.editions.empty() || !sources.correspondences.empty() ||
        !sources.proposals.empty()) {
        all.ready_titles.clear();
    }
    forget_known(all, sources);
    return all;
}

}  // namespace socshift
