#include "socshift/convert/plan.hpp"

#include "socshift/convert/plan_groups.hpp"
#include "socshift/history/exclusion_changes.hpp"
#include "socshift/model/error.hpp"

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
    plan.boundary_moved_ = moved_by_exclusions_only(source, target, known);
    return plan;
}

std::vector<PlanBound> Plan::bounds(std::size_t item) const {
    const auto& at = source_->items()[item];
    if (known_[item].empty() && !source_->is_leaf(at)) {
        return group_bounds(*source_, *target_, at, known_, targets_[item]);
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
    if (known_[item].empty() && !source_->is_leaf(at)) {
        return group_candidates(*source_, *target_, at, known_, targets_[item]);
    }
    std::vector<const Item*> out;
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
