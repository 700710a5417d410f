#include "socshift/numbers/share.hpp"

#include "socshift/base/error.hpp"
#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/share_exact.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace socshift {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

constexpr std::size_t longest_share = 10000;  // in characters

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<cpp_rational> parse_fraction(std::string_view text) {
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto num = text.substr(0, slash);
        const auto den = text.substr(slash + 1);
        if (!is_digits(num) || !is_digits(den) || large_integer(den) == 0) {
            return std::nullopt;
        }
        return cpp_rational{large_integer(num), large_integer(den)};
    }
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    if (!is_digits(whole) && (dot != 0 || !whole.empty())) {  // some write .5
        return std::nullopt;
    }
    if (dot == std::string_view::npos) {
        return cpp_rational{large_integer(whole)};
    }
    const auto decimals = text.substr(dot + 1);
    if (!is_digits(decimals)) {
        return std::nullopt;
    }
    const auto scale = power_of_ten(static_cast<unsigned>(decimals.size()));
    const auto ones = whole.empty() ? cpp_int{} : large_integer(whole);
    return cpp_rational{ones * scale + large_integer(decimals), scale};
}

std::string fraction_text(const cpp_rational& value) {
    const cpp_int num = boost::multiprecision::numerator(value);
    const cpp_int den = boost::multiprecision::denominator(value);
    return den == 1 ? num.str() : num.str() + "/" + den.str();
}

bool is_too_long(const cpp_rational& value) {
    return boost::multiprecision::msb(boost::multiprecision::denominator(value)) >=
           Share::most_bits;
}

}  // namespace

ShareTooLong::ShareTooLong()
    : Error(fmt::format("an exact share needs a denominator of more than {} bits, some {} digits",
                        Share::most_bits, Share::most_bits * 3 / 10)) {}

Share::Share(std::int64_t num, std::int64_t den) {
    if (den <= 0 || num < 0 || num > den) {
        throw std::invalid_argument(fmt::format("share {}/{} is not in [0, 1]", num, den));
    }
    exact_ = std::make_shared<const Exact>(cpp_rational{num, den});
}

Share Share::parse(std::string_view text) {
    if (text.size() > longest_share) {
        throw FormatError({}, fmt::format("a share of {} characters; expected at most {}",
                                          text.size(), longest_share));
    }
    const auto value = parse_fraction(text);
    if (!value) {
        throw FormatError(
            {}, fmt::format("'{}' is not a share; expected a fraction such as \"2/3\" or a decimal",
                            text));
    }
    if (*value > 1) {
        throw FormatError({}, fmt::format("share '{}' is more than one", text));
    }
    if (is_too_long(*value)) {
        throw FormatError({}, ShareTooLong{}.what());
    }
    return Share{std::make_shared<const Exact>(*value)};
}

std::optional<Share> Share::read(std::string_view text) {
    const auto value = text.size() > longest_share ? std::nullopt : parse_fraction(text);
    if (!value || *value > 1 || is_too_long(*value)) {
        return std::nullopt;
    }
    return Share{std::make_shared<const Exact>(*value)};
}

Share Share::Exact::share(cpp_rational value) {
    if (is_too_long(value)) {
        throw ShareTooLong{};
    }
    return Share{std::make_shared<const Exact>(std::move(value))};
}

std::string Share::text() const {
    return fraction_text(exact_->value);
}

double Share::to_double() const {
    return exact_->value.convert_to<double>();
}

bool Share::is_one() const {
    return exact_->value == 1;
}

bool Share::is_zero() const {
    return exact_->value == 0;
}

Share operator*(const Share& a, const Share& b) {
    return Share::Exact::share(cpp_rational{a.exact_->value * b.exact_->value});
}

bool operator==(const Share& a, const Share& b) {
    return a.exact_->value == b.exact_->value;
}

bool operator<(const Share& a, const Share& b) {
    return a.exact_->value < b.exact_->value;
}

ShareSum::ShareSum() : sum_(std::make_unique<Share::Exact>()) {}
ShareSum::~ShareSum() = default;
ShareSum::ShareSum(ShareSum&&) noexcept = default;
ShareSum& ShareSum::operator=(ShareSum&&) noexcept = default;

void ShareSum::add(const Share& share) {
    if (sum_ == nullptr) {
        return;
    }
    sum_->value += share.exact().value;
    if (is_too_long(sum_->value)) {
        sum_.reset();
    }
}

bool ShareSum::is_one() const {
    return sum_ != nullptr && sum_->value == 1;
}

std::string ShareSum::text() const {
    return sum_ == nullptr
               ? fmt::format("a fraction with a denominator of more than {} bits", Share::most_bits)
               : fraction_text(sum_->value);
}

std::optional<Share> ShareSum::share() const {
    if (sum_ == nullptr) {
        throw ShareTooLong{};
    }
    if (sum_->value > 1) {
        return std::nullopt;
    }
    return Share::Exact::share(sum_->value);
}

}  // namespace socshift
