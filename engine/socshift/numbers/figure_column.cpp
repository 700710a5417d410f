#include "socshift/numbers/figure_column.hpp"

#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/share_exact.hpp"
#include "socshift/numbers/small_fraction.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace socshift {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

/// How many decimals it takes to write a number with this denominator, in lowest terms; none if
/// no number of them is enough: it has a factor other than 2 and 5.
std::optional<unsigned> decimals_of(cpp_int denominator) {
    const auto take = [&](unsigned factor) {
        unsigned times = 0;
        while (denominator % factor == 0) {
            denominator /= factor;
            ++times;
        }
        return times;
    };
    const auto twos = take(2);
    const auto fives = take(5);
    return denominator == 1 ? std::optional{std::max(twos, fives)} : std::nullopt;
}

/// Rounded towards minus infinity.
cpp_int floor_of(const cpp_rational& value) {
    const cpp_int num = numerator(value);
    const cpp_int den = denominator(value);
    cpp_int quotient = num / den;
    if (quotient * den != num && num < 0) {
        --quotient;
    }
    return quotient;
}

std::string small_text(Int128 digits, unsigned decimals) {
    DecimalSum sum;
    add_fixed(sum, digits, decimals);
    return sum.text();
}

struct Rounded {
    std::size_t at = 0;
    cpp_rational value;
    cpp_int units;
    cpp_rational remainder;  // in [0, 1) units
};

}  // namespace

struct FigureColumn::Figures {
    /// What shares add up to: one of the two is zero.
    struct Shares {
        SmallFraction small;
        std::unique_ptr<cpp_rational> large;
    };

    // A figure is an amount that comes whole and, of few figures, shares of others.
    std::vector<DecimalSum> amounts;
    std::map<std::size_t, Shares> shares;

    [[nodiscard]] bool is_amount(std::size_t at) const { return shares.count(at) == 0; }

    [[nodiscard]] static cpp_rational exact(const SmallFraction& fraction) {
        return {cpp_int{fraction.numerator()},
                cpp_int{fraction.denominator()} * power_of_ten(fraction.decimals())};
    }

    /// Figure @p at, which has shares; none if it is not small.
    [[nodiscard]] std::optional<SmallFraction> small_value(std::size_t at) const {
        const auto& part = shares.at(at);
        const auto whole = amounts[at].small();
        auto all = part.small;
        if (part.large != nullptr || !whole || !all.add({whole->digits, 1, whole->decimals})) {
            return std::nullopt;
        }
        return all;
    }

    [[nodiscard]] std::optional<std::vector<std::string>> print_small(unsigned decimals) const;

    /// Figure @p at as numerator and denominator, not in lowest terms.
    [[nodiscard]] std::pair<cpp_int, cpp_int> fraction(std::size_t at) const {
        if (is_amount(at)) {
            auto exact = amounts[at].exact();
            return {std::move(exact.digits), power_of_ten(exact.decimals)};
        }
        const auto all = value(at);
        return {numerator(all), denominator(all)};
    }

    [[nodiscard]] cpp_rational value(std::size_t at) const {
        const auto whole = amounts[at].exact();
        cpp_rational sum{whole.digits, power_of_ten(whole.decimals)};
        if (const auto part = shares.find(at); part != shares.end()) {
            sum += exact(part->second.small);
            sum += part->second.large != nullptr ? *part->second.large : cpp_rational{};
        }
        return sum;
    }
};

FigureColumn::FigureColumn(std::size_t figures) : figures_(std::make_unique<Figures>()) {
    figures_->amounts.resize(figures);
}
FigureColumn::FigureColumn(FigureColumn&&) noexcept = default;
FigureColumn& FigureColumn::operator=(FigureColumn&&) noexcept = default;
FigureColumn::~FigureColumn() = default;

void FigureColumn::add(std::size_t at, const DecimalSum& amount) {
    figures_->amounts[at].add(amount);
}

void FigureColumn::add(std::size_t at, const DecimalSum& amount, const Share& share) {
    const auto& [value, num, den] = share.exact();
    if (num == den && den != 0) {
        add(at, amount);
        return;
    }
    auto& shares = figures_->shares[at];
    const auto small = amount.small();
    if (small && den != 0 && shares.large == nullptr &&
        shares.small.add({Int128{small->digits} * num, den, small->decimals})) {
        return;
    }
    if (shares.large == nullptr) {
        shares.large = std::make_unique<cpp_rational>(Figures::exact(shares.small));
        shares.small = {};
    }
    const auto exact = amount.exact();
    *shares.large += cpp_rational{exact.digits, power_of_ten(exact.decimals)} * value;
}

std::optional<std::string> FigureColumn::quotient(std::size_t at, const FigureColumn& divisor,
                                                  unsigned decimals) const {
    const auto [above, above_by] = figures_->fraction(at);
    const auto [below, below_by] = divisor.figures_->fraction(at);
    if (below == 0) {
        return std::nullopt;
    }
    const bool minus = (above < 0) != (below < 0);
    const cpp_int units = abs(cpp_int{above * below_by * power_of_ten(decimals)});
    const cpp_int per = abs(cpp_int{above_by * below});
    const cpp_int rounded = (2 * units + per) / (2 * per);
    return decimal_text(minus ? cpp_int{-rounded} : rounded, decimals);
}

