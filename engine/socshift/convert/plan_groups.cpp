#include "socshift/convert/plan_groups.hpp"

#include "socshift/numbers/share_exact.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace socshift {

namespace {

using boost::multiprecision::cpp_rational;

/// Nowhere, which is no item, comes last.
bool by_code(const Item* a, const Item* b) {
    return a != nullptr && (b == nullptr || a->code < b->code);
}

/// Walks down the target edition.
class Cover {
public:
    Cover(const Edition& target, const std::vector<const Item*>& leaves, std::string_view level)
        : target_(target), wanted_(leaves.begin(), leaves.end()), level_(level) {}

    std::vector<const Item*> run() {
        for (const auto* const root : target_.roots()) {
            visit(*root);
        }
        std::sort(out_.begin(), out_.end(), by_code);
        return std::move(out_);
    }

private:
    void visit(const Item& item) {
        const auto leaves = target_.leaves(item);
        const auto inside = std::count_if(leaves.begin(), leaves.end(), [&](const Item* leaf) {
            return wanted_.count(leaf) != 0;
        });
        if (inside == 0) {
            return;
        }
        if (static_cast<std::size_t>(inside) == leaves.size()) {
            out_.push_back(at_level(item));
            return;
        }
        for (const auto* const child : target_.children(item)) {
            visit(*child);
        }
    }

    /// @p item, or what has the same leaves below it.
    const Item* at_level(const Item& item) const {
        const auto* at = &item;
        for (;;) {
            const auto children = target_.children(*at);
            if (at->level == level_ || children.size() != 1) {
                return at;
            }
            at = children.front();
        }
    }

    const Edition& target_;
    std::set<const Item*> wanted_;
    std::string_view level_;
    std::vector<const Item*> out_;
};

/// The places of one group, and whether all of it is in them.
struct GroupPlaces {
    std::vector<const Item*> targets;  // sorted by code
    bool ends = false;
    bool whole = true;

    [[nodiscard]] std::vector<const Item*> all() const {
        auto out = targets;
        if (ends) {
            out.push_back(nullptr);
        }
        return out;
    }
};

GroupPlaces places_of(const PlanItems& sources, const GroupLeaves& leaves) {
    std::set<const Item*> all;
    GroupPlaces out;
    for (const auto* const leaf : leaves) {
        const auto at = sources.source.index(*leaf);
        out.whole = out.whole && !sources.known[at].empty() && !sources.partial[at];
        for (const auto& target : sources.known[at]) {
            all.insert(target.item);
        }
    }
    out.ends = all.erase(nullptr) != 0;
    out.targets.assign(all.begin(), all.end());
    std::sort(out.targets.begin(), out.targets.end(), by_code);
    return out;
}

std::vector<PlanTarget> carried(const PlanItems& sources, const GroupLeaves& leaves,
                                std::string_view level_of_group, const std::string& level) {
    auto places = places_of(sources, leaves);
    if (level.empty()) {
        places.targets = covering(sources.target, places.targets, level_of_group);
    }
    std::vector<PlanTarget> out;
    for (const auto* const item : places.all()) {
        out.push_back({item, std::nullopt});
    }
    if (out.size() == 1 && places.whole) {
        out.front().share = KnownShare{Share::one(), Basis::only};
    }
    return out;
}

/// What part of a group each of its leaves is; empty if nobody says.
std::vector<KnownShare> parts(const std::vector<const Item*>& leaves, const PlanOptions& options) {
    if (leaves.size() == 1) {
        return {{Share::one(), Basis::only}};
    }
    std::vector<std::int64_t> sizes;
    cpp_rational sum;
    for (const auto* const leaf : leaves) {
        const auto size = options.sizes == nullptr ? LeafSizes::const_iterator{}
                                                   : options.sizes->find(leaf->code);
        if (options.sizes == nullptr || size == options.sizes->end()) {
            sizes.clear();
            break;
        }
        sizes.push_back(size->second);
        sum += size->second;
    }
    std::vector<KnownShare> out;
    if (!sizes.empty() && sum != 0) {
        for (const auto size : sizes) {
            out.push_back({share_of(cpp_rational{cpp_rational{size} / sum}), options.sizes_basis});
        }
    } else if (options.weighting == Weighting::equal) {
        out.assign(leaves.size(),
                   {Share{1, static_cast<std::int64_t>(leaves.size())}, Basis::equal});
    }
    return out;
}

std::vector<PlanTarget> spread(const Edition& source, const GroupLeaves& leaves,
                               const PlanOptions& options, const TargetsByItem& targets) {
    const auto of_leaves = parts(leaves, options);
    if (of_leaves.empty()) {
        return {};
    }
    struct Sum {
        ShareSum sum;
        Basis basis = Basis::only;   // of all shares on the way
        Basis onward = Basis::only;  // but those of the leaves in the group
    };
    std::map<const Item*, Sum, decltype(&by_code)> sums(&by_code);
    bool all_count = true;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (of_leaves[i].share.is_zero()) {
            all_count = false;
            continue;
        }
        const auto& to = targets[source.index(*leaves[i])];
        if (to.empty()) {
            return {};  // nobody knows where a part of the group goes
        }
        for (const auto& target : to) {
            if (!target.share) {
                return {};
            }
            auto& sum = sums[target.item];
            sum.sum.add(of_leaves[i].share * target.share->share);
            sum.onward = weaker(sum.onward, target.share->basis);
            sum.basis = weaker(sum.basis, weaker(of_leaves[i].basis, target.share->basis));
        }
    }
    std::vector<PlanTarget> out;
    for (const auto& [item, sum] : sums) {
        // Where all leaves come together, it does not matter what part of the group each is.
        const auto basis = sums.size() == 1 && all_count ? sum.onward : sum.basis;
        out.push_back({item, KnownShare{*sum.sum.share(), basis}});
    }
    return out;
}

