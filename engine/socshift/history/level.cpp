#include "socshift/history/level.hpp"

#include "socshift/model/error.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
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
    std::vector<std::pair<const Item*, const Item*>> pairs;
    for (const auto& link : ends) {
        for (const auto* const above_source : lift_source(*link.source)) {
            for (const auto* const above_target : lift_target(*link.target)) {
                pairs.emplace_back(above_source, above_target);
            }
        }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    CorrespondenceData data{
        table.source(), table.target(), table.title(), table.provenance(), {}, {}};
    data.links.reserve(pairs.size());
    for (const auto& [from, to] : pairs) {
        data.links.push_back({from->code, to->code, std::nullopt, std::nullopt, {}});
    }
    return Correspondence::make(std::move(data));
}

}  // namespace socshift
