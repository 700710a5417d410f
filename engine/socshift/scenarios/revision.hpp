#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/proposal.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// A revision as a set of proposals, and the scenario that lists them.
struct Revision {
    Scenario scenario;
    std::vector<Proposal> proposals;
};

/// Which codes the proposals of a revision give. `given`: all. `open`: those of kept items and of
/// groups; new leaves are left for the coding rules to number.
enum class RevisionCodes : std::uint8_t { given, open };

/// What the revision from @p before to @p after did, as if it had been asked for: a proposal for
/// each family that changed, and for each group that came, went or was retitled. Built from
/// `before`, the scenario has the items and links of `after`, codes included if they are given.
/// The scenario is called "AFTER-replayed" and uses @p coding; empty: the usual_coding_rules() of
/// `after`.
///
/// Needs    the codes that groups have in both editions to stand for the same groups.
/// Errors   @throws UnknownName for an edition that is not there, or when no route joins them.
[[nodiscard]] Revision revision(const Catalog& catalog, const EditionId& before,
                                const EditionId& after, RevisionCodes codes,
                                const std::string& coding);

}  // namespace socshift
