#include "socshift/numbers/decimal.hpp"

#include "socshift/base/blanks.hpp"
#include "socshift/numbers/decimal_exact.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace socshift {

using boost::multiprecision::cpp_int;

namespace {

/// 10^18 is the largest power of ten in 64 bits.
constexpr unsigned most_small_digits = 18;

constexpr auto small_powers = [] {
    std::array<std::int64_t, most_small_digits + 1> powers{};
    std::int64_t power = 1;
    for (auto& entry : powers) {
        entry = power;
        power = power < std::numeric_limits<std::int64_t>::max() / 10 ? power * 10 : power;
    }
    return powers;
}();

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits off the front of @p text.
std::string_view take_digits(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

/// A sign off the front of @p text: whether it is a minus.
bool take_sign(std::string_view& text) {
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    return minus;
}

/// The exponent that ends a number, "" meaning 0; none if @p text is something else.
std::optional<int> parse_exponent(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    if (text.front() != 'e' && text.front() != 'E') {
        return std::nullopt;
    }
    text.remove_prefix(1);
    const bool minus = take_sign(text);
    const auto digits = take_digits(text);
    constexpr std::size_t most_exponent_digits = 4;
    if (digits.empty() || digits.size() > most_exponent_digits || !text.empty()) {
        return std::nullopt;
    }
    int exponent = 0;
    for (const char c : digits) {
        exponent = 10 * exponent + (c - '0');
    }
    return minus ? -exponent : exponent;
}

std::int64_t to_integer(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) {
        value = 10 * value + (c - '0');
    }
    return value;
}

cpp_int to_large(std::string_view signed_digits) {
    const bool minus = take_sign(signed_digits);
    cpp_int value = large_integer(signed_digits);
    return minus ? cpp_int{-value} : value;
}

void add_to(DecimalSum::Exact& sum, const cpp_int& digits, unsigned decimals) {
    if (decimals > sum.decimals) {
        sum.digits *= power_of_ten(decimals - sum.decimals);
        sum.decimals = decimals;
    }
    sum.digits += digits * power_of_ten(sum.decimals - decimals);
}

}  // namespace

cpp_int large_integer(std::string_view digits) {
    // cpp_int takes a leading zero for the sign of an octal number.
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.empty() ? cpp_int{0} : cpp_int{std::string{digits}};
}

cpp_int power_of_ten(unsigned exponent) {
    return boost::multiprecision::pow(cpp_int{10}, exponent);
}

std::string with_point(std::string digits, unsigned decimals) {
    if (decimals > 0) {
        if (digits.size() <= decimals) {
            digits.insert(0, decimals + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - decimals, 1, '.');
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') {
            digits.pop_back();
        }
    }
    return digits;
}

std::string decimal_text(cpp_int digits, unsigned decimals) {
    const bool minus = digits < 0;
    const auto text =
        with_point(cpp_int{minus ? cpp_int{-digits} : std::move(digits)}.str(), decimals);
    return minus && text != "0" ? "-" + text : text;
}

std::optional<Decimal> Decimal::parse(std::string_view text, unsigned longest) {
    text = trimmed(text, " \t");
    const bool minus = take_sign(text);
    const auto whole = take_digits(text);
    std::string_view fraction;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        fraction = take_digits(text);
    }
    const auto exponent = parse_exponent(text);
    if ((whole.empty() && fraction.empty()) || !exponent || whole.size() > longest ||
        fraction.size() > longest || *exponent > static_cast<int>(longest) ||
        *exponent < -static_cast<int>(longest)) {
        return std::nullopt;
    }
    Decimal value;
    const auto places = static_cast<int>(fraction.size()) - *exponent;
    value.decimals_ = static_cast<unsigned>(std::max(places, 0));
    const auto zeros = static_cast<std::size_t>(std::max(-places, 0));
    if (whole.size() + fraction.size() + zeros <= most_small_digits) {
        const auto digits =
            (to_integer(whole) * small_powers[fraction.size()] + to_integer(fraction)) *
            small_powers[zeros];
        value.digits_ = minus ? -digits : digits;
    } else {
        value.long_digits_.reserve(1 + whole.size() + fraction.size() + zeros);
        value.long_digits_ += minus ? '-' : '+';
        value.long_digits_ += whole;
        value.long_digits_ += fraction;
        value.long_digits_.append(zeros, '0');
    }
    return value;
}

