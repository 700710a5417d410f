#include "socshift/routes/level.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/place_sums.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

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

std::string level_or_leaves(const Edition& edition, std::string_view level) {
    return edition.level_index(level) ? std::string{level} : edition.finest_level();
}

}  // namespace

LevelPair leaf_levels(const Edition& source, const Edition& target) {
    return {source.finest_level(), target.finest_level()};
}

LevelPair levels_named(const Edition& source, const Edition& target, std::string_view level) {
    if (!source.level_index(level) && !target.level_index(level)) {
        throw UnknownName(fmt::format("neither {} nor {} has a level '{}'; they have: {}; {}",
                                      source.id().text(), target.id().text(), level,
                                      fmt::join(source.levels(), ", "),
                                      fmt::join(target.levels(), ", ")));
    }
    return {level_or_leaves(source, level), level_or_leaves(target, level)};
}

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
    const auto find = [&](const Edition& edition, const Code& code, const Link& link,
                          std::string_view side) {
        const auto* const item = edition.find(code);
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
        const auto* const from = find(source, link.source, link, "source");
        out.push_back({from, find(target, link.target, link, "target")});
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
    Lift lift_source{source, levels.source};
    Lift lift_target{target, levels.target};
    struct Member {
        std::vector<const Item*> leaves;
        PlaceSums sums;
    };
    std::map<const Item*, Member> members;  // items of an edition are in code order
    const auto member_of = [&](const Item* item) -> Member& {
        const auto [place, is_new] = members.try_emplace(item);
        if (is_new) {
            place->second.leaves = source.leaves(*item);
        }
        return place->second;
    };
    std::set<const Item*> under_groups;  // leaves that links of a group speak of
    std::vector<bool> is_linked(source.items().size());
    const bool only_links = table.ends().empty() && table.partial().empty();
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto above_source = lift_source(*ends[i].source);
        const auto above_target = lift_target(*ends[i].target);
        is_linked[source.index(*ends[i].source)] = true;
        for (const auto* const from : above_source) {
            auto& member = member_of(from);
            // Of a member with several leaves the shares are not known, whatever theirs are.
            const bool is_one_leaf =
                above_source.size() == 1 && above_target.size() == 1 && member.leaves.size() == 1;
            const auto known = is_one_leaf ? known_share(table, table.links()[i]) : std::nullopt;
            for (const auto* const to : above_target) {
                member.sums.add(&to->code, known);
            }
        }
        if (!source.is_leaf(*ends[i].source)) {
            const auto leaves = source.leaves(*ends[i].source);
            under_groups.insert(leaves.begin(), leaves.end());
        }
    }
    for (const auto& code : only_links ? std::vector<Code>{} : table.listed()) {
        if (const auto* const item = source.find(code)) {
            for (const auto* const from : lift_source(*item)) {
                member_of(from);
            }
        }
    }
    CorrespondenceData data{
        table.source(), table.target(), table.title(), table.provenance(), {}, {}};
    data.weighted = table.weighted();
    data.coverage = table.coverage();
    data.links.reserve(table.links().size());
    for (auto& [item, of_item] : members) {
        auto& [leaves, member] = of_item;
        for (const auto* const leaf : leaves) {
            if (only_links && is_linked[source.index(*leaf)]) {
                continue;
            }
            const auto places = table.places(leaf->code);
            if (places.links.empty() && under_groups.count(leaf) != 0) {
                continue;
            }
            if (places.ends) {
                member.add(nullptr, known_end(places));
            }
            if (places.is_astray) {
                member.set_astray();
            } else if (places.is_partial) {
                member.set_partial();
            }
        }
        // What is all in one place needs no share, whatever its parts rest on.
        if (leaves.size() > 1 || member.is_one_place()) {
            member.set_divided();
        }
        member.append_to(item->code, data);
    }
    return Correspondence::make(std::move(data));
}

}  // namespace socshift
