#include "socshift/convert/slot_sums.hpp"

namespace socshift {

void SlotSums::add_to(std::size_t slot, DecimalSum& sum) const {
    if (!any(slot)) {
        return;
    }
    add_fixed(sum, sums_[slot], decimals_);
    if (!large_.empty()) {
        if (const auto large = large_.find(slot); large != large_.end()) {
            sum.add(large->second);
        }
    }
}

void SlotSums::add(std::size_t slot, Int128 units) {
    auto& sum = sums_[slot];
    Int128 more = 0;
    if (sum == none) {
        sum = units;
    } else if (!__builtin_add_overflow(sum, units, &more) && more != none) {
        sum = more;
    } else {
        add_fixed(large_[slot], sum, decimals_);
        sum = units;
    }
}

void SlotSums::add(std::size_t slot, const DecimalSum& sum) {
    if (const auto units = sum.in_units(decimals_)) {
        add(slot, Int128{*units});
        return;
    }
    sums_[slot] = any(slot) ? sums_[slot] : Int128{0};
    large_[slot].add(sum);
}

}  // namespace socshift
