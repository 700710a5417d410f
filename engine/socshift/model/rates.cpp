#include "socshift/model/rates.hpp"

#include "socshift/numbers/share_exact.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace socshift {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

/// How many decimals @p share has; none if it is no decimal.
std::optional<unsigned> decimals_of(const Share& share) {
    cpp_int rest = denominator(share.exact().value);
    const auto take = [&rest](unsigned factor) {
        unsigned times = 0;
        while (rest % factor == 0) {
            rest /= factor;
            ++times;
        }
        return times;
    };
    const auto twos = take(2);
    const auto fives = take(5);
    return rest == 1 ? std::optional{std::max(twos, fives)} : std::nullopt;
}

void check_item(const Edition& edition, const Code& code, const SourceLocation& at, Findings& out) {
    if (edition.find(code) == nullptr) {
        out.push_back({Severity::error, "rate-unknown-code", at,
                       fmt::format("'{}' is not an item of {}", code.text(), edition.id().text())});
    }
}

}  // namespace

Findings check(const Rates& rates) {
    Findings out;
    std::map<std::tuple<Code, Code, std::vector<std::string>>, SourceLocation> seen;
    std::map<std::pair<Code, std::vector<std::string>>, std::pair<SourceLocation, ShareSum>> sums;
    for (const auto& row : rates.rows) {
        if (row.groups.size() != rates.groups.size()) {
            out.push_back({Severity::error, "rate-groups", row.at,
                           fmt::format("{} values of groups; expected {}: {}", row.groups.size(),
                                       rates.groups.size(), fmt::join(rates.groups, ", "))});
        }
        const auto [first, is_new] =
            seen.emplace(std::tuple{row.source, row.target, row.groups}, row.at);
        if (!is_new) {
            out.push_back({Severity::error, "duplicate-rate", row.at,
                           fmt::format("'{}' -> '{}' is already there ({})", row.source.text(),
                                       row.target.text(), first->second.text())});
        }
        auto& sum = sums.try_emplace({row.source, row.groups}, row.at, ShareSum{}).first->second;
        sum.second.add(row.rate);
    }
    for (const auto& [key, sum] : sums) {
        if (!sum.second.is_one()) {
            out.push_back(
                {Severity::note, "rate-sum", sum.first,
                 fmt::format("rates out of '{}' ({}) sum to {}, not to 1", key.first.text(),
                             fmt::join(key.second, ", "), sum.second.text())});
        }
    }
    sort_by_place(out);
    return out;
}

Findings check(const Rates& rates, const Edition& before, const Edition& after) {
    auto out = check(rates);
    for (const auto& row : rates.rows) {
        check_item(before, row.source, row.at, out);
        check_item(after, row.target, row.at, out);
    }
    sort_by_place(out);
    return out;
}

std::optional<RoundedShares> put_right(std::vector<Share> shares) {
    cpp_rational sum = 0;
    std::optional<unsigned> decimals = 0;
    for (const auto& share : shares) {
        sum += share.exact().value;
        const auto own = decimals_of(share);
        decimals = own && decimals ? std::optional{std::max(*own, *decimals)} : std::nullopt;
    }
    if (sum == 1) {
        return RoundedShares{std::move(shares), std::nullopt};
    }
    if (!decimals || shares.empty()) {
        return std::nullopt;
    }
    const cpp_rational difference = 1 - sum;
    // Half a unit of the last decimal for each, or what a double misses below one.
    constexpr unsigned double_bits = 53;
    const cpp_rational of_decimals{1, 2 * boost::multiprecision::pow(cpp_int{10}, *decimals)};
    const cpp_rational of_doubles{1, cpp_int{1} << double_bits};
    const cpp_rational most = std::max(of_decimals, of_doubles) * shares.size();
    const auto largest = std::max_element(shares.begin(), shares.end());
    const cpp_rational right = largest->exact().value + difference;
    if (abs(difference) > most || right < 0 || right > 1) {
        return std::nullopt;
    }
    *largest = share_of(right);
    const auto changed = static_cast<std::size_t>(largest - shares.begin());
    return RoundedShares{std::move(shares), changed};
}

std::vector<std::vector<std::string>> groups_of(const Rates& rates) {
    std::set<std::vector<std::string>> out;
    for (const auto& row : rates.rows) {
        out.insert(row.groups);
    }
    return {out.begin(), out.end()};
}

std::vector<std::string> words_of(const Rates& rates, const std::string& group) {
    const auto at = static_cast<std::size_t>(
        std::find(rates.groups.begin(), rates.groups.end(), group) - rates.groups.begin());
    std::set<std::string> out;
    for (const auto& row : rates.rows) {
        if (at < row.groups.size()) {
            out.insert(row.groups[at]);
        }
    }
    return {out.begin(), out.end()};
}

std::map<Code, std::vector<std::pair<Code, Share>>> group_shares(
    const Rates& rates, const std::vector<std::string>& group) {
    std::map<Code, std::vector<std::pair<Code, Share>>> out;
    for (const auto& row : rates.rows) {
        if (row.groups == group) {
            out[row.source].emplace_back(row.target, row.rate);
        }
    }
    for (auto source = out.begin(); source != out.end();) {
        std::vector<Share> published;
        for (const auto& [target, rate] : source->second) {
            published.push_back(rate);
        }
        const auto right = put_right(std::move(published));
        for (std::size_t i = 0; right && i < right->shares.size(); ++i) {
            source->second[i].second = right->shares[i];
        }
        source = right ? std::next(source) : out.erase(source);
    }
    return out;
}

std::string decimal_text(const Share& share) {
    const auto& value = share.exact().value;
    const auto places = decimals_of(share);
    if (!places) {
        return share.text();
    }
    const std::size_t decimals = *places;
    if (decimals == 0) {
        return numerator(value).str();
    }
    const cpp_int scaled =
        numerator(value) * boost::multiprecision::pow(cpp_int{10}, *places) / denominator(value);
    auto digits = scaled.str();
    if (digits.size() <= decimals) {
        digits.insert(0, decimals + 1 - digits.size(), '0');
    }
    return digits.insert(digits.size() - decimals, 1, '.');
}

}  // namespace socshift
