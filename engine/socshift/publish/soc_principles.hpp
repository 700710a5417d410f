#pragma once

#include "socshift/model/catalog.hpp"

#include <array>
#include <string_view>

namespace socshift {

/// One of the rules by which the Standard Occupational Classification is made or used: its number
/// in the manual, and what it asks in our words.
struct SocRule {
    int number = 0;
    std::string_view asks;
};

/// The classification principles of the 2018 SOC. Source: Standard Occupational Classification
/// Manual, United States, 2018, "Classification Principles".
[[nodiscard]] const std::array<SocRule, 10>& soc_principles() noexcept;

/// Its coding guidelines. Source: the same, "Coding Guidelines".
[[nodiscard]] const std::array<SocRule, 6>& soc_guidelines() noexcept;

/// Whether @p edition is of the SOC, or extends such an edition: others have principles of their
/// own.
[[nodiscard]] bool is_of_the_soc(const Catalog& catalog, const EditionHeader& edition);

}  // namespace socshift
