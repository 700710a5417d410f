#include "socshift/numbers/figure_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace socshift {

namespace {

constexpr std::size_t longest_digits = 20;  // of 64 bits, with a sign

/// The digits of @p text without its point; none if they need more than 64 bits.
std::optional<std::int64_t> digits_of(std::string_view text, std::size_t point) {
    constexpr std::size_t most_digits = 18;
    if (text.size() > most_digits) {
        return std::nullopt;
    }
    std::int64_t digits = 0;
    bool is_number = false;
    const bool minus = text.starts_with('-');
    for (std::size_t at = minus ? 1 : 0; at < text.size(); ++at) {
        if (at == point) {
            continue;
        }
        if (text[at] < '0' || text[at] > '9') {
            return std::nullopt;
        }
        is_number = true;
        digits = digits * 10 + (text[at] - '0');
    }
    return is_number ? std::optional{minus ? -digits : digits} : std::nullopt;
}

}  // namespace

FigureList::FigureList(std::size_t figures) : digits_(figures), decimals_(figures, none) {}

void FigureList::set(std::size_t at, std::string_view printed) {
    digits_[at] = 0;
    decimals_[at] = none;
    if (printed.empty()) {
        return;
    }
    const auto point = printed.find('.');
    const auto decimals = point == std::string_view::npos ? 0 : printed.size() - point - 1;
    if (const auto digits = digits_of(printed, point)) {
        digits_[at] = *digits;
        decimals_[at] = static_cast<std::uint8_t>(decimals);
        return;
    }
    if (!Decimal::parse(printed, Decimal::longest_amount)) {
        throw std::invalid_argument("no printed figure");
    }
    decimals_[at] = elsewhere;
    long_[at] = printed;
}

void FigureList::append(std::size_t at, std::string& out) const {
    const auto decimals = decimals_[at];
    if (decimals > most_decimals) {
        out += decimals == none ? std::string_view{} : std::string_view{long_.at(at)};
        return;
    }
    std::array<char, longest_digits> text{};
    const auto digits = digits_[at];
    const auto size = static_cast<std::size_t>(
        std::to_chars(text.data(), text.data() + text.size(), digits < 0 ? -digits : digits).ptr -
        text.data());
    const std::string_view all{text.data(), size};
    out += digits < 0 ? "-" : "";
    if (decimals == 0) {
        out += all;
        return;
    }
    const auto whole = size > decimals ? size - decimals : 0;
    out += whole == 0 ? std::string_view{"0"} : all.substr(0, whole);
    out += '.';
    out.append(decimals - (size - whole), '0');
    out += all.substr(whole);
}

std::string FigureList::text(std::size_t at) const {
    std::string out;
    append(at, out);
    return out;
}

void FigureList::add_to(std::size_t at, DecimalSum& sum) const {
    if (decimals_[at] <= most_decimals) {
        sum.add(Decimal{digits_[at], decimals_[at]});
    } else if (decimals_[at] == elsewhere) {
        sum.add(Decimal::parse(long_.at(at), Decimal::longest_amount).value());
    }
}

std::vector<std::string> FigureList::texts(std::size_t figures) const {
    std::vector<std::string> out(std::min(figures, size()));
    for (std::size_t at = 0; at < out.size(); ++at) {
        append(at, out[at]);
    }
    return out;
}

}  // namespace socshift
