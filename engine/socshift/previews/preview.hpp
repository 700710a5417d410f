#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/previews/impact.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace socshift {

/// What a preview is made with besides the scenario.
struct PreviewOptions {
    /// Proposals, on the scenario's base without the others; empty: all of them.
    std::vector<std::string> only = {};

    /// Figures of the catalog; empty: the newest that a route joins with the base.
    std::string counts = {};
};

/// A scenario with everything that is worked out about it. Proposals in conflict are left out of
/// the draft; `built.findings` says so. Items that it points to are of its own catalog: a copy is
/// as good as the original.
struct Preview {
    Catalog catalog;  // with the draft in it
    Scenario scenario;
    BuiltScenario built;
    std::vector<TouchedCode> touched;
    Breaks breaks;
    std::string counts;              // their name; empty: none at hand
    std::optional<Figures> figures;  // of `counts`

    [[nodiscard]] const Edition& base() const { return catalog.edition(scenario.base); }
    [[nodiscard]] const Edition& draft() const { return catalog.edition(scenario.id); }
};

/// Builds @p scenario, whose base is in @p catalog, and looks at what it does.
/// @throws UnknownName for a proposal or counts that are not there.
[[nodiscard]] Preview make_preview(const Catalog& catalog, const Scenario& scenario,
                                   const PreviewOptions& options = {});

/// One request of a scenario, and what became of it.
struct PreviewedProposal {
    std::string id;
    ProposalKind kind = ProposalKind::fresh;
    ProposalStatus status = ProposalStatus::asked;
    ProposalOutcome outcome = ProposalOutcome::built;
    std::vector<Take> takes;      // from the base, in the order of its items
    std::vector<Code> makes;      // leaves of the draft that it made or changed
    std::optional<Bounds> moves;  // figures; none if it is not built or there are none

    friend bool operator==(const PreviewedProposal&, const PreviewedProposal&) = default;
};

/// By identifier. What a request moves by itself is as on its own preview; of one that cannot be
/// built alone, what the codes that it touches come to. Cost: builds each of them alone.
[[nodiscard]] std::vector<PreviewedProposal> previewed_proposals(const Preview& preview);

/// What a scenario does in one group at the coarsest level.
struct PreviewedGroup {
    NamedCode group;
    std::size_t touched = 0;  // leaves of the base
    std::size_t fresh = 0;    // leaves of the draft with a code that the base does not have
    std::set<std::string> proposals;

    friend bool operator==(const PreviewedGroup&, const PreviewedGroup&) = default;
};

/// The groups in which anything happens, in code order.
[[nodiscard]] std::vector<PreviewedGroup> previewed_groups(const Preview& preview);

/// Figures that move with @p touched; none without figures.
[[nodiscard]] std::optional<Bounds> moving(const Preview& preview,
                                           const std::vector<TouchedCode>& touched);

/// extended_items() of the draft.
[[nodiscard]] std::vector<ExtendedItem> extended_items(const Preview& preview);

/// Whether the scenario does nothing, and nothing was found when it was built.
[[nodiscard]] bool changes_nothing(const Preview& preview) noexcept;

}  // namespace socshift
