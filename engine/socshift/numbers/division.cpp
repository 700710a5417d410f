#include "socshift/numbers/division.hpp"

#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/share_exact.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <string>

namespace socshift {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

constexpr int digits_kept = 18;  // as 64 bits hold; 17 tell any double from all others

/// Whole units of a number, positive, and how many decimals a unit has.
template <typename Int>
struct Units {
    Int all = 0;
    unsigned decimals = 0;
    bool is_negative = false;
};

/// How many decimals a unit of @p digits * 10^-decimals has. Needs digits that are not zero and do
/// not end in zeros unless there are no decimals.
unsigned unit_decimals(std::size_t digits, unsigned decimals, bool whole) {
    const auto before_point = static_cast<int>(digits) - static_cast<int>(decimals);
    if (whole && decimals == 0) {
        return 0;
    }
    return std::max(decimals, static_cast<unsigned>(std::max(digits_kept - before_point, 0)));
}

/// Needs a number of the kind `fixed`.
Units<std::int64_t> units_of(std::int64_t fixed, bool whole) {
    Units<std::int64_t> units;
    units.is_negative = fixed < 0;
    units.all = fixed < 0 ? -fixed : fixed;
    unsigned decimals = SumCell::fixed_decimals;
    for (; decimals > 0 && units.all % 10 == 0; --decimals) {
        units.all /= 10;
    }
    units.decimals = unit_decimals(std::to_string(units.all).size(), decimals, whole);
    for (; decimals < units.decimals; ++decimals) {
        units.all *= 10;
    }
    return units;
}

Units<cpp_int> large_units_of(const SumCell& number, bool whole) {
    DecimalSum sum;
    sum.add(number.exact());
    auto [digits, decimals] = sum.exact();
    Units<cpp_int> units;
    units.is_negative = digits < 0;
    units.all = abs(digits);
    for (; decimals > 0 && units.all % 10 == 0; --decimals) {
        units.all /= 10;
    }
    units.decimals = unit_decimals(units.all.str().size(), decimals, whole);
    units.all *= power_of_ten(units.decimals - decimals);
    return units;
}

/// Divides @p units, in numbers of the type Wide, and prints what @p text makes of each part.
template <typename Wide, typename Int, typename Text>
void divide_units(const Units<Int>& units, const std::vector<Int>& numerators,
                  const Int& denominator, const Text& text, std::vector<std::string>& parts) {
    struct Part {
        Int units = 0;
        Int remainder = 0;  // times 1 / denominator
        bool has_more = false;
    };
    std::vector<Part> all;
    Int missing = units.all;
    for (const auto& numerator : numerators) {
        const Wide product = Wide{units.all} * numerator;
        auto& part = all.emplace_back();
        part.units = static_cast<Int>(product / denominator);
        part.remainder = static_cast<Int>(product % denominator);
        missing -= part.units;
    }
    // If shares did not add up to one, the account would not balance: nothing is made up here.
    for (; missing > 0; --missing) {
        Part* next = nullptr;
        for (auto& part : all) {
            if (!part.has_more && part.remainder > 0 &&
                (next == nullptr || part.remainder > next->remainder)) {
                next = &part;
            }
        }
        if (next == nullptr) {
            break;
        }
        next->has_more = true;
        ++next->units;
    }
    parts.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        parts[i] = units.is_negative && all[i].units != 0 ? "-" : "";
        parts[i] += text(all[i].units);
    }
}

bool fits(const cpp_int& number) {
    return number <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

struct Division::Large {
    std::vector<cpp_int> numerators;
    cpp_int denominator = 1;
};

Division::Division(const std::vector<Share>& shares) : large_(std::make_unique<Large>()) {
    for (const auto& share : shares) {
        large_->denominator = lcm(large_->denominator, denominator(share.exact().value));
    }
    for (const auto& share : shares) {
        large_->numerators.push_back(
            numerator(cpp_rational{share.exact().value * large_->denominator}));
    }
    if (fits(large_->denominator)) {  // and so do the numerators, which are not larger
        denominator_ = static_cast<std::int64_t>(large_->denominator);
        for (const auto& part : large_->numerators) {
            numerators_.push_back(static_cast<std::int64_t>(part));
        }
    }
}
Division::Division(Division&&) noexcept = default;
Division& Division::operator=(Division&&) noexcept = default;
Division::~Division() = default;

void Division::divide(const SumCell& number, bool whole, std::vector<std::string>& parts) const {
    if (number.kind == SumCell::Kind::fixed && denominator_ != 0) {
        if (number.fixed == 0) {
            parts.assign(numerators_.size(), "0");
            return;
        }
        const auto units = units_of(number.fixed, whole);
        divide_units<Int128>(
            units, numerators_, denominator_,
            [&](std::int64_t part) { return with_point(fmt::format("{}", part), units.decimals); },
            parts);
        return;
    }
    const auto units = large_units_of(number, whole);
    divide_units<cpp_int>(
        units, large_->numerators, large_->denominator,
        [&](const cpp_int& part) { return with_point(part.str(), units.decimals); }, parts);
}

}  // namespace socshift
