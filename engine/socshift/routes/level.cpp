#include "socshift/routes/level.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/place_sums.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

/// cut_members() of one edition at one level, worked out once for each item.
class Lift {
public:
    Lift(const Edition& edition, const std::string& level)
        : edition_(edition), level_(level), one_(edition.items().size()) {}

    std::span<const Item* const> operator()(const Item& item) {
        auto& one = one_[edition_.index(item)];
        one = one == nullptr ? edition_.cut_member(item, level_) : one;
        if (one != nullptr) {
            return {&one, 1};
        }
        auto& several = several_[&item];
        if (several.empty()) {
            several = cut_members(edition_, item, level_);
        }
        return several;
    }

private:
    const Edition& edition_;
    const std::string& level_;
    std::vector<const Item*> one_;
    std::unordered_map<const Item*, std::vector<const Item*>> several_;
};

bool is_leaf_table(const std::vector<LinkEnds>& ends, const Edition& source, const Edition& target,
                   const LevelPair& levels) {
    return levels == leaf_levels(source, target) &&
           std::all_of(ends.begin(), ends.end(), [&](const LinkEnds& link) {
               return source.is_leaf(*link.source) && target.is_leaf(*link.target);
           });
}

/// A table as it is put together for at_level(): member by member of the source's cut.
class LiftedTable {
public:
    LiftedTable(const Correspondence& table, const Edition& source, const Edition& target,
                const LevelPair& levels)
        : table_(table),
          source_(source),
          lift_source_(source, levels.source),
          lift_target_(target, levels.target),
          only_links_(table.ends().empty() && table.partial().empty()),
          is_linked_(source.items().size()) {}

    Correspondence run(const std::vector<LinkEnds>& ends) {
        for (std::size_t i = 0; i < ends.size(); ++i) {
            add_link(table_.links()[i], *ends[i].source, *ends[i].target);
        }
        for (const auto& code : only_links_ ? std::vector<Code>{} : table_.listed()) {
            if (const auto* const item = source_.find(code)) {
                for (const auto* const from : lift_source_(*item)) {
                    static_cast<void>(member(from));
                }
            }
        }
        CorrespondenceData data{
            table_.source(), table_.target(), table_.title(), table_.provenance(), {}, {}};
        data.weighted = table_.weighted();
        data.coverage = table_.coverage();
        data.links.reserve(table_.links().size());
        for (auto& [item, member] : members_) {
            add_leaves(member);
            member.sums.append_to(item->code, data);
        }
        return Correspondence::make(std::move(data));
    }

private:
    struct Member {
        std::vector<const Item*> leaves;
        PlaceSums sums;
    };

    Member& member(const Item* item) {
        const auto [place, is_new] = members_.try_emplace(item);
        if (is_new) {
            place->second.leaves = source_.leaves(*item);
        }
        return place->second;
    }

    void add_link(const Link& link, const Item& from, const Item& to) {
        const auto above_source = lift_source_(from);
        const auto above_target = lift_target_(to);
        is_linked_[source_.index(from)] = true;
        for (const auto* const above : above_source) {
            auto& of = member(above);
            // Of a member with several leaves the shares are not known, whatever theirs are.
            const bool is_one_leaf =
                above_source.size() == 1 && above_target.size() == 1 && of.leaves.size() == 1;
            const auto known = is_one_leaf ? known_share(table_, link) : std::nullopt;
            for (const auto* const place : above_target) {
                of.sums.add(&place->code, known);
            }
        }
        if (!source_.is_leaf(from)) {
            const auto leaves = source_.leaves(from);
            under_groups_.insert(leaves.begin(), leaves.end());
        }
    }

    /// What the table says of the leaves of a member, beside its links.
    void add_leaves(Member& member) const {
        for (const auto* const leaf : member.leaves) {
            if (only_links_ && is_linked_[source_.index(*leaf)]) {
                continue;
            }
            const auto places = table_.places(leaf->code);
            if (places.links.empty() && under_groups_.count(leaf) != 0) {
                continue;
            }
            if (places.ends) {
                member.sums.add(nullptr, known_end(places));
            }
            member.sums.mark(places);
        }
        // What is all in one place needs no share, whatever its parts rest on.
        if (member.leaves.size() > 1 || member.sums.is_one_place()) {
            member.sums.set_divided();
        }
    }

    const Correspondence& table_;
    const Edition& source_;
    Lift lift_source_;
    Lift lift_target_;
    bool only_links_;
    std::vector<bool> is_linked_;
    std::set<const Item*> under_groups_;     // leaves that links of a group speak of
    std::map<const Item*, Member> members_;  // items of an edition are in code order
};

}  // namespace

std::vector<const Item*> cut_members(const Edition& edition, const Item& item,
                                     std::string_view level) {
    if (const auto* const member = edition.cut_member(item, level)) {
        return {member};
    }
    // The item is coarser than the cut: it stands for everything below it.
    std::vector<const Item*> out;
    for (const auto* const leaf : edition.leaves(item)) {
        out.push_back(edition.cut_member(*leaf, level));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<LinkEnds> link_ends(const Correspondence& table, const Edition& source,
                                const Edition& target) {
    Findings findings;
    ItemSearch sources{source};
    ItemSearch targets{target};
    const auto find = [&](ItemSearch& items, const Edition& edition, const Code& code,
                          const Link& link, std::string_view side) {
        const auto* const item = items.find(code);
        if (item == nullptr) {
            findings.push_back({Severity::error, fmt::format("unknown-{}", side), link.at,
                                fmt::format("{} '{}' is not an item of {}", side, code.text(),
                                            edition.id().text())});
        }
        return item;
    };
    std::vector<LinkEnds> out;
    out.reserve(table.links().size());
    for (const auto& link : table.links()) {
        const auto* const from = find(sources, source, link.source, link, "source");
        out.push_back({from, find(targets, target, link.target, link, "target")});
    }
    if (!findings.empty()) {
        throw DataError(std::move(findings));
    }
    return out;
}

Correspondence at_level(const Correspondence& table, const Edition& source, const Edition& target,
                        const LevelPair& levels) {
    const auto ends = link_ends(table, source, target);
    if (is_leaf_table(ends, source, target, levels)) {
        return table;
    }
    return LiftedTable{table, source, target, levels}.run(ends);
}

}  // namespace socshift
