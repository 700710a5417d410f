#pragma once

// Internal: not installed.

#include "socshift/numbers/sum_cell.hpp"

#include <cstddef>
#include <limits>
#include <map>
#include <vector>

namespace socshift {

/// Exact sums, one for each of many slots: 16 bytes each as long as 128 bits hold it.
class SlotSums {
public:
    /// Of numbers with up to @p decimals decimals, most of them.
    SlotSums(std::size_t slots, unsigned decimals) : sums_(slots, none), decimals_(decimals) {}

    /// Whether a number was added.
    [[nodiscard]] bool any(std::size_t slot) const noexcept { return sums_[slot] != none; }

    [[nodiscard]] DecimalSum sum(std::size_t slot) const {
        DecimalSum out;
        add_to(slot, out);
        return out;
    }

    void add_to(std::size_t slot, DecimalSum& sum) const;

    /// Adds @p units * 10^-decimals.
    void add(std::size_t slot, Int128 units);
    void add(std::size_t slot, const DecimalSum& sum);

private:
    static constexpr Int128 none = Int128{std::numeric_limits<std::int64_t>::min()} << 64U;

    std::vector<Int128> sums_;
    unsigned decimals_;
    std::map<std::size_t, DecimalSum> large_;  // to be added
};

}  // namespace socshift
