#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace socshift {

/// The rule by which titles are near, by name, for outputs that rest on it.
inline constexpr std::string_view nearness_rule = "three-letters";

/// A title as its groups of three characters: of its folded form (`title_rule`), with a mark at
/// either end.
///
///     TitleShape("Fire Fighters").nearness(TitleShape("Firefighters"));  // 800
class TitleShape {
public:
    explicit TitleShape(std::string_view title);

    /// Thousandths, rounded down: twice the groups that both have, over the groups of both; a group
    /// that stands twice counts twice. 1000 for one title, 0 for titles without a group in common.
    [[nodiscard]] std::uint32_t nearness(const TitleShape& other) const noexcept;

private:
    std::vector<std::uint64_t> groups_;  // sorted
};

}  // namespace socshift
