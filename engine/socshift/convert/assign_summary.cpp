#include "socshift/convert/assign_summary.hpp"

#include "socshift/convert/balance.hpp"

#include <numeric>

namespace socshift {

void check_account(const AssignSummary& summary) {
    const auto sum = [](const auto& counts) {
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    };
    const auto refused = summary.rows_rejected + summary.rows_kept;
    expect_rows(summary.rows_in, summary.rows_filtered + summary.rows_assigned + refused,
                "rows left out, assigned, set aside and kept");
    expect_rows(summary.rows_assigned, sum(summary.by_kind), "rows by kind of match");
    expect_rows(summary.rows_assigned, sum(summary.by_score), "rows by score");
    expect_rows(summary.rows_assigned + summary.rows_kept, summary.rows_out, "rows written");
    std::uint64_t by_level = 0;
    for (const auto& [level, rows] : summary.by_level) {
        by_level += rows;
    }
    expect_rows(summary.rows_of(TitleMatchKind::fall_back), by_level, "groups by level");
    std::uint64_t aside = 0;
    for (const auto& entry : summary.set_aside) {
        aside += entry.rows;
    }
    expect_rows(refused, aside, "rows by reason");
}

}  // namespace socshift
