#pragma once

#include "support/tables.hpp"

#include <vector>

namespace socshift::test {

/// Editions that all have the codes 1 and 2.
[[nodiscard]] inline std::vector<Edition> editions(const std::vector<const char*>& names) {
    std::vector<Edition> out;
    for (const auto* const name : names) {
        out.push_back(flat(name, {"1", "2"}));
    }
    return out;
}

/// Between two of them: nothing is lost; half of the codes have two targets.
inline const std::vector<Link> lossless = {row("1", "1"), row("2", "2")};
inline const std::vector<Link> lossy = {row("1", "1"), row("2", "1"), row("2", "2")};

}  // namespace socshift::test
