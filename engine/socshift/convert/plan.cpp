#include "socshift/convert/plan.hpp"

#include "socshift/base/error.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/convert/plan_groups.hpp"
#include "socshift/routes/level.hpp"
#include "socshift/weights/weights.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

Finding not_there(const Edition& edition, const Code& code, std::string_view side,
                  const Link& link) {
    return {Severity::error, fmt::format("unknown-{}", side), link.at,
            fmt::format("{} '{}' is not an item of {}", side, code.text(), edition.id().text())};
}

/// Where items of @p source go: those that links name, and leaves that go nowhere.
TargetsByItem read_targets(const Edition& source, const Edition& target,
                           const Correspondence& table) {
    TargetsByItem out(source.items().size());
    Findings findings;
    for (const auto& link : table.links()) {
        const auto* const from = source.find(link.source);
        const auto* const to = target.find(link.target);
        if (from == nullptr) {
            findings.push_back(not_there(source, link.source, "source", link));
        }
        if (to == nullptr) {
            findings.push_back(not_there(target, link.target, "target", link));
        }
        if (from != nullptr && to != nullptr) {
            out[source.index(*from)].push_back({to, known_share(table, link)});
        }
    }
    if (has_errors(findings)) {
        throw DataError(std::move(findings));
    }
    for (const auto& item : source.items()) {
        auto& targets = out[source.index(item)];
        if (targets.empty() && !source.is_leaf(item)) {
            continue;
        }
        if (const auto places = table.places(item.code); places.ends) {
            targets.push_back({nullptr, known_end(places)});
        }
    }
    return out;
}

std::vector<bool> read_partial(const Edition& source, const Correspondence& table) {
    std::vector<bool> out(source.items().size());
    for (const auto& item : source.items()) {
        out[source.index(item)] = source.is_leaf(item) && table.places(item.code).is_partial;
    }
    return out;
}

/// Leaves of which a part is astray, and groups of such leaves if @p groups are not set aside. A
/// group that is spread over @p targets has a place for every part of it.
std::vector<bool> read_astray(const Edition& source, const Correspondence& table,
                              const TargetsByItem& targets, Groups groups) {
    std::vector<bool> out(source.items().size());
    for (const auto& item : source.items()) {
        if (source.is_leaf(item)) {
            out[source.index(item)] = table.places(item.code).is_astray;
        } else if (groups == Groups::carry ||
                   (groups == Groups::spread && targets[source.index(item)].empty())) {
            const auto leaves = source.leaves(item);
            out[source.index(item)] =
                std::any_of(leaves.begin(), leaves.end(),
                            [&](const Item* leaf) { return table.places(leaf->code).is_astray; });
        }
    }
    return out;
}

/// Nothing goes where the share is 0.
void drop_empty(TargetsByItem& all) {
    for (auto& targets : all) {
        targets.erase(std::remove_if(targets.begin(), targets.end(),
                                     [](const PlanTarget& target) {
                                         return target.share && target.share->share.is_zero();
                                     }),
                      targets.end());
    }
}

}  // namespace

std::size_t likeliest(const std::vector<PlanTarget>& targets) {
    const auto best = std::max_element(
        targets.begin(), targets.end(),
        [](const PlanTarget& a, const PlanTarget& b) { return a.share->share < b.share->share; });
    return static_cast<std::size_t>(best - targets.begin());
}

Plan Plan::make(const Edition& source, const Edition& target, const Correspondence& table,
                const PlanOptions& options) {
    Plan plan{source, target};
    const auto& known = options.known == nullptr ? table : *options.known;
    if (!options.level.empty() && options.level != target.finest_level()) {
        const LevelPair levels{source.finest_level(), options.level};
        plan.targets_ = read_targets(source, target, at_level(table, source, target, levels));
        plan.known_ = read_targets(source, target, at_level(known, source, target, levels));
    } else {
        plan.targets_ = read_targets(source, target, table);
        plan.known_ = read_targets(source, target, known);
    }
    plan.partial_ = read_partial(source, known);
    plan.groups_ = options.groups;
    drop_empty(plan.targets_);
    if (options.groups != Groups::set_aside) {
        add_groups({source, target, plan.known_, plan.partial_}, options, plan.targets_);
    }
    plan.astray_ = read_astray(source, table, plan.targets_, options.groups);
    plan.boundary_moved_ = moved_by_exclusions_only(source, target, known);
    return plan;
}

std::vector<PlanBound> Plan::bounds(std::size_t item) const {
    const auto& at = source_->items()[item];
    if (known_[item].empty() && !source_->is_leaf(at)) {
        return group_bounds({*source_, *target_, known_, partial_}, at, candidates(item));
    }
    std::vector<PlanBound> out;
    for (const auto& known : known_[item]) {
        out.push_back({known.item, known.share ? known.share->share : Share{0, 1},
                       known.share ? known.share->share : Share::one()});
    }
    return out;
}

std::vector<const Item*> Plan::candidates(std::size_t item) const {
    const auto& at = source_->items()[item];
    std::vector<const Item*> out;
    if (known_[item].empty() && !source_->is_leaf(at)) {
        if (groups_ == Groups::spread && !targets_[item].empty()) {
            return spread_candidates({*source_, *target_, known_, partial_}, at);
        }
        for (const auto& target : targets_[item]) {
            out.push_back(target.item);
        }
        return out;
    }
    for (const auto& target : known_[item]) {
        out.push_back(target.item);
    }
    return out;
}

std::optional<Basis> Plan::basis(std::size_t item) const {
    std::optional<Basis> weakest;
    for (const auto& target : targets_[item]) {
        if (!target.share) {
            return std::nullopt;
        }
        weakest = weaker(weakest.value_or(target.share->basis), target.share->basis);
    }
    return weakest;
}

}  // namespace socshift
