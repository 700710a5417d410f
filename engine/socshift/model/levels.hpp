#pragma once

#include "socshift/model/edition.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The levels at which two editions are compared. They may have different names: an extension has
/// levels that its base has not.
struct LevelPair {
    std::string source;
    std::string target;

    friend bool operator==(const LevelPair&, const LevelPair&) = default;
};

/// The leaves on both sides.
[[nodiscard]] LevelPair leaf_levels(const Edition& source, const Edition& target);

/// Both sides at @p level; a side that has no level of that name is read at its leaves.
/// @throws UnknownName if neither side has it.
[[nodiscard]] LevelPair levels_named(const Edition& source, const Edition& target,
                                     std::string_view level);

/// An item of a hierarchy, and how many of those before it in it are above it.
struct ItemAtDepth {
    const Item* item = nullptr;
    std::size_t depth = 0;
};

/// The hierarchy of @p edition, each item before those under it: of all of it, or, with @p top, of
/// this item and what is under it. @p level: down to this level; empty: to the leaves.
/// @throws UnknownName for a level that the edition does not have.
[[nodiscard]] std::vector<ItemAtDepth> hierarchy_of(const Edition& edition,
                                                    const Item* top = nullptr,
                                                    std::string_view level = {});

}  // namespace socshift
