#include "socshift/convert/summary.hpp"

#include "socshift/convert/balance.hpp"
#include "socshift/numbers/decimal.hpp"

#include <fmt/core.h>

#include <set>
#include <string_view>

namespace socshift {

namespace {

DecimalSum sum_of(std::initializer_list<std::string_view> amounts) {
    DecimalSum sum;
    for (const auto amount : amounts) {
        if (const auto value = Decimal::parse(amount, Decimal::longest_amount)) {
            sum.add(*value);
        }
    }
    return sum;
}

/// @p name as the message has it; @p amount gives what was carried on one basis.
template <typename Amount>
void check_sum(const ConvertSummary& summary, const SumAccount& sum, std::string_view name,
               const Amount& amount) {
    const auto total = sum_of({sum.out, sum.rejected});
    if (!(total == sum_of({sum.in}))) {
        throw AccountError(
            fmt::format("the account does not balance: {} has {} in, but {} out and {} set aside",
                        name, sum.in, sum.out, sum.rejected));
    }
    DecimalSum by_basis;
    for (const auto& carried : summary.by_basis) {
        by_basis.add(sum_of({amount(carried)}));
    }
    if (!(by_basis == sum_of({sum.out}))) {
        throw AccountError(
            fmt::format("the account does not balance: {} has {} out, but {} over all bases", name,
                        sum.out, by_basis.text()));
    }
}

void check_mean(const ConvertSummary& summary, std::size_t at) {
    const auto& mean = summary.means[at];
    check_sum(summary, mean.weights, fmt::format("the weight of '{}'", mean.column),
              [&](const CarriedBy& carried) { return carried.weights.at(at); });
    const auto& products = mean.products;
    if (!(sum_of({products.out, products.rejected}) == sum_of({products.in}))) {
        throw AccountError(fmt::format(
            "the account does not balance: what '{}' is made of has {} in, but {} out and {} set "
            "aside",
            mean.column, products.in, products.out, products.rejected));
    }
}

}  // namespace

bool is_doubtful(std::uint64_t rows, std::uint64_t elsewhere, std::size_t codes_elsewhere) {
    constexpr std::uint64_t one_in = 100;
    return codes_elsewhere > 1 && elsewhere * one_in >= rows;
}

std::vector<CouldBeMissing> could_be_missing(const ConvertSummary& summary) {
    std::vector<CouldBeMissing> out;
    std::set<std::string> seen;
    const auto add = [&](const std::string& column, const SumAccount& account) {
        if (!seen.insert(column).second) {
            return;
        }
        for (const auto& number : account.could_be_missing) {
            out.push_back({column, number});
        }
    };
    for (const auto& sum : summary.sums) {
        add(sum.column, sum);
    }
    for (const auto& mean : summary.means) {
        add(mean.of, mean.products);
        add(mean.by_weight, mean.weights);
    }
    return out;
}

void check_account(const ConvertSummary& summary) {
    expect_rows(
        summary.rows_in,
        summary.rows_filtered + summary.rows_carried + summary.rows_rejected + summary.rows_kept,
        "rows filtered, carried, set aside and kept");
    std::uint64_t by_reason = 0;
    for (const auto& entry : summary.set_aside) {
        by_reason += entry.rows;
    }
    expect_rows(summary.rows_rejected + summary.rows_kept, by_reason, "rows by reason");
    std::uint64_t in_part = 0;
    for (const auto& entry : summary.in_part) {
        in_part += entry.rows;
    }
    expect_rows(summary.rows_in_part, in_part, "rows carried in part");
    auto by_basis = summary.rows_settled;
    for (const auto& entry : summary.by_basis) {
        by_basis += entry.rows;
    }
    expect_rows(summary.rows_carried, by_basis, "rows by basis and by title");
    for (std::size_t i = 0; i < summary.sums.size(); ++i) {
        check_sum(summary, summary.sums[i], fmt::format("column '{}'", summary.sums[i].column),
                  [&](const CarriedBy& carried) { return carried.amounts.at(i); });
    }
    for (std::size_t i = 0; i < summary.means.size(); ++i) {
        check_mean(summary, i);
    }
}

}  // namespace socshift
