#include "socshift/weights/weights_estimate.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/weights/employment_weights.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

constexpr const char* method =
    "iterative proportional fitting from equal flows within each family; margins of the sources "
    "kept, those of the targets scaled to the family's total; where both cannot be met, the "
    "targets' margins come as near to them as they can in Kullback-Leibler divergence; shares "
    "rounded to millionths";

bool is_estimable(const FamilyEstimate& family) {
    return family.state != EstimateState::not_estimable;
}

/// The counts of leaves of @p edition, and in @p notes what is left out of them.
LeafSizes margin_of(const Catalog& catalog, const NamedCounts& named, const EditionId& edition,
                    std::vector<std::string>& notes) {
    const auto& counts = named.counts;
    auto found = check(counts, catalog.edition(counts.coded_in));
    if (has_errors(found)) {
        throw DataError(std::move(found));
    }
    const auto unknown =
        static_cast<std::uint64_t>(std::count_if(found.begin(), found.end(), [](const Finding& f) {
            return f.rule == "count-unknown-code";
        }));
    if (unknown != 0) {
        notes.push_back(fmt::format("{} of '{}' {} of {} and {} left out",
                                    count_of(unknown, "code", "codes"), named.name,
                                    unknown == 1 ? "is no item" : "are no items",
                                    counts.coded_in.text(), unknown == 1 ? "is" : "are"));
    }
    return catalog_leaf_counts(catalog, counts, edition);
}

EstimateRecord::Table record_of(const NamedCounts& named) {
    return {named.name, named.counts.reference, named.counts.coded_in.text(), named.sha256};
}

void add_notes(const Estimate& estimate, std::vector<std::string>& notes) {
    const auto estimated =
        std::count_if(estimate.families.begin(), estimate.families.end(), is_estimable);
    notes.push_back(fmt::format("{} of {} with a split estimated", estimated,
                                count_of(estimate.families.size(), "family", "families")));
    for (const auto& family : estimate.families) {
        const auto& record = family.record;
        switch (family.state) {
            case EstimateState::estimated:
                break;
            case EstimateState::not_estimable:
                notes.push_back(fmt::format("family of {}: not estimable: {}",
                                            record.sources.front(), record.reason));
                break;
            case EstimateState::contradictory:
                notes.push_back(
                    fmt::format("family of {}: the margins contradict each other; {} lie "
                                "elsewhere than the targets' say",
                                record.sources.front(), record.residual));
                break;
        }
    }
}

}  // namespace

bool EstimatedWeights::is_whole() const noexcept {
    return std::all_of(estimate.families.begin(), estimate.families.end(), is_estimable);
}

EstimatedWeights estimate_between(const Catalog& catalog, const WeightsSubject& subject,
                                  const NamedCounts& sources, const NamedCounts& targets) {
    const auto& table = subject.table;
    std::vector<std::string> notes;
    const auto source_sizes = margin_of(catalog, sources, table.source(), notes);
    const auto target_sizes = margin_of(catalog, targets, table.target(), notes);
    auto estimate = estimate_weights(table, catalog.edition(table.source()),
                                     catalog.edition(table.target()), source_sizes, target_sizes);
    add_notes(estimate, notes);
    auto file = to_file(estimate.weights, table.source(), table.target());
    file.title = fmt::format("{}, estimated from {} and {}", subject.route.text(), sources.name,
                             targets.name);
    file.provenance.publisher = "socshift";
    file.provenance.document = "Estimate from two tables of counts";
    EstimateRecord record{method, record_of(sources), record_of(targets), {}};
    for (const auto& family : estimate.families) {
        record.families.push_back(family.record);
    }
    file.estimate = std::move(record);
    return {std::move(file), std::move(estimate), std::move(notes)};
}

}  // namespace socshift
