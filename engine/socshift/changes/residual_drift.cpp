#include "socshift/changes/residual_drift.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace socshift {

namespace {

std::size_t residual_leaves(const Edition& edition) {
    std::size_t out = 0;
    for (const auto& item : edition.items()) {
        out += item.residual && edition.is_leaf(item) ? 1U : 0U;
    }
    return out;
}

std::map<std::string_view, std::size_t> sources_of_targets(const Correspondence& table) {
    std::map<std::string_view, std::size_t> out;
    for (const auto& link : table.links()) {
        ++out[link.target.text()];
    }
    return out;
}

Drift drift_of(const Item& source, const Item& target) {
    if (source.residual) {
        return target.residual ? Drift::stayed : Drift::left;
    }
    return Drift::entered;
}

const Counts::Row* find_row(const Counts& counts, const Code& code) {
    const auto row =
        std::lower_bound(counts.rows.begin(), counts.rows.end(), code,
                         [](const Counts::Row& a, const Code& b) { return a.code < b; });
    return row != counts.rows.end() && row->code == code ? &*row : nullptr;
}

}  // namespace

std::vector<const DriftLink*> by_residual(const ResidualDrift& drift) {
    std::vector<const DriftLink*> out;
    for (const auto& link : drift.links) {
        out.push_back(&link);
    }
    std::stable_sort(out.begin(), out.end(), [](const DriftLink* a, const DriftLink* b) {
        const auto& first = a->residual().code;
        const auto& second = b->residual().code;
        return first != second ? first < second
                               : (a->drift != Drift::entered) > (b->drift != Drift::entered);
    });
    return out;
}

std::size_t ResidualDrift::of(Drift drift) const noexcept {
    return static_cast<std::size_t>(
        std::count_if(links.begin(), links.end(),
                      [drift](const DriftLink& link) { return link.drift == drift; }));
}

ResidualDrift residual_drift(const Edition& before, const Edition& after,
                             const Correspondence& leaves, const Counts* counts) {
    const auto sources = sources_of_targets(leaves);
    ResidualDrift out;
    out.residuals_before = residual_leaves(before);
    out.residuals_after = residual_leaves(after);
    for (const auto& item : before.items()) {
        const auto links = leaves.links_from(item.code);
        const bool is_divided = links.size() > 1;
        out.divided += is_divided ? 1U : 0U;
        out.divided_residuals += is_divided && item.residual ? 1U : 0U;
        for (const auto& link : links) {
            const auto& target = *after.find(link.target);
            if (!item.residual && !target.residual) {
                continue;
            }
            const auto drift = drift_of(item, target);
            if (drift == Drift::stayed && !is_divided && sources.at(link.target.text()) == 1) {
                ++out.residuals_untouched;
                continue;
            }
            DriftLink entry{drift, &item, &target, std::nullopt, false};
            if (counts != nullptr) {
                if (const auto* const row = find_row(*counts, item.code)) {
                    entry.count = row->count;
                    entry.is_exact = !is_divided;
                }
            }
            out.links.push_back(entry);
        }
    }
    return out;
}

}  // namespace socshift
