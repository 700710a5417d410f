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

}  // namespace socshift
