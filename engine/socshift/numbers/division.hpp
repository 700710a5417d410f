#pragma once

// Internal: not installed. A figure in parts that add up to it.

#include "socshift/numbers/share.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace socshift {

/// Divides numbers over the same shares. Parts are printed as decimals that add up to exactly the
/// number, for shares that add up to one.
///
/// A number is cut into units, each part gets as many whole ones as its share has, and what is left
/// over goes to the largest remainders, the earlier of equals first. A unit is one at the 18th
/// digit of the number, or at its last if it has more; so a part that ends there is exact, and
/// another differs from its exact value by less than a unit. Whole numbers that are to be kept
/// whole have the unit 1. Parts of a negative number are those of the positive one, negative.
class Division {
public:
    explicit Division(const std::vector<Share>& shares);
    Division(Division&&) noexcept;
    Division& operator=(Division&&) noexcept;
    ~Division();

    /// Puts a text for each share into @p parts: "-3.25", no exponent, no zeros at the end. Needs
    /// a number. Cost: some dozens of nanoseconds a part, unless 64 bits are not enough.
    void divide(const SumCell& number, bool whole, std::vector<std::string>& parts) const;

private:
    struct Large;

    // Of all shares, if they fit; else `large_` has them.
    std::vector<std::int64_t> numerators_;
    std::int64_t denominator_ = 0;
    std::unique_ptr<Large> large_;
};

}  // namespace socshift
