#include "socshift/model/counts.hpp"

#include <fmt/core.h>

namespace socshift {

Findings check(const Counts& counts) {
    Findings out;
    const Counts::Row* last = nullptr;
    for (const auto& row : counts.rows) {
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
