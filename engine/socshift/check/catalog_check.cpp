#include "socshift/check/catalog_check.hpp"

#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route_check.hpp"
#include "socshift/routes/table_comparison.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <variant>

namespace socshift {

namespace {

/// What building one proposal alone says, by the rules of the scenario that it could join.
Findings build_alone(const Catalog& catalog, const Proposal& proposal) {
    std::string coding = "given";
    for (const auto& id : catalog.scenario_ids()) {
        if (catalog.scenario(id).base == proposal.base) {
            coding = catalog.scenario(id).coding;
        }
    }
    const Scenario alone{EditionId::parse(proposal.base.text() + "-with-one-proposal"),
                         proposal.base,
                         proposal.title,
                         catalog.header(proposal.base).validity.from,
                         coding,
                         {proposal.id},
                         {},
                         proposal.at};
    return build_scenario(catalog, alone).findings;
}

/// Builds proposals as they are meant to be built: together with those of the scenarios that list
/// them, each built once; alone where none does.
class ProposalBuilds {
public:
    explicit ProposalBuilds(const Catalog& catalog) : catalog_(catalog) {}

    /// What building says of @p proposal.
    [[nodiscard]] Findings of(const Proposal& proposal) {
        Findings out;
        bool is_listed = false;
        for (const auto& id : catalog_.scenario_ids()) {
            const auto& scenario = catalog_.scenario(id);
            const auto& listed = scenario.proposals;
            if (scenario.base == proposal.base &&
                std::find(listed.begin(), listed.end(), proposal.id) != listed.end()) {
                is_listed = true;
                add_about(proposal, built(id), out);
            }
        }
        return is_listed ? out : build_alone(catalog_, proposal);
    }

private:
    const Findings& built(const EditionId& id) {
        auto found = built_.find(id);
        if (found == built_.end()) {
            found =
                built_.emplace(id, build_scenario(catalog_, catalog_.scenario(id)).findings).first;
        }
        return found->second;
    }

    /// Adds those of @p findings that stand in the file of @p proposal, or name it.
    static void add_about(const Proposal& proposal, const Findings& findings, Findings& out) {
        const auto name = "'" + proposal.id + "'";
        Findings about;
        std::copy_if(findings.begin(), findings.end(), std::back_inserter(about),
                     [&](const Finding& finding) {
                         return finding.where.file == proposal.at.file ||
                                finding.message.find(name) != std::string::npos;
                     });
        add_new(out, about);
    }

    const Catalog& catalog_;
    std::map<EditionId, Findings> built_;
};

/// A code of another edition is the commonest slip: says which have it.
void say_where_codes_are(const Proposal& proposal, const Catalog& catalog, Findings& findings) {
    for (auto& finding : findings) {
        for (const auto& item : proposal.items) {
            for (const auto& take : item.takes) {
                if (finding.rule == "unknown-base-code" && take.at == finding.where &&
                    catalog.edition(proposal.base).find(take.code) == nullptr) {
                    finding.message = to_string(
                        look_up(catalog, catalog.edition(proposal.base), take.code.text()));
                }
            }
        }
    }
}

/// Whether @p files have an edition of their own at an end of @p table.
bool bring_an_end(const std::vector<CatalogFile>& files, const CorrespondenceData& table) {
    return std::any_of(files.begin(), files.end(), [&](const CatalogFile& file) {
        const auto* const edition = std::get_if<EditionData>(&file);
        return edition != nullptr &&
               (edition->header.id == table.source || edition->header.id == table.target);
    });
}

/// What only shows when a sound file is put to use: links that the catalog does not have, conflicts
/// of a scenario, codes that no rule gives. @p whole is @p catalog with @p files, @p proposals are
/// built from it.
Findings check_use(const CatalogFile& file, const std::vector<CatalogFile>& files,
                   const Catalog& catalog, const Catalog& whole, ProposalBuilds& proposals) {
    if (const auto* const table = std::get_if<CorrespondenceData>(&file)) {
        return bring_an_end(files, *table)
                   ? Findings{}
                   : compare_with_catalog(Correspondence::make(*table), catalog);
    }
    if (const auto* const scenario = std::get_if<Scenario>(&file)) {
        return build_scenario(whole, *scenario).findings;
    }
    const auto* const proposal = std::get_if<Proposal>(&file);
    return proposal == nullptr ? Findings{} : proposals.of(*proposal);
}

RoutesCheck gathered(const Catalog& catalog, const std::vector<RouteComparison>& compared) {
    RoutesCheck out{compared.size(), 0, {}};
    for (const auto& comparison : compared) {
        out.agreeing += comparison.agrees() ? 1U : 0U;
        const auto found = findings(catalog, comparison);
        out.findings.insert(out.findings.end(), found.begin(), found.end());
    }
    return out;
}

}  // namespace

Findings check_catalog(const Catalog& catalog) {
    auto found = catalog.check();
    for (const auto& scenario : catalog.scenario_ids()) {
        add_new(found, build_scenario(catalog, catalog.scenario(scenario)).findings);
    }
    return found;
}

Findings check_catalog(const Catalog& catalog, const EditionId& edition) {
    auto found = catalog.check(edition);
    const auto scenarios = catalog.scenario_ids();
    if (std::binary_search(scenarios.begin(), scenarios.end(), edition)) {
        add_new(found, build_scenario(catalog, catalog.scenario(edition)).findings);
    }
    return found;
}

Findings check_own_files(const Catalog& catalog, const std::vector<CatalogFile>& files) {
    const auto whole = catalog.overlaid_with(to_sources(files));
    auto found = check_files(files, whole);
    for (const auto& file : files) {
        if (const auto* const proposal = std::get_if<Proposal>(&file)) {
            say_where_codes_are(*proposal, whole, found);
        }
    }
    if (has_errors(found)) {
        return found;
    }
    ProposalBuilds proposals(whole);
    for (const auto& file : files) {
        add_new(found, check_use(file, files, catalog, whole, proposals));
    }
    sort_by_place(found);
    return found;
}

RoutesCheck check_routes(const Catalog& catalog) {
    return gathered(catalog, compare_routes(catalog));
}

RoutesCheck check_routes(const Catalog& catalog, const EditionId& from, const EditionId& to) {
    return gathered(catalog, compare_routes(catalog, from, to));
}

}  // namespace socshift
