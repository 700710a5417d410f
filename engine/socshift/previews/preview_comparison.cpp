#include "socshift/previews/preview_comparison.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace socshift {

namespace {

std::optional<ProposalOutcome> outcome_of(const Preview& preview, const std::string& proposal) {
    const auto found = preview.built.outcomes.find(proposal);
    return found == preview.built.outcomes.end() ? std::nullopt : std::optional{found->second};
}

std::vector<OutcomeDifference> differing_outcomes(const Preview& first, const Preview& second) {
    std::set<std::string> ids;
    for (const auto* const preview : {&first, &second}) {
        for (const auto& [id, outcome] : preview->built.outcomes) {
            ids.insert(id);
        }
    }
    std::vector<OutcomeDifference> out;
    for (const auto& id : ids) {
        const OutcomeDifference row{id, outcome_of(first, id), outcome_of(second, id)};
        if (row.first != row.second) {
            out.push_back(row);
        }
    }
    return out;
}

/// Where @p code goes; to itself if the draft does not touch it.
std::vector<Code> targets_of(const Preview& preview, const Code& code) {
    const auto found =
        std::lower_bound(preview.touched.begin(), preview.touched.end(), code,
                         [](const TouchedCode& t, const Code& c) { return t.item->code < c; });
    return found == preview.touched.end() || found->item->code != code ? std::vector<Code>{code}
                                                                       : found->targets;
}

}  // namespace

PreviewMeasures measures(const Preview& preview) {
    const auto& outcomes = preview.built.outcomes;
    PreviewMeasures out{
        outcomes.size(),
        static_cast<std::size_t>(std::count_if(
            outcomes.begin(), outcomes.end(),
            [](const auto& entry) { return entry.second == ProposalOutcome::built; })),
        preview.draft().cut(preview.draft().finest_level()).size(),
        {},
        preview.breaks.broken.size(),
        preview.breaks.families_after,
        moving(preview, preview.touched)};
    for (const auto& row : word_table<Effect>) {
        out.codes[row.value] = 0;
    }
    for (const auto& touched : preview.touched) {
        ++out.codes[touched.effect];
    }
    return out;
}

PreviewComparison compare(const Preview& first, const Preview& second) {
    const auto& base = first.scenario.base;
    if (base != second.scenario.base) {
        throw Error(fmt::format("'{}' and '{}' have different bases, {} and {}",
                                first.scenario.id.text(), second.scenario.id.text(), base.text(),
                                second.scenario.base.text()));
    }
    PreviewComparison out{base,
                          first.scenario.id,
                          second.scenario.id,
                          measures(first),
                          measures(second),
                          differing_outcomes(first, second),
                          {}};
    for (const auto& item : first.base().items()) {
        const TargetDifference row{named(item), targets_of(first, item.code),
                                   targets_of(second, item.code)};
        if (row.first != row.second) {
            out.codes.push_back(row);
        }
    }
    return out;
}

}  // namespace socshift
