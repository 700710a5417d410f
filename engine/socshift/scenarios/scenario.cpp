#include "socshift/scenarios/scenario.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/extension.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/scenarios/scenario_draft.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

namespace socshift {

UsedCodes used_codes(const Catalog& catalog, const EditionId& base) {
    UsedCodes out;
    const auto& series = catalog.header(base).series;
    for (const auto& id : catalog.edition_ids()) {
        const auto& header = catalog.header(id);
        if (header.series != series || header.status == Status::draft ||
            header.validity.from > catalog.header(base).validity.from) {
            continue;
        }
        for (const auto& item : catalog.edition(id).items()) {
            out.emplace(item.code, id);
        }
    }
    return out;
}

namespace {

/// What the proposals come to, those left out that nothing can be done with.
class Selection {
public:
    Selection(const Edition& base, std::map<std::string, ProposalOutcome>& outcomes,
              Findings& findings)
        : base_(base), outcomes_(outcomes), findings_(findings) {}

    void add(const Proposal& proposal) {
        auto& outcome = outcomes_[proposal.id];
        if (proposal.base != base_.id()) {
            outcome = ProposalOutcome::unsound;
            findings_.push_back({Severity::error, "proposal-base", proposal.at,
                                 fmt::format("'{}' is made for {}, not for {}", proposal.id,
                                             proposal.base.text(), base_.id().text())});
            return;
        }
        const auto found = check(proposal, base_);
        if (has_errors(found)) {
            outcome = ProposalOutcome::unsound;
            std::copy_if(found.begin(), found.end(), std::back_inserter(findings_),
                         [](const Finding& f) { return f.severity == Severity::error; });
        } else if (proposal.kind == ProposalKind::definition) {
            outcome = ProposalOutcome::no_structure;
        } else {
            plans_.push_back(scenario::make_plan(proposal, base_));
        }
    }

    /// The plans that do not clash, in an order in which they can be applied.
    std::vector<const scenario::Plan*> order(const UsedCodes& used) {
        const auto involved = scenario::conflicts(plans_, base_, used, findings_);
        plans_.erase(std::remove_if(plans_.begin(), plans_.end(),
                                    [&](const scenario::Plan& plan) {
                                        const bool clashes = involved.count(plan.id()) != 0;
                                        if (clashes) {
                                            outcomes_[plan.id()] = ProposalOutcome::conflict;
                                        }
                                        return clashes;
                                    }),
                     plans_.end());
        auto out = scenario::ordered(plans_, findings_);
        for (const auto& plan : plans_) {
            if (std::find(out.begin(), out.end(), &plan) == out.end()) {
                outcomes_[plan.id()] = ProposalOutcome::conflict;
            }
        }
        return out;
    }

private:
    const Edition& base_;
    std::map<std::string, ProposalOutcome>& outcomes_;
    Findings& findings_;
    std::vector<scenario::Plan> plans_;
};

const CodingRules& rules_of(const Scenario& scenario, Findings& findings) {
    if (const auto* const rules = coding_rules(scenario.coding)) {
        return *rules;
    }
    findings.push_back(
        {Severity::error, "unknown-coding", scenario.at,
         fmt::format("'{}' are no coding rules; expected one of: soc, given", scenario.coding)});
    return *coding_rules("given");
}

}  // namespace

BuiltScenario build_scenario(const Edition& base, const UsedCodes& used, const Scenario& scenario,
                             std::vector<const Proposal*> proposals) {
    std::map<std::string, ProposalOutcome> outcomes;
    auto findings = check(scenario);
    if (base.header().extends) {
        findings.push_back({Severity::error, "scenario-base", scenario.at,
                            fmt::format("the base '{}' extends another edition; expected one "
                                        "that stands alone",
                                        base.id().text())});
    }
    std::sort(proposals.begin(), proposals.end(),
              [](const Proposal* a, const Proposal* b) { return a->id < b->id; });
    proposals.erase(std::unique(proposals.begin(), proposals.end()), proposals.end());
    Selection selection{base, outcomes, findings};
    for (const auto* const proposal : proposals) {
        selection.add(*proposal);
    }
    scenario::Draft draft{base, used, scenario, rules_of(scenario, findings)};
    for (const auto* const plan : selection.order(used)) {
        const auto why_not = draft.apply(*plan);
        outcomes[plan->id()] = why_not ? ProposalOutcome::too_little : ProposalOutcome::built;
        if (why_not) {
            findings.push_back({Severity::note, "not-built", plan->proposal->at,
                                fmt::format("'{}' is left out: {}", plan->id(), *why_not)});
        }
    }
    draft.finish(findings);
    auto table = draft.table(findings);
    return {draft.edition(), std::move(table), std::move(outcomes), std::move(findings)};
}

BuiltScenario build_scenario(const Catalog& catalog, const Scenario& scenario) {
    const auto& base = catalog.edition(scenario.base);
    const auto known = catalog.proposal_ids();
    std::vector<const Proposal*> proposals;
    Findings missing;
    for (const auto& id : scenario.proposals) {
        if (std::binary_search(known.begin(), known.end(), id)) {
            proposals.push_back(&catalog.proposal(id));
            continue;
        }
        missing.push_back({Severity::error, "unknown-proposal", scenario.at,
                           fmt::format("scenario '{}' names proposal '{}', which is not in the "
                                       "catalog",
                                       scenario.id.text(), id)});
    }
    auto out =
        build_scenario(base, used_codes(catalog, scenario.base), scenario, std::move(proposals));
    out.findings.insert(out.findings.begin(), missing.begin(), missing.end());
    return out;
}

namespace {

/// A scenario that is built when its edition or its table is first asked for, once.
class LazyScenario {
public:
    LazyScenario(Catalog catalog, Scenario scenario)
        : catalog_(std::move(catalog)), scenario_(std::move(scenario)) {}

