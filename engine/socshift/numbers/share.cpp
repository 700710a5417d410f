#include "socshift/numbers/share.hpp"

#include "socshift/base/error.hpp"
#include "socshift/numbers/share_exact.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace socshift {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// cpp_int reads a leading zero as octal; decimal digits must not.
cpp_int integer(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.empty() ? cpp_int{0} : cpp_int{std::string{digits}};
}

std::optional<cpp_rational> parse_fraction(std::string_view text) {
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto num = text.substr(0, slash);
        const auto den = text.substr(slash + 1);
        if (!is_digits(num) || !is_digits(den) || integer(den) == 0) {
            return std::nullopt;
        }
        return cpp_rational{integer(num), integer(den)};
    }
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    if (!is_digits(whole)) {
        return std::nullopt;
    }
    if (dot == std::string_view::npos) {
        return cpp_rational{integer(whole)};
    }
    const auto decimals = text.substr(dot + 1);
    if (!is_digits(decimals)) {
        return std::nullopt;
    }
    const cpp_int scale =
        boost::multiprecision::pow(cpp_int{10}, static_cast<unsigned>(decimals.size()));
    return cpp_rational{integer(whole) * scale + integer(decimals), scale};
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
    exact_ = std::make_shared<const Exact>(Exact{cpp_rational{num, den}});
}

Share Share::parse(std::string_view text) {
    constexpr std::size_t longest = 10000;
    if (text.size() > longest) {
        throw FormatError(
            {}, fmt::format("a share of {} characters; expected at most {}", text.size(), longest));
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
    return Share{std::make_shared<const Exact>(Exact{*value})};
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
    cpp_rational product = a.exact_->value * b.exact_->value;
    if (is_too_long(product)) {
        throw ShareTooLong{};
    }
    return Share{std::make_shared<const Share::Exact>(Share::Exact{std::move(product)})};
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
    return Share{std::make_shared<const Share::Exact>(*sum_)};
}

}  // namespace socshift
