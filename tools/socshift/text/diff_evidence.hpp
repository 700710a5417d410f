#pragma once

#include "command.hpp"
#include "socshift/catalog/definitions.hpp"
#include "socshift/changes/diff.hpp"
#include "socshift/changes/exclusion_changes.hpp"
#include "socshift/routes/route.hpp"
#include "text/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace socshift::cli {

/// What happened to one code, with all that can prove it.
struct EvidenceView {
    const Edition& before;
    const Edition& after;
    const Route& route;
    const Diff& whole;
    const ExclusionChanges& exclusions;
    std::optional<Definitions> definitions_before;  // when the user has imported them
    std::optional<Definitions> definitions_after;
    std::string code;                    // of either edition, or of both
    std::vector<const Change*> changes;  // those that have it
};

/// What each change rests on, as far as the code goes: its GSIM type, the rows of the links from
/// and to the code, the titles at their ends, the exclusions of these items and those that name the
/// code, and the definitions. A paragraph each, or a row for each piece of evidence.
void write_evidence(const EvidenceView& view, Format format, Context& context);

}  // namespace socshift::cli
