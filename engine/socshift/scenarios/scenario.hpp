#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/finding.hpp"
#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/proposal.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What a scenario made of a proposal. `no_structure`: it asks for definitions only. `too_little`:
/// it does not say from what, or where. `conflict`: it and another cannot both be built, so neither
/// is. `unsound`: check() has errors.
enum class ProposalOutcome : std::uint8_t { built, no_structure, too_little, conflict, unsound };
template <>
inline constexpr auto word_table<ProposalOutcome> =
    std::to_array<Word<ProposalOutcome>>({{ProposalOutcome::built, "built"},
                                          {ProposalOutcome::no_structure, "no structure"},
                                          {ProposalOutcome::too_little, "says too little"},
                                          {ProposalOutcome::conflict, "conflict"},
                                          {ProposalOutcome::unsound, "unsound"}});

/// A draft edition and its table from the base edition. Every leaf of the base is linked, every
/// leaf of the draft but those that nothing was taken for is linked to, and the items are a forest.
///
/// Notes of the base go on with the item they are of. Those of an item that is gone are notes of
/// all that takes from it, but for what it was joined with and the note names. What they name is
/// not rewritten: one that names a code that is gone is for somebody to mend
/// (ReferenceFinding::stale).
///
/// A code that no proposal gave is provisional: made by the scenario's coding rules, printed with a
/// mark (CodingRules::provisional()), its item has the attribute {"provisional", "yes"}. Every item
/// that proposals made or changed has their identifiers as the attribute "proposal"; every link
/// made by a proposal has the place of its row there.
struct BuiltScenario {
    EditionData edition;
    CorrespondenceData table;
    std::map<std::string, ProposalOutcome> outcomes;

    /// Conflicts, requests that could not be built, what the edition's own check() says of the
    /// base is not among them. With an error the edition is not to be used.
    Findings findings;
};

/// All codes that editions of a series ever had, each with the first edition that had it.
using UsedCodes = std::map<Code, EditionId>;

/// Of the final editions of the series of @p base. Loads them.
[[nodiscard]] UsedCodes used_codes(const Catalog& catalog, const EditionId& base);

/// Builds @p scenario from @p base, which it must name as its base, and @p proposals. Neither their
/// order nor that of the scenario's list matters: equal sets give equal results.
///
/// What is taken whole goes; of what is taken in part or in unknown part the rest stays, with its
/// code and title. A split whose parts do not exhaust an occupation leaves a residual "…, All
/// Other", unless the occupation is one itself, which then stays. An item with no place asked for
/// goes to the narrowest group that holds all it takes from. A group without children goes.
///
/// Errors   none: what is wrong is in `findings`, and what is wrong with is not built.
/// Cost     near linear in items and takes.
[[nodiscard]] BuiltScenario build_scenario(const Edition& base, const UsedCodes& used,
                                           const Scenario& scenario,
                                           std::vector<const Proposal*> proposals);

/// The same from a catalog. A proposal that is not there is a finding.
/// @throws UnknownName if the base edition is not there.
[[nodiscard]] BuiltScenario build_scenario(const Catalog& catalog, const Scenario& scenario);

/// A proposal that a scenario is to be without is not in it.
class NotInScenario : public UnknownName {
public:
    using UnknownName::UnknownName;
};

/// A scenario with other proposals than it was written with, and how it differs.
struct ChangedScenario {
    Scenario scenario;   // its title says so, too
    std::string change;  // "; with a, b; without c"; empty: not at all
};

/// @p scenario with the proposals @p with, those it has not yet at the end of its list, and without
/// @p without. @throws NotInScenario for one of the last that it does not have.
[[nodiscard]] ChangedScenario with_proposals(Scenario scenario,
                                             const std::vector<std::string>& with,
                                             const std::vector<std::string>& without);

/// @p catalog with @p scenario and the draft edition that it makes, and the table from its base,
/// replacing those of the name. Built when first asked for; @throws DataError then, with all
/// findings, if there are errors among them. @throws UnknownName if the base is not there.
[[nodiscard]] Catalog with_scenario(const Catalog& catalog, const Scenario& scenario);

/// The same for each scenario of @p catalog: what was made of it before, perhaps from proposals
/// that have been replaced since, is replaced.
[[nodiscard]] Catalog with_scenarios(const Catalog& catalog);

/// Where an item of an extension of the base stands in the draft.
struct ExtendedItem {
    EditionId extension;
    Code code;
    std::string title;
    Code base;                  // the item of the base that it stands under
    std::vector<Code> targets;  // where that went: with exactly one, the item is attached there

    [[nodiscard]] bool needs_decision() const noexcept { return targets.size() != 1; }

    friend bool operator==(const ExtendedItem&, const ExtendedItem&) = default;
};

/// The own items of every final edition that extends the base of @p table and stand under a leaf
/// that did not go to itself alone. In order of edition and code.
[[nodiscard]] std::vector<ExtendedItem> extended_items(const Catalog& catalog,
                                                       const Correspondence& table);

}  // namespace socshift
