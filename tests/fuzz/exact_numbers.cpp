// Shares and decimals against fractions that are read and added up digit by digit.
#include "fuzz.hpp"
#include "socshift/base/error.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/division.hpp"
#include "socshift/numbers/share.hpp"
#include "support/conversion.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <optional>

namespace {

using namespace socshift;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using fuzz::demand;

struct Number {
    cpp_rational value;
    bool has_point = false;
};

/// "12", "-0.50", ".5", "2/3"; none for anything else, of which the library may know more.
std::optional<Number> read(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    text.remove_prefix(is_negative ? 1 : 0);
    cpp_int above = 0;
    cpp_int below = 1;
    bool has_digit = false;
    char kind = 0;
    cpp_int second = 0;
    bool has_second = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (kind == '/') {
                second = second * 10 + (c - '0');
                has_second = true;
                continue;
            }
            above = above * 10 + (c - '0');
            below *= kind == '.' ? 10 : 1;
            has_digit = has_digit || kind == 0;
            has_second = has_second || kind == '.';
        } else if (kind == 0 && (c == '.' || (c == '/' && has_digit))) {
            kind = c;
        } else {
            return std::nullopt;
        }
    }
    if ((!has_digit && kind != '.') || (kind != 0 && !has_second) || (kind == '/' && second == 0)) {
        return std::nullopt;
    }
    const cpp_rational value{is_negative ? cpp_int{-above} : above, kind == '/' ? second : below};
    return Number{value, kind == '.'};
}

std::string text_of(const cpp_rational& value) {
    return denominator(value) == 1 ? numerator(value).str()
                                   : numerator(value).str() + "/" + denominator(value).str();
}

bool is_short(const cpp_rational& value) {
    return msb(denominator(value)) < Share::most_bits;
}

std::optional<Share> share_of(const std::string& text) {
    try {
        return Share::parse(text);
    } catch (const FormatError&) {
        return std::nullopt;
    }
}

void check_share(const std::string& text, const std::optional<Number>& known) {
    const auto share = share_of(text);
    if (!known || text.starts_with('-')) {
        demand(!share);
        return;
    }
    const bool fits = known->value <= 1 && is_short(known->value) && text.size() <= 10000;
    demand(share.has_value() == fits);
    if (share) {
        demand(share->text() == text_of(known->value));
        demand(*share_of(share->text()) == *share);
    }
}

void check_pairs(const std::vector<Share>& shares, const std::vector<cpp_rational>& values) {
    ShareSum sum;
    cpp_rational total = 0;
    bool too_long = false;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        sum.add(shares[i]);
        total += values[i];
        too_long = too_long || !is_short(total);
        const auto& next = (i + 1) % shares.size();
        const cpp_rational product = values[i] * values[next];
        try {
            const auto made = shares[i] * shares[next];
            demand(made.text() == text_of(product) && is_short(product));
        } catch (const ShareTooLong&) {
            demand(!is_short(product));
        }
        demand((shares[i] < shares[next]) == (values[i] < values[next]));
    }
    demand(sum.is_one() == (!too_long && total == 1));
    if (!too_long) {
        demand(sum.text() == text_of(total));
    }
}

/// "-3.25" from digits and a point, as DecimalSum prints it.
void check_decimals(const std::vector<std::string>& texts) {
    DecimalSum sum;
    cpp_rational total = 0;
    for (const auto& text : texts) {
        const auto known = read(text);
        const auto decimal = Decimal::parse(text);
        if (!known || text.find('/') != std::string::npos) {
            continue;
        }
        demand(decimal.has_value() || text.size() > Decimal::longest_cell);
        if (decimal) {
            sum.add(*decimal);
            total += known->value;
        }
    }
    demand(read(sum.text()).has_value() && read(sum.text())->value == total);
    demand(sum.is_zero() == (total == 0));
}

/// Parts of a number add up to it, whatever the shares, if these add up to one.
void check_division(const std::string& text, const std::vector<Share>& shares, bool whole) {
    ShareSum sum;
    for (const auto& share : shares) {
        sum.add(share);
    }
    const auto known = read(text);
    const auto cell = test::sum_cell(text);
    if (!sum.is_one() || !known || !cell.is_number() || text.find('/') != std::string::npos) {
        return;
    }
    std::vector<std::string> parts;
    Division{shares}.divide(cell, whole, parts);
    demand(parts.size() == shares.size());
    cpp_rational total = 0;
    for (const auto& part : parts) {
        const auto value = read(part);
        demand(value.has_value());
        total += value->value;
    }
    demand(total == known->value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    const bool whole = input.byte() % 2 == 1;
    std::vector<std::string> texts(1);
    for (const char c : input.rest()) {
        if (c == ' ') {
            texts.emplace_back();
        } else {
            texts.back() += c;
        }
    }
    texts.resize(std::min<std::size_t>(texts.size(), 40));
    std::vector<Share> shares;
    std::vector<cpp_rational> values;
    for (const auto& text : texts) {
        const auto known = read(text);
        check_share(text, known);
        if (const auto share = share_of(text)) {
            shares.push_back(*share);
            values.push_back(known->value);
        }
    }
    if (!shares.empty()) {
        check_pairs(shares, values);
        check_division(texts.front(), shares, whole);
        // Made to add up to one: each third.
        check_division(texts.front(), {Share{1, 3}, Share{1, 3}, Share{1, 3}}, whole);
    }
    check_decimals(texts);
    return 0;
}
