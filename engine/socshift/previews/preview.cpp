#include "socshift/previews/preview.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/route.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace socshift {

namespace {

/// The newest figures, by the period that they are of, that a route joins with @p base.
std::string newest_counts(const Catalog& catalog, const EditionId& base) {
    std::string out;
    for (const auto& name : catalog.counts_names()) {
        const auto& counts = catalog.counts(name);
        if (find_route(catalog, counts.coded_in, base) &&
            (out.empty() || catalog.counts(out).reference < counts.reference)) {
            out = name;
        }
    }
    return out;
}

Catalog with_draft(const Catalog& catalog, const BuiltScenario& built) {
    CatalogParts sources;
    const auto& edition = built.edition;
    const auto& table = built.table;
    sources.editions.push_back({edition.header, [edition] { return edition; }, edition.at});
    sources.correspondences.push_back(
        {table.source, table.target, table.title, [table] { return table; }, table.at});
    return catalog.overlaid_with(sources);
}

/// Whether @p proposal is among those that touched an item.
bool names(const TouchedCode& touched, const std::string& proposal) {
    return std::binary_search(touched.proposals.begin(), touched.proposals.end(), proposal);
}

/// What a request moves by itself.
Bounds moved_by(const Preview& preview, const UsedCodes& used, const std::string& id) {
    auto scenario = preview.scenario;
    scenario.proposals = {id};
    const auto alone =
        build_scenario(preview.base(), used, scenario, {&preview.catalog.proposal(id)});
    if (alone.outcomes.at(id) == ProposalOutcome::built && !has_errors(alone.findings)) {
        const auto draft = Edition::make(alone.edition);
        return touched_sum(*preview.figures,
                           touched_codes(preview.base(), draft, Correspondence::make(alone.table)));
    }
    std::vector<TouchedCode> own;
    std::copy_if(preview.touched.begin(), preview.touched.end(), std::back_inserter(own),
                 [&](const TouchedCode& touched) { return names(touched, id); });
    return touched_sum(*preview.figures, own);
}

}  // namespace

Preview make_preview(const Catalog& catalog, const Scenario& scenario,
                     const PreviewOptions& options) {
    auto chosen = scenario;
    if (!options.only.empty()) {
        chosen.proposals.clear();
        for (const auto& id : options.only) {
            const auto& known = catalog.proposal(id).id;
            if (std::find(chosen.proposals.begin(), chosen.proposals.end(), known) !=
                chosen.proposals.end()) {
                throw Error(fmt::format("proposal '{}' is there twice", known));
            }
            chosen.proposals.push_back(known);
        }
        chosen.title += fmt::format("; {} alone", fmt::join(options.only, ", "));
    }
    auto built = build_scenario(catalog, chosen);
    Preview out{
        with_draft(catalog, built), std::move(chosen), std::move(built), {}, {}, "", std::nullopt};
    const auto table = between(out.catalog, out.scenario.base, out.scenario.id);
    out.touched = touched_codes(out.base(), out.draft(), table);
    out.breaks = breaks(out.catalog, out.scenario.base, out.scenario.id);
    out.counts =
        options.counts.empty() ? newest_counts(out.catalog, out.scenario.base) : options.counts;
    if (!out.counts.empty()) {
        out.figures.emplace(out.catalog, out.catalog.counts(out.counts), out.scenario.base);
    }
    return out;
}

std::vector<PreviewedProposal> previewed_proposals(const Preview& preview) {
    const auto used = used_codes(preview.catalog, preview.scenario.base);
    std::vector<PreviewedProposal> out;
    for (const auto& [id, outcome] : preview.built.outcomes) {
        const auto& proposal = preview.catalog.proposal(id);
        PreviewedProposal row{id, proposal.kind, proposal.status, outcome, {}, {}, std::nullopt};
        for (const auto& item : proposal.items) {
            row.takes.insert(row.takes.end(), item.takes.begin(), item.takes.end());
        }
        for (const auto& item : preview.draft().items()) {
            if (proposals_of(item).count(id) != 0 && preview.draft().is_leaf(item)) {
                row.makes.push_back(item.code);
            }
        }
        if (outcome == ProposalOutcome::built && preview.figures) {
            row.moves = moved_by(preview, used, id);
        }
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<PreviewedGroup> previewed_groups(const Preview& preview) {
    std::map<Code, PreviewedGroup> groups;
    const auto& base = preview.base();
    const auto& draft = preview.draft();
    const auto group_of = [&](const Edition& edition, const Item& item) -> PreviewedGroup& {
        const auto& root = edition.root(item);
        return groups.emplace(root.code, PreviewedGroup{named(root), 0, 0, {}}).first->second;
    };
    for (const auto& code : preview.touched) {
        auto& group = group_of(base, *code.item);
        ++group.touched;
        group.proposals.insert(code.proposals.begin(), code.proposals.end());
    }
    for (const auto* const leaf : draft.cut(draft.finest_level())) {
        if (base.find(leaf->code) == nullptr) {
            auto& group = group_of(draft, *leaf);
            ++group.fresh;
            const auto ids = proposals_of(*leaf);
            group.proposals.insert(ids.begin(), ids.end());
        }
    }
    std::vector<PreviewedGroup> out;
    for (auto& [code, group] : groups) {
        out.push_back(std::move(group));
    }
    return out;
}

std::optional<Bounds> moving(const Preview& preview, const std::vector<TouchedCode>& touched) {
    return preview.figures ? std::optional{touched_sum(*preview.figures, touched)} : std::nullopt;
}

std::vector<ExtendedItem> extended_items(const Preview& preview) {
    return extended_items(preview.catalog, Correspondence::make(preview.built.table));
}

bool changes_nothing(const Preview& preview) noexcept {
    return preview.touched.empty() && preview.built.findings.empty();
}

}  // namespace socshift