    const BuiltScenario& get() {
        std::call_once(once_, [this] {
            auto built = build_scenario(catalog_, scenario_);
            if (has_errors(built.findings)) {
                throw DataError(std::move(built.findings));
            }
            built_.emplace(std::move(built));
        });
        return *built_;
    }

private:
    Catalog catalog_;
    Scenario scenario_;
    std::once_flag once_;
    std::optional<BuiltScenario> built_;
};

void add_scenario(const Catalog& catalog, const Scenario& scenario, CatalogParts& out) {
    const auto& base = catalog.header(scenario.base);
    const auto lazy = std::make_shared<LazyScenario>(catalog, scenario);
    EditionHeader header{scenario.id,
                         base.series,
                         scenario.title,
                         Status::draft,
                         {scenario.valid_from, std::nullopt},
                         base.id,
                         std::nullopt,
                         {},
                         base.levels,
                         scenario.provenance,
                         base.kind};
    out.editions.push_back({header, [lazy] { return lazy->get().edition; }, scenario.at});
    out.correspondences.push_back({base.id, scenario.id,
                                   fmt::format("{} to {}", base.title, scenario.title),
                                   [lazy] { return lazy->get().table; }, scenario.at});
}

}  // namespace

Catalog with_scenario(const Catalog& catalog, const Scenario& scenario) {
    CatalogParts sources;
    sources.scenarios.push_back({scenario.id, [scenario] { return scenario; }, scenario.at});
    add_scenario(catalog, scenario, sources);
    return catalog.overlaid_with(sources);
}

Catalog with_scenarios(const Catalog& catalog) {
    CatalogParts sources;
    for (const auto& id : catalog.scenario_ids()) {
        add_scenario(catalog, catalog.scenario(id), sources);
    }
    return sources.editions.empty() ? catalog : catalog.overlaid_with(sources);
}

std::vector<ExtendedItem> extended_items(const Catalog& catalog, const Correspondence& table) {
    std::vector<ExtendedItem> out;
    const auto& base = catalog.edition(table.source());
    for (const auto& id : catalog.edition_ids()) {
        if (catalog.header(id).extends != base.id()) {
            continue;
        }
        const auto& extension = catalog.edition(id);
        for (const auto& item : extension.items()) {
            const auto* const above = item.inherited ? nullptr : nearest_inherited(extension, item);
            if (above == nullptr) {
                continue;
            }
            std::set<Code> targets;
            bool changed = false;
            for (const auto* const leaf : base.leaves(*base.find(above->code))) {
                const auto links = table.links_from(leaf->code);
                changed = changed || links.size() != 1 || links.begin()->target != leaf->code;
                for (const auto& link : links) {
                    targets.insert(link.target);
                }
            }
            if (changed) {
                out.push_back(
                    {id, item.code, item.title, above->code, {targets.begin(), targets.end()}});
            }
        }
    }
    return out;
}

ChangedScenario with_proposals(Scenario scenario, const std::vector<std::string>& with,
                               const std::vector<std::string>& without) {
    auto& list = scenario.proposals;
    for (const auto& id : with) {
        if (std::find(list.begin(), list.end(), id) == list.end()) {
            list.push_back(id);
        }
    }
    for (const auto& id : without) {
        const auto found = std::find(list.begin(), list.end(), id);
        if (found == list.end()) {
            throw NotInScenario(
                fmt::format("'{}' is not in scenario '{}'", id, scenario.id.text()));
        }
        list.erase(found);
    }
    std::string change;
    if (!with.empty()) {
        change += fmt::format("; with {}", fmt::join(with, ", "));
    }
    if (!without.empty()) {
        change += fmt::format("; without {}", fmt::join(without, ", "));
    }
    scenario.title += change;
    return {std::move(scenario), std::move(change)};
}

}  // namespace socshift
