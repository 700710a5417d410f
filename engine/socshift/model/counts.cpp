#include "socshift/model/counts.hpp"

#include <fmt/core.h>

namespace socshift {

Findings check(const Counts& counts) {
    Findings out;
    const Counts::Row* last = nullptr;
    std::int64_t sum = 0;  // never beyond most_counted
    for (const auto& row : counts.rows) {
        if (row.count < 0) {
            out.push_back({Severity::error, "count-negative", row.at,
                           fmt::format("the count of '{}' is {}", row.code.text(), row.count)});
        } else if (row.count > most_counted - sum) {
            out.push_back(
                {Severity::error, "count-too-large", row.at,
                 fmt::format("with the count of '{}', {}, the counts sum to more than {}, which no "
                             "sum may pass",
                             row.code.text(), row.count, most_counted)});
        } else {
            sum += row.count;
        }
        if (last != nullptr && last->code == row.code) {
            out.push_back(
                {Severity::error, "duplicate-count", row.at,
                 fmt::format("code '{}' is already there ({})", row.code.text(), last->at.text())});
        }
        last = &row;
    }
    return out;
}

Findings check(const Counts& counts, const Edition& edition) {
    auto out = check(counts);
    for (const auto& row : counts.rows) {
        if (edition.find(row.code) == nullptr) {
            out.push_back(
                {Severity::warning, "count-unknown-code", row.at,
                 fmt::format("'{}' is not an item of {}", row.code.text(), edition.id().text())});
        }
    }
    sort_by_place(out);
    return out;
}

}  // namespace socshift
