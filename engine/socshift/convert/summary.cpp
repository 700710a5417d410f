#include "socshift/convert/summary.hpp"

#include "socshift/convert/decimal.hpp"

#include <fmt/core.h>

#include <string_view>

namespace socshift {

namespace {

void expect(std::uint64_t expected, std::uint64_t found, std::string_view what) {
    if (expected != found) {
        throw AccountError(
            fmt::format("the account does not balance: {} {}, expected {}", what, found, expected));
    }
}

DecimalSum sum_of(std::initializer_list<std::string_view> amounts) {
    DecimalSum sum;
    for (const auto amount : amounts) {
        if (const auto value = Decimal::parse(amount)) {
            sum.add(*value);
        }
    }
    return sum;
}

void check_sum(const ConvertSummary& summary, std::size_t at) {
    const auto& sum = summary.sums[at];
    const auto total = sum_of({sum.out, sum.rejected});
    if (!(total == sum_of({sum.in}))) {
        throw AccountError(fmt::format(
            "the account does not balance: column '{}' has {} in, but {} out and {} set aside",
            sum.column, sum.in, sum.out, sum.rejected));
    }
    DecimalSum by_basis;
    for (const auto& carried : summary.by_basis) {
        by_basis.add(sum_of({carried.amounts.at(at)}));
    }
    if (!(by_basis == sum_of({sum.out}))) {
        throw AccountError(fmt::format(
            "the account does not balance: column '{}' has {} out, but {} over all bases",
            sum.column, sum.out, by_basis.text()));
    }
}

}  // namespace

void check_account(const ConvertSummary& summary) {
    expect(summary.rows_in,
           summary.rows_filtered + summary.rows_carried + summary.rows_rejected + summary.rows_kept,
           "rows filtered, carried, set aside and kept");
    std::uint64_t by_reason = 0;
    for (const auto& entry : summary.set_aside) {
        by_reason += entry.rows;
    }
    expect(summary.rows_rejected + summary.rows_kept, by_reason, "rows by reason");
    std::uint64_t by_basis = 0;
    for (const auto& entry : summary.by_basis) {
        by_basis += entry.rows;
    }
    expect(summary.rows_carried, by_basis, "rows by basis");
    for (std::size_t i = 0; i < summary.sums.size(); ++i) {
        check_sum(summary, i);
    }
}

}  // namespace socshift
