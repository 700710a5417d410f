#pragma once

#include "socshift/model/edition.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace socshift {

/// Whether @p notation stands for several codes by a letter, X or Y, in the place of digits.
[[nodiscard]] bool is_pattern(std::string_view notation) noexcept;

/// Whether @p code has the digits of @p notation, and any digit where that has a letter. Hyphens
/// count only if @p notation has some: 15-1132 fits 15-113X and 15113X.
[[nodiscard]] bool fits(std::string_view code, std::string_view notation);

/// Which leaves of a classification each combined code stands for; each leaf under one code at
/// most.
struct CombinedCodes {
    std::map<Code, std::vector<Code>> leaves;  // by combined code; sorted
    std::map<Code, Code> code_of;              // by leaf
    std::map<Code, std::vector<Code>>
        unclear;  // leaves that fit several patterns alike, with those codes
};

/// What a list of combined codes says of itself: each code stands for an item of @p edition or for
/// a pattern (@p notations: the code, what it stands for; with or without hyphens). A leaf that is
/// named goes to its name; of those left, the leaves of a group to the code that names the group,
/// the smallest group first; of those left, each to the pattern that it fits, the one with the
/// fewest letters first. A leaf that fits two of those alike is under neither. @p settled goes
/// before all of this: the leaf, the code that it is under.
[[nodiscard]] CombinedCodes combined_codes(const std::map<Code, Code>& notations,
                                           const Edition& edition,
                                           const std::map<Code, Code>& settled = {});

/// The item of @p edition that @p notation names, with or without hyphens; nullptr if none.
[[nodiscard]] const Item* named_item(const Edition& edition, std::string_view notation);

}  // namespace socshift
