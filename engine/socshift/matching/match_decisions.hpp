#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/edition.hpp"

#include <optional>
#include <vector>

namespace socshift {

/// What a reader decided about two leaves: that the one goes to the other, or that it does not.
/// Without a target that the source goes nowhere; without a source that the target is new.
struct MatchDecision {
    std::optional<Code> source;
    std::optional<Code> target;
    bool holds = true;
    SourceLocation at;
};

/// Reads decisions from a table with the columns `source_code`, `target_code` and `decision`, as
/// matches_answer() has them: `yes`, `no`, or nothing, which decides nothing. Other
/// columns are not looked at.
/// @throws FormatError for a missing column, another word, a code that is no leaf of its edition,
/// and for decisions that contradict each other.
[[nodiscard]] std::vector<MatchDecision> read_match_decisions(const DelimitedTable& table,
                                                              const Edition& before,
                                                              const Edition& after);

}  // namespace socshift
