#pragma once

#include "socshift/model/edition.hpp"

#include <string>
#include <string_view>

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

}  // namespace socshift
