#include "socshift/convert/plan.hpp"

#include "socshift/convert/plan_groups.hpp"
#include "socshift/history/exclusion_changes.hpp"
#include "socshift/history/level.hpp"
#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace socshift {

namespace {

Finding not_there(const Edition& edition, const Code& code, std::string_view side,
                  const Link& link) {
    return {Severity::error, fmt::format("unknown-{}", side), link.at,
            fmt::format("{} '{}' is not an item of {}", side, code.text(), edition.id().text())};
}

void assume_equal(std::vector<PlanTarget>& targets) {
    if (targets.empty()) {
        return;
    }
    const Share part{1, static_cast<std::int64_t>(targets.size())};
    for (auto& target : targets) {
        if (!target.share) {
            target.share = KnownShare{part, Basis::equal};
        }
    }
}

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

std::string_view to_string(Weighting weighting) noexcept {
    switch (weighting) {
        case Weighting::none:
            return "none";
        case Weighting::equal:
            return "equal";
    }
    return "";
}

std::string_view to_string(Groups groups) noexcept {
    switch (groups) {
        case Groups::set_aside:
            return "set-aside";
        case Groups::carry:
            return "carry";
        case Groups::spread:
            return "spread";
    }
    return "";
}

std::size_t likeliest(const std::vector<PlanTarget>& targets) {
    const auto best = std::max_element(
        targets.begin(), targets.end(),
        [](const PlanTarget& a, const PlanTarget& b) { return a.share->share < b.share->share; });
    return static_cast<std::size_t>(best - targets.begin());
}

Plan Plan::make(const Edition& source, const Edition& target, const Correspondence& table,
                Weighting weighting) {
    PlanOptions options;
    options.weighting = weighting;
    return make(source, target, table, options);
}

Plan Plan::make(const Edition& source, const Edition& target, const Correspondence& table,
                const PlanOptions& options) {
    Plan plan{source, target};
    plan.targets_ = read_targets(source, target, table);
    const auto& known = options.known == nullptr ? table : *options.known;
    plan.known_ =
        options.known == nullptr ? plan.targets_ : read_targets(source, target, *options.known);
    drop_empty(plan.targets_);
    if (options.weighting == Weighting::equal) {
        // Shares out of a source are all known or none is, so what is missing is the whole.
        for (auto& targets : plan.targets_) {
            assume_equal(targets);
        }
    }
    if (options.groups != Groups::set_aside) {
        add_groups(source, target, options, plan.known_, !known.partial(), plan.targets_);
    }
    if (!options.level.empty() && options.level != target.finest_level()) {
        plan.take_level(options.level, !known.partial());
    }
    plan.boundary_moved_ = moved_by_exclusions_only(source, target, known);
    return plan;
}

/// The members of the cut at level_ that @p items are in, or that are in them; in code order.
std::vector<const Item*> Plan::level_members(const std::vector<const Item*>& items) const {
    std::set<std::size_t> places;
    for (const auto* const item : items) {
        for (const auto* const member : cut_members(*target_, *item, level_)) {
            places.insert(target_->index(*member));
        }
    }
    std::vector<const Item*> out;
    for (const auto place : places) {
        out.push_back(&target_->items()[place]);
    }
    return out;
}

/// @p whole: every source is all in its targets, if it has any.
void Plan::take_level(const std::string& level, bool whole) {
    level_ = level;
    for (std::size_t item = 0; item < targets_.size(); ++item) {
        if (targets_[item].empty()) {
            continue;
        }
        const auto leaves = source_->leaves(source_->items()[item]);
        const bool all = whole && std::all_of(leaves.begin(), leaves.end(), [&](const Item* leaf) {
                             return !known_[source_->index(*leaf)].empty();
                         });
        if (const auto members = candidates(item); members.size() == 1 && all) {
            targets_[item] = {{members.front(), KnownShare{Share::one(), Basis::only}}};
            continue;
        }
        struct Sum {
            ShareSum sum;
            Basis basis = Basis::only;
        };
        std::map<std::size_t, Sum> sums;
        bool known = true;
        for (const auto& target : targets_[item]) {
            const auto members = level_members({target.item});
            known = known && target.share && members.size() == 1;
            for (const auto* const member : members) {
                auto& sum = sums[target_->index(*member)];
                if (known) {
                    sum.sum.add(target.share->share);
                    sum.basis = weaker(sum.basis, target.share->basis);
                }
            }
        }
        targets_[item].clear();
        for (const auto& [place, sum] : sums) {
            targets_[item].push_back({&target_->items()[place], std::nullopt});
            if (known) {
                targets_[item].back().share = KnownShare{*sum.sum.share(), sum.basis};
            }
        }
    }
}

std::vector<PlanBound> Plan::bounds(std::size_t item) const {
    const auto& at = source_->items()[item];
    if (!level_.empty() || (known_[item].empty() && !source_->is_leaf(at))) {
        return group_bounds(*source_, *target_, at, known_, candidates(item));
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
        out = group_candidates(*source_, *target_, at, known_, targets_[item]);
    } else {
        for (const auto& target : known_[item]) {
            out.push_back(target.item);
        }
    }
    return level_.empty() ? out : level_members(out);
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
