#include "socshift/model/levels.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace socshift {

namespace {

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

std::vector<ItemAtDepth> hierarchy_of(const Edition& edition, const Item* top,
                                      std::string_view level) {
    if (!level.empty()) {
        (void)edition.cut(level);  // throws for a level that is not there
    }
    const auto deepest = level.empty() ? edition.levels().size() : *edition.level_index(level);
    std::vector<ItemAtDepth> out;
    std::vector<ItemAtDepth> open;  // the next at the end
    const auto add = [&](const std::vector<const Item*>& items, std::size_t depth) {
        for (auto item = items.rbegin(); item != items.rend(); ++item) {
            if (*edition.level_index((*item)->level) <= deepest) {
                open.push_back({*item, depth});
            }
        }
    };
    add(top == nullptr ? edition.roots() : std::vector{top}, 0);
    while (!open.empty()) {
        out.push_back(open.back());
        open.pop_back();
        const auto at = out.back();
        add(edition.children(*at.item), at.depth + 1);
    }
    return out;
}

}  // namespace socshift
