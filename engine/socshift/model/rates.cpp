#include "socshift/model/rates.hpp"

#include "socshift/numbers/share_exact.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

namespace socshift {

namespace {

using boost::multiprecision::cpp_int;

/// What each code stands for must be one thing.
class Notations {
public:
    Notations(std::string_view side, Findings& out) : side_(side), out_(out) {}

    void add(const Code& code, const Code& stands_for, const SourceLocation& at) {
        const auto [known, is_new] = known_.emplace(code, stands_for);
        if (!is_new && known->second != stands_for) {
            out_.push_back(
                {Severity::error, "rate-codes", at,
                 fmt::format("{} '{}' stands for '{}' here and for '{}' elsewhere", side_,
                             code.text(), stands_for.text(), known->second.text())});
        }
    }

private:
    std::string_view side_;
    Findings& out_;
    std::map<Code, Code> known_;
};

void check_item(const Edition& edition, const Code& stands_for, std::string_view side,
                const SourceLocation& at, Findings& out) {
    if (!is_pattern(stands_for.text()) && edition.find(stands_for) == nullptr) {
        out.push_back({Severity::error, "rate-unknown-codes", at,
                       fmt::format("{} '{}' is neither an item of {} nor a pattern", side,
                                   stands_for.text(), edition.id().text())});
    }
}

}  // namespace

Findings check(const Rates& rates) {
    Findings out;
    std::map<std::pair<Code, Code>, SourceLocation> seen;
    std::map<Code, std::pair<SourceLocation, ShareSum>> sums;
    Notations sources{"source", out};
    Notations targets{"target", out};
    for (const auto& row : rates.rows) {
        const auto [first, is_new] = seen.emplace(std::pair{row.source, row.target}, row.at);
        if (!is_new) {
            out.push_back({Severity::error, "duplicate-rate", row.at,
                           fmt::format("'{}' -> '{}' is already there ({})", row.source.text(),
                                       row.target.text(), first->second.text())});
        }
        sources.add(row.source, row.source_codes, row.at);
        targets.add(row.target, row.target_codes, row.at);
        auto& sum = sums.try_emplace(row.source, row.at, ShareSum{}).first->second;
        sum.second.add(row.rate);
    }
    for (const auto& [source, sum] : sums) {
        if (!sum.second.is_one()) {
            out.push_back({Severity::note, "rate-sum", sum.first,
                           fmt::format("rates out of '{}' sum to {}, not to 1", source.text(),
                                       sum.second.text())});
        }
    }
    sort_by_place(out);
    return out;
}

Findings check(const Rates& rates, const Edition& before, const Edition& after) {
    auto out = check(rates);
    for (const auto& row : rates.rows) {
        check_item(before, row.source_codes, "source", row.at, out);
        check_item(after, row.target_codes, "target", row.at, out);
    }
    sort_by_place(out);
    return out;
}

bool is_pattern(std::string_view notation) noexcept {
    return notation.find('X') != std::string_view::npos;
}

bool fits(std::string_view code, std::string_view notation) noexcept {
    return code.size() == notation.size() &&
           std::equal(code.begin(), code.end(), notation.begin(), [](char digit, char pattern) {
               return digit == pattern || (pattern == 'X' && digit >= '0' && digit <= '9');
           });
}

std::string decimal_text(const Share& share) {
    const auto& value = share.exact().value;
    cpp_int rest = denominator(value);
    std::size_t decimals = 0;
    const auto take = [&rest](unsigned factor) {
        std::size_t times = 0;
        while (rest % factor == 0) {
            rest /= factor;
            ++times;
        }
        return times;
    };
    decimals = std::max(take(2), take(5));
    if (rest != 1) {
        return share.text();
    }
    if (decimals == 0) {
        return numerator(value).str();
    }
    const cpp_int scaled =
        numerator(value) *
        boost::multiprecision::pow(cpp_int{10}, static_cast<unsigned>(decimals)) /
        denominator(value);
    auto digits = scaled.str();
    if (digits.size() <= decimals) {
        digits.insert(0, decimals + 1 - digits.size(), '0');
    }
    return digits.insert(digits.size() - decimals, 1, '.');
}

}  // namespace socshift
