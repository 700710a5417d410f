#include "socshift/numbers/bounds.hpp"

#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/share_exact.hpp"

namespace socshift {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

/// Without zeros behind the point that say nothing.
std::string trimmed(std::string text) {
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') {
            text.pop_back();
        }
    }
    return text == "-0" ? "0" : text;
}

std::string rounded(const cpp_rational& value, unsigned decimals, bool up) {
    const cpp_rational scaled = value * power_of_ten(decimals);
    const cpp_int above = numerator(scaled);
    const cpp_int below = denominator(scaled);
    cpp_int units = above / below;  // towards zero
    if (units * below != above && (above > 0) == up) {
        units += up ? 1 : -1;
    }
    return trimmed(decimal_text(units, decimals));
}

}  // namespace

struct BoundsColumn::Ends {
    struct Figure {
        cpp_rational least;
        cpp_rational most;
        bool any = false;
    };
    std::vector<Figure> figures;
};

BoundsColumn::BoundsColumn(std::size_t figures) : ends_(std::make_unique<Ends>()) {
    ends_->figures.resize(figures);
}
BoundsColumn::BoundsColumn(BoundsColumn&&) noexcept = default;
BoundsColumn& BoundsColumn::operator=(BoundsColumn&&) noexcept = default;
BoundsColumn::~BoundsColumn() = default;

void BoundsColumn::add(std::size_t at, const DecimalSum& amount, const Share& least,
                       const Share& most) {
    const auto exact = amount.exact();
    const cpp_rational value{exact.digits, power_of_ten(exact.decimals)};
    auto& figure = ends_->figures[at];
    figure.least += value * (value < 0 ? most : least).exact().value;
    figure.most += value * (value < 0 ? least : most).exact().value;
    figure.any = true;
}

bool BoundsColumn::any(std::size_t at) const {
    return ends_->figures[at].any;
}

std::string BoundsColumn::least(std::size_t at, unsigned decimals) const {
    return rounded(ends_->figures[at].least, decimals, false);
}

std::string BoundsColumn::most(std::size_t at, unsigned decimals) const {
    return rounded(ends_->figures[at].most, decimals, true);
}

}  // namespace socshift