bool FigureColumn::is_quotient(std::size_t at, const FigureColumn& divisor, unsigned decimals,
                               const std::string& printed) const {
    const auto read = Decimal::parse(printed, Decimal::longest_amount);
    if (!read) {
        return false;
    }
    DecimalSum quotient;
    quotient.add(*read);
    const auto exact = quotient.exact();
    const auto [above, above_by] = figures_->fraction(at);
    const auto [below, below_by] = divisor.figures_->fraction(at);
    // Twice what is missing in printed * divisor, and what one last digit would make of it.
    const cpp_int unit = abs(cpp_int{below * above_by * power_of_ten(exact.decimals)});
    const cpp_int missing = 2 * abs(cpp_int{exact.digits * below * above_by -
                                            above * below_by * power_of_ten(exact.decimals)});
    return missing * power_of_ten(decimals) <= unit;
}

std::vector<std::string> FigureColumn::print_parts_of(const std::string& total,
                                                      unsigned decimals) const {
    DecimalSum sum;
    if (const auto read = Decimal::parse(total, Decimal::longest_amount)) {
        sum.add(*read);
    }
    const auto exact = sum.exact();
    const auto places = std::max(decimals, exact.decimals);
    cpp_int missing = exact.digits * power_of_ten(places - exact.decimals);
    std::vector<Rounded> parts;
    for (std::size_t i = 0; i < figures_->amounts.size(); ++i) {
        const cpp_rational units = figures_->value(i) * cpp_rational{power_of_ten(places)};
        parts.push_back({i, {}, floor_of(units), {}});
        parts.back().remainder = units - parts.back().units;
        missing -= parts.back().units;
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Rounded& a, const Rounded& b) { return a.remainder > b.remainder; });
    std::vector<std::string> printed(parts.size());
    for (auto& part : parts) {
        if (missing > 0) {
            ++part.units;
            --missing;
        }
        printed[part.at] = decimal_text(part.units, places);
    }
    return printed;
}

/// FigureColumn::print() without numbers of any size: none if one of them is not small.
std::optional<std::vector<std::string>> FigureColumn::Figures::print_small(
    unsigned decimals) const {
    struct Endless {
        std::size_t at = 0;
        Int128 units = 0;
        std::int64_t remainder = 0;  // over `of`, in [0, 1) units
        std::int64_t of = 1;
    };
    std::vector<std::pair<std::size_t, SmallFraction>> endless;
    std::vector<std::string> printed(amounts.size());
    SmallFraction rest;
    for (std::size_t at = 0; at < printed.size(); ++at) {
        if (is_amount(at)) {
            printed[at] = amounts[at].text();
            continue;
        }
        auto value = small_value(at);
        if (!value) {
            return std::nullopt;
        }
        value->reduce();
        if (value->end()) {
            printed[at] = small_text(value->numerator(), value->decimals());
        } else if (rest.add(*value)) {
            endless.emplace_back(at, *value);
        } else {
            return std::nullopt;
        }
    }
    rest.reduce();
    if (!rest.end()) {
        return std::nullopt;
    }
    rest.drop_zeros(decimals);
    const auto places = std::max(decimals, rest.decimals());
    if (!rest.scale(places)) {
        return std::nullopt;
    }
    auto missing = rest.numerator();
    std::vector<Endless> figures;
    for (auto& [at, value] : endless) {
        if (!value.scale(places) || !value.lower(places)) {
            return std::nullopt;
        }
        const auto units = value.floor();
        const auto remainder = value.numerator() - units * value.denominator();
        figures.push_back({at, units, static_cast<std::int64_t>(remainder), value.denominator()});
        missing -= units;
    }
    std::stable_sort(figures.begin(), figures.end(), [](const Endless& a, const Endless& b) {
        return Int128{a.remainder} * b.of > Int128{b.remainder} * a.of;
    });
    for (auto& figure : figures) {
        if (missing > 0) {
            ++figure.units;
            --missing;
        }
        printed[figure.at] = small_text(figure.units, places);
    }
    return printed;
}

std::vector<std::string> FigureColumn::print(unsigned decimals) const {
    if (auto small = figures_->print_small(decimals)) {
        return std::move(*small);
    }
    std::vector<std::string> printed(figures_->amounts.size());
    std::vector<Rounded> endless;
    cpp_rational rest;
    for (std::size_t i = 0; i < printed.size(); ++i) {
        if (figures_->is_amount(i)) {
            printed[i] = figures_->amounts[i].text();
            continue;
        }
        const auto value = figures_->value(i);
        if (const auto places = decimals_of(denominator(value))) {
            const cpp_rational units = value * power_of_ten(*places);
            printed[i] = decimal_text(numerator(units), *places);
        } else {
            endless.push_back({i, value, {}, {}});
            rest += value;
        }
    }
    // A total that does not end cannot come from whole sources; it then rounds down like the rest,
    // and the account, which adds up what was printed, does not balance.
    const auto places = std::max(decimals, decimals_of(denominator(rest)).value_or(0));
    const cpp_rational scale{power_of_ten(places)};
    cpp_int missing = floor_of(rest * scale);
    for (auto& figure : endless) {
        const cpp_rational units = figure.value * scale;
        figure.units = floor_of(units);
        figure.remainder = units - figure.units;
        missing -= figure.units;
    }
    std::stable_sort(endless.begin(), endless.end(),
                     [](const Rounded& a, const Rounded& b) { return a.remainder > b.remainder; });
    for (auto& figure : endless) {
        if (missing > 0) {
            ++figure.units;
            --missing;
        }
        printed[figure.at] = decimal_text(figure.units, places);
    }
    return printed;
}

}  // namespace socshift