/// How much of a leaf can be in @p inside. @p partial: it may go to other places than @p known.
PlanBound leaf_bound(const std::vector<PlanTarget>& known, bool partial,
                     const std::set<const Item*>& inside) {
    ShareSum sum;
    bool all = !known.empty() && !partial;
    bool any = false;
    bool is_known = !partial;
    for (const auto& target : known) {
        const bool is_inside = inside.count(target.item) != 0;
        all = all && is_inside;
        any = any || is_inside;
        is_known = is_known && target.share;
        if (is_inside && target.share) {
            sum.add(target.share->share);
        }
    }
    if (is_known) {
        const auto share = *sum.share();
        return {nullptr, share, share};
    }
    return {nullptr, all ? Share::one() : Share{0, 1}, any ? Share::one() : Share{0, 1}};
}

}  // namespace

std::vector<const Item*> covering(const Edition& target, const std::vector<const Item*>& leaves,
                                  std::string_view level) {
    return Cover{target, leaves, level}.run();
}

std::vector<PlanTarget> group_targets(const PlanItems& sources, const GroupLeaves& leaves,
                                      std::string_view level, const PlanOptions& options,
                                      const TargetsByItem& targets) {
    switch (options.groups) {
        case Groups::set_aside:
            break;
        case Groups::carry:
            return carried(sources, leaves, level, options.level);
        case Groups::spread:
            return spread(sources.source, leaves, options, targets);
    }
    return {};
}

std::vector<const Item*> spread_candidates(const PlanItems& sources, const GroupLeaves& leaves) {
    return places_of(sources, leaves).all();
}

std::vector<PlanBound> group_bounds(const PlanItems& sources, const GroupLeaves& leaves,
                                    const std::vector<const Item*>& ends) {
    std::vector<PlanBound> out;
    for (const auto* const end : ends) {
        std::set<const Item*> inside{end};
        if (end != nullptr) {
            const auto below = sources.target.leaves(*end);
            inside.insert(below.begin(), below.end());
        }
        PlanBound bound{end, Share::one(), Share{0, 1}};
        for (const auto* const leaf : leaves) {
            const auto at = sources.source.index(*leaf);
            const auto of_leaf = leaf_bound(sources.known[at], sources.partial[at], inside);
            bound.least = std::min(bound.least, of_leaf.least);
            bound.most = std::max(bound.most, of_leaf.most);
        }
        out.push_back(bound);
    }
    return out;
}

}  // namespace socshift
