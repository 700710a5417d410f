#pragma once

#include "socshift/previews/preview.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What can be counted of one preview.
struct PreviewMeasures {
    std::size_t proposals = 0;
    std::size_t built = 0;                // of these
    std::size_t leaves = 0;               // of the draft
    std::map<Effect, std::size_t> codes;  // of the base, with each effect
    std::size_t broken = 0;               // series
    std::size_t families = 0;             // over all editions of the series and the draft
    std::optional<Bounds> moving;         // figures; none if there are none

    friend bool operator==(const PreviewMeasures&, const PreviewMeasures&) = default;
};

[[nodiscard]] PreviewMeasures measures(const Preview& preview);

/// A proposal that two scenarios do not treat alike. None: a scenario does not have it.
struct OutcomeDifference {
    std::string proposal;
    std::optional<ProposalOutcome> first;
    std::optional<ProposalOutcome> second;

    friend bool operator==(const OutcomeDifference&, const OutcomeDifference&) = default;
};

/// A code of the base that goes to other codes in the second draft than in the first.
struct TargetDifference {
    NamedCode code;
    std::vector<Code> first;
    std::vector<Code> second;

    friend bool operator==(const TargetDifference&, const TargetDifference&) = default;
};

/// Two scenarios on one base, side by side.
struct PreviewComparison {
    EditionId base;
    EditionId first;
    EditionId second;  // the same where a scenario is compared with a changed form of itself
    PreviewMeasures of_first;
    PreviewMeasures of_second;
    std::vector<OutcomeDifference> proposals;  // by identifier
    std::vector<TargetDifference> codes;       // in code order

    /// Whether no proposal and no code fares differently.
    [[nodiscard]] bool agrees() const noexcept { return proposals.empty() && codes.empty(); }
};

/// @throws Error if the scenarios have different bases.
[[nodiscard]] PreviewComparison compare(const Preview& first, const Preview& second);

}  // namespace socshift
