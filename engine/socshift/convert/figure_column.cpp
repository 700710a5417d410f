#include "socshift/convert/decimal.hpp"
#include "socshift/convert/decimal_exact.hpp"
#include "socshift/model/share_exact.hpp"

#include <algorithm>
#include <numeric>

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

struct Rounded {
    std::size_t at = 0;
    cpp_int units;
    cpp_rational remainder;  // in [0, 1) units
};

}  // namespace

struct FigureColumn::Figures {
    std::vector<cpp_rational> values;
};

FigureColumn::FigureColumn(std::size_t figures) : figures_(std::make_unique<Figures>()) {
    figures_->values.resize(figures);
}
FigureColumn::FigureColumn(FigureColumn&&) noexcept = default;
FigureColumn& FigureColumn::operator=(FigureColumn&&) noexcept = default;
FigureColumn::~FigureColumn() = default;

void FigureColumn::add(std::size_t at, const DecimalSum& amount, const Share& share) {
    const auto exact = amount.exact();
    figures_->values[at] +=
        cpp_rational{exact.digits, power_of_ten(exact.decimals)} * share.exact().value;
}

std::optional<std::string> FigureColumn::quotient(std::size_t at, const FigureColumn& divisor,
                                                  unsigned decimals) const {
    const auto& by = divisor.figures_->values[at];
    if (by == 0) {
        return std::nullopt;
    }
    const cpp_rational units = figures_->values[at] / by * power_of_ten(decimals);
    const cpp_rational half{1, 2};
    const bool minus = units < 0;
    const cpp_int rounded = floor_of((minus ? cpp_rational{-units} : units) + half);
    return decimal_text(minus ? cpp_int{-rounded} : rounded, decimals);
}

std::vector<std::string> FigureColumn::print(unsigned decimals) const {
    const auto& values = figures_->values;
    std::vector<std::string> printed(values.size());
    std::vector<Rounded> endless;
    cpp_rational rest;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (const auto places = decimals_of(denominator(values[i]))) {
            const cpp_rational units = values[i] * power_of_ten(*places);
            printed[i] = decimal_text(numerator(units), *places);
        } else {
            endless.push_back({i, {}, {}});
            rest += values[i];
        }
    }
    // A total that does not end cannot come from whole sources; it then rounds down like the rest,
    // and the account, which adds up what was printed, does not balance.
    const auto places = std::max(decimals, decimals_of(denominator(rest)).value_or(0));
    const cpp_rational scale{power_of_ten(places)};
    cpp_int missing = floor_of(rest * scale);
    for (auto& figure : endless) {
        const cpp_rational units = values[figure.at] * scale;
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
