#include "socshift/numbers/stand_ins.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace socshift {

namespace {

constexpr std::int64_t one = 1'000'000;
static_assert(SumCell::fixed_decimals == 6);

constexpr std::uint64_t often = 2;  // cells

/// The digits of @p value without sign; empty if it is no whole number.
std::string digits_of(std::int64_t value) {
    if (value % one != 0) {
        return {};
    }
    auto digits = std::to_string(value / one);
    return value < 0 ? digits.substr(1) : digits;
}

bool are_all(std::string_view digits, char digit) {
    return digits.find_first_not_of(digit) == std::string_view::npos;
}

/// Whether @p digits are @p least or more nines, of which the last may be 7 or 8.
bool are_nines(std::string_view digits, std::size_t least) {
    return digits.size() >= least && are_all(digits.substr(0, digits.size() - 1), '9') &&
           digits.back() >= '7';
}

/// Whether @p digits with a minus are what surveys write for no answer: -1 to -9, -77, -98, -999.
bool can_stand_in(std::string_view digits) {
    return digits.size() == 1 || are_nines(digits, 2) ||
           (!digits.empty() && (are_all(digits, '7') || are_all(digits, '8')));
}

StandIn stand_in(std::int64_t value, std::uint64_t cells) {
    return {std::to_string(value / one), cells};
}

}  // namespace

void StandIns::add_closely(const SumCell& cell) {
    using Limits = std::numeric_limits<std::int64_t>;
    const auto value =
        cell.kind == SumCell::Kind::fixed
            ? cell.fixed
            : cell.large.in_units(SumCell::fixed_decimals)
                  .value_or(cell.large.is_negative() ? Limits::min() : Limits::max());
    if (value < 0) {
        lower_least({value, 1});
        add_negative(value, 1);
    } else if (value > greatest_.value) {
        greatest_ = {value, 1};
    } else if (value == greatest_.value) {
        ++greatest_.cells;
    }
}

void StandIns::lower_least(const End& end) {
    if (end.value < least_.value) {
        least_ = end;
    } else if (end.value == least_.value) {
        least_.cells += end.cells;
    }
}

void StandIns::add_negative(std::int64_t value, std::uint64_t cells) {
    if (const auto known = negatives_.find(value); known != negatives_.end()) {
        known->second += cells;
    } else if (negatives_.size() <= most_negatives) {
        negatives_.emplace(value, cells);
    }
}

void StandIns::add(const StandIns& other) {
    add(other.seen());
}

void StandIns::add(const Seen& other) {
    if (other.greatest.value > greatest_.value) {
        greatest_ = other.greatest;
    } else if (other.greatest.value == greatest_.value) {
        greatest_.cells += other.greatest.cells;
    }
    lower_least(other.least);
    for (const auto& [value, cells] : other.negatives) {
        add_negative(value, cells);
    }
}

/// Whether all numbers below zero can be words: few different ones, and none that a figure with a
/// sign is as likely to be once.
bool StandIns::are_negatives_stand_ins() const {
    return negatives_.size() <= most_negatives &&
           std::all_of(negatives_.begin(), negatives_.end(), [](const auto& negative) {
               const auto digits = digits_of(negative.first);
               return can_stand_in(digits) && (digits.size() > 1 || negative.second >= often);
           });
}

std::vector<StandIn> StandIns::found() const {
    constexpr std::size_t least_nines_below = 3;
    constexpr std::size_t least_nines_above = 4;
    std::vector<StandIn> out;
    if (are_negatives_stand_ins()) {
        for (const auto& [value, cells] : negatives_) {
            out.push_back(stand_in(value, cells));
        }
    } else if (least_.cells >= often && are_nines(digits_of(least_.value), least_nines_below)) {
        out.push_back(stand_in(least_.value, least_.cells));
    }
    if (greatest_.cells >= often && are_nines(digits_of(greatest_.value), least_nines_above)) {
        out.push_back(stand_in(greatest_.value, greatest_.cells));
    }
    return out;
}

}  // namespace socshift