bool Decimal::is_negative() const noexcept {
    return digits_ < 0 || (long_digits_.starts_with('-') &&
                           long_digits_.find_first_not_of("-0") != long_digits_.npos);
}

std::optional<std::int64_t> Decimal::in_units(unsigned decimals) const noexcept {
    auto digits = digits_;
    auto have = decimals_;
    for (; have > decimals && digits != 0 && digits % 10 == 0; --have) {
        digits /= 10;
    }
    if (!long_digits_.empty() || (have > decimals && digits != 0)) {
        return std::nullopt;
    }
    const auto missing = digits == 0 ? 0 : decimals - have;
    if (missing > most_small_digits ||
        __builtin_mul_overflow(digits, small_powers[missing], &digits)) {
        return std::nullopt;
    }
    return digits;
}

DecimalSum::DecimalSum() noexcept = default;
DecimalSum::DecimalSum(DecimalSum&&) noexcept = default;
DecimalSum& DecimalSum::operator=(DecimalSum&&) noexcept = default;
DecimalSum::~DecimalSum() = default;

void DecimalSum::add(const Decimal& value) {
    if (!value.long_digits_.empty()) {
        add(Exact{to_large(value.long_digits_), value.decimals_});
    } else {
        add_scaled(value.digits_, value.decimals_);
    }
}

/// Stays in 64 bits as long as that is exact.
void DecimalSum::add_scaled(std::int64_t digits, unsigned decimals) {
    const auto rescale = [](std::int64_t& number, unsigned by) {
        return by > most_small_digits || __builtin_mul_overflow(number, small_powers[by], &number);
    };
    auto sum = small_;
    auto addend = digits;
    const auto common = std::max(decimals_, decimals);
    if (rescale(sum, common - decimals_) || rescale(addend, common - decimals) ||
        __builtin_add_overflow(sum, addend, &sum)) {
        add(Exact{digits, decimals});
        return;
    }
    small_ = sum;
    decimals_ = common;
}

/// Moves the small part into the large one.
void DecimalSum::spill() {
    if (large_ == nullptr) {
        large_ = std::make_unique<Exact>();
    }
    add_to(*large_, small_, decimals_);
    small_ = 0;
    decimals_ = 0;
}

void DecimalSum::add(const DecimalSum& other) {
    add_scaled(other.small_, other.decimals_);
    if (other.large_ != nullptr) {
        add(*other.large_);
    }
}

void DecimalSum::add_product(const Decimal& a, const Decimal& b) {
    const auto digits = [](const Decimal& value) {
        return value.long_digits_.empty() ? cpp_int{value.digits_} : to_large(value.long_digits_);
    };
    add(Exact{digits(a) * digits(b), a.decimals_ + b.decimals_});
}

void DecimalSum::add(const Exact& exact) {
    spill();
    add_to(*large_, exact.digits, exact.decimals);
}

DecimalSum::Exact DecimalSum::exact() const {
    auto sum = large_ == nullptr ? Exact{} : *large_;
    add_to(sum, small_, decimals_);
    return sum;
}

std::string DecimalSum::text() const {
    if (large_ == nullptr) {
        const auto digits = static_cast<std::uint64_t>(small_);
        return (small_ < 0 ? "-" : "") +
               with_point(std::to_string(small_ < 0 ? 0 - digits : digits), decimals_);
    }
    auto sum = exact();
    return decimal_text(std::move(sum.digits), sum.decimals);
}

bool DecimalSum::is_zero() const {
    return large_ == nullptr ? small_ == 0 : exact().digits == 0;
}

std::optional<std::int64_t> DecimalSum::in_units(unsigned decimals) const noexcept {
    return large_ == nullptr ? Decimal{small_, decimals_}.in_units(decimals) : std::nullopt;
}

bool operator==(const DecimalSum& a, const DecimalSum& b) {
    return a.text() == b.text();
}

}  // namespace socshift
