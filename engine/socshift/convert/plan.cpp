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
    plan.add_sets(options);
    const bool are_groups_carried = options.groups != Groups::set_aside;
    for (std::size_t item = 0; are_groups_carried && item < plan.size(); ++item) {
        if (plan.is_group(item) && plan.targets_[item].empty()) {
            const auto& level = item < source.items().size() ? source.items()[item].level : "";
            plan.targets_[item] = group_targets({source, target, plan.known_, plan.partial_},
                                                plan.leaves(item), level, options, plan.targets_);
        }
    }
    plan.read_astray(table);
    plan.boundary_moved_ = moved_by_exclusions_only(source, target, known);
    return plan;
}

bool Plan::is_group(std::size_t item) const {
    return item >= source_->items().size() || !source_->is_leaf(source_->items()[item]);
}

/// Those of which a row of @p item is one.
std::vector<const Item*> Plan::leaves(std::size_t item) const {
    const auto& items = source_->items();
    return item < items.size() ? source_->leaves(items[item]) : sets_[item - items.size()];
}

/// Needs all else of the items of the edition. Sets of codes that it lacks are left out.
void Plan::add_sets(const PlanOptions& options) {
    for (const auto& codes : options.sets) {
        std::vector<const Item*> leaves;
        for (const auto& code : codes) {
            if (const auto* const leaf = source_->find(code)) {
                leaves.push_back(leaf);
            }
        }
        if (leaves.size() == codes.size()) {
            sets_.push_back(std::move(leaves));
        }
    }
    const auto size = source_->items().size() + sets_.size();
    targets_.resize(size);
    known_.resize(size);
    partial_.resize(size);
}

/// Leaves of which a part is astray, and groups of such leaves if groups are not set aside. A group
/// that is spread over its targets has a place for every part of it.
void Plan::read_astray(const Correspondence& table) {
    astray_.resize(size());
    for (std::size_t item = 0; item < size(); ++item) {
        if (!is_group(item)) {
            astray_[item] = table.places(source_->items()[item].code).is_astray;
        } else if (groups_ == Groups::carry ||
                   (groups_ == Groups::spread && targets_[item].empty())) {
            const auto below = leaves(item);
            astray_[item] = std::any_of(below.begin(), below.end(), [&](const Item* leaf) {
                return table.places(leaf->code).is_astray;
            });
        }
    }
}

std::vector<PlanBound> Plan::bounds(std::size_t item) const {
    if (known_[item].empty() && is_group(item)) {
        return group_bounds({*source_, *target_, known_, partial_}, leaves(item), candidates(item));
    }
    std::vector<PlanBound> out;
    for (const auto& known : known_[item]) {
        out.push_back({known.item, known.share ? known.share->share : Share{0, 1},
                       known.share ? known.share->share : Share::one()});
    }
    return out;
}

std::vector<const Item*> Plan::candidates(std::size_t item) const {
    std::vector<const Item*> out;
    if (known_[item].empty() && is_group(item)) {
        if (groups_ == Groups::spread && !targets_[item].empty()) {
            return spread_candidates({*source_, *target_, known_, partial_}, leaves(item));
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
