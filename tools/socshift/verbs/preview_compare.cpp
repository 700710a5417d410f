#include "verbs/preview_compare.hpp"

#include "options/scenario_options.hpp"
#include "socshift/base/error.hpp"
#include "socshift/routes/route.hpp"
#include "text/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>

namespace socshift::cli {

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
    CatalogSources sources;
    const auto& edition = built.edition;
    const auto& table = built.table;
    sources.editions.push_back({edition.header, [edition] { return edition; }, edition.at});
    sources.correspondences.push_back(
        {table.source, table.target, table.title, [table] { return table; }, table.at});
    return catalog.overlaid_with(sources);
}

}  // namespace

Preview make_preview(const Catalog& catalog, const std::string& name, const std::string& only,
                     const std::string& counts) {
    const auto open = open_scenario(catalog, name);
    auto scenario = open.catalog.scenario(open.id);
    if (!only.empty()) {
        scenario.proposals = {open.catalog.proposal(only).id};
        scenario.title += fmt::format("; {} alone", only);
    }
    auto built = build_scenario(open.catalog, scenario);
    Preview out{with_draft(open.catalog, built),
                std::move(scenario),
                std::move(built),
                {},
                {},
                "",
                std::nullopt};
    const auto table = between(out.catalog, out.scenario.base, out.scenario.id);
    out.touched = touched_codes(out.base(), out.draft(), table);
    out.breaks = breaks(out.catalog, out.scenario.base, out.scenario.id);
    out.counts = counts.empty() ? newest_counts(out.catalog, out.scenario.base) : counts;
    if (!out.counts.empty()) {
        out.figures.emplace(out.catalog, out.catalog.counts(out.counts), out.scenario.base);
    }
    return out;
}

std::string bounds_text(const Bounds& bounds) {
    const auto text = [](std::int64_t value) { return grouped(static_cast<std::size_t>(value)); };
    return bounds.low == bounds.high ? text(bounds.low)
                                     : fmt::format("{} to {}", text(bounds.low), text(bounds.high));
}

std::size_t count_effect(const Preview& preview, Effect effect) {
    return static_cast<std::size_t>(
        std::count_if(preview.touched.begin(), preview.touched.end(),
                      [&](const TouchedCode& code) { return code.effect == effect; }));
}

namespace {

void add_measures(const Preview& a, const Preview& b, Table& table) {
    const auto row = [&](std::string measure, std::string first, std::string second) {
        table.rows.push_back({std::move(measure), std::move(first), std::move(second)});
    };
    const auto number = [](std::size_t value) { return grouped(value); };
    const auto built = [](const Preview& p) {
        return static_cast<std::size_t>(std::count_if(
            p.built.outcomes.begin(), p.built.outcomes.end(),
            [](const auto& entry) { return entry.second == ProposalOutcome::built; }));
    };
    const auto leaves = [](const Edition& edition) {
        return edition.cut(edition.finest_level()).size();
    };
    row("proposals", number(a.built.outcomes.size()), number(b.built.outcomes.size()));
    row("of them built", number(built(a)), number(built(b)));
    row("occupations", number(leaves(a.draft())), number(leaves(b.draft())));
    for (const auto effect :
         {Effect::moves, Effect::ends, Effect::loses, Effect::gains, Effect::retitled}) {
        row(fmt::format("codes: {}", to_string(effect)), number(count_effect(a, effect)),
            number(count_effect(b, effect)));
    }
    row("series that break", number(a.breaks.broken.size()), number(b.breaks.broken.size()));
    row("families over all editions", number(a.breaks.families_after),
        number(b.breaks.families_after));
    if (a.figures && b.figures) {
        row("employment that moves", bounds_text(touched_sum(*a.figures, a.touched)),
            bounds_text(touched_sum(*b.figures, b.touched)));
    }
}

std::string joined(const std::vector<Code>& codes) {
    return list_cell(texts_of(codes));
}

const TouchedCode* find(const Preview& preview, const Code& code) {
    const auto found =
        std::find_if(preview.touched.begin(), preview.touched.end(),
                     [&](const TouchedCode& touched) { return touched.item->code == code; });
    return found == preview.touched.end() ? nullptr : &*found;
}

}  // namespace

Report compare_report(const Preview& first, const Preview& second) {
    if (first.scenario.base != second.scenario.base) {
        throw Error(fmt::format("--compare: '{}' and '{}' have different bases, {} and {}",
                                first.scenario.id.text(), second.scenario.id.text(),
                                first.scenario.base.text(), second.scenario.base.text()));
    }
    const auto a = first.scenario.id.text();
    const auto b =
        second.scenario.id.text() + (first.scenario.id == second.scenario.id ? " (2)" : "");
    Report out{"socshift/preview-compare/1",
               fmt::format("DRAFTS {} and {}", a, b),
               {"Scenarios of public requests, not decisions of anyone."},
               {{"first", a}, {"second", b}, {"base", first.scenario.base.text()}},
               {}};
    Section measures{"measures", "Side by side", {}, {"", {"measure", a, b}, {}, {}}};
    add_measures(first, second, measures.table);
    Section proposals{"proposals", "Proposals of one only", {}, {"", {"proposal", a, b}, {}, {}}};
    std::set<std::string> ids;
    for (const auto* const preview : {&first, &second}) {
        for (const auto& [id, outcome] : preview->built.outcomes) {
            ids.insert(id);
        }
    }
    const auto outcome = [](const Preview& preview, const std::string& id) -> std::string {
        const auto found = preview.built.outcomes.find(id);
        return found == preview.built.outcomes.end() ? "" : std::string{to_string(found->second)};
    };
    for (const auto& id : ids) {
        if (outcome(first, id) != outcome(second, id)) {
            proposals.table.rows.push_back({id, outcome(first, id), outcome(second, id)});
        }
    }
    Section codes{
        "codes", "Codes that fare differently", {}, {"", {"code", "title", a, b}, {}, {}, {a, b}}};
    for (const auto& item : first.base().items()) {
        const auto* const x = find(first, item.code);
        const auto* const y = find(second, item.code);
        const auto targets = [&](const TouchedCode* touched) {
            return touched == nullptr ? std::vector<Code>{item.code} : touched->targets;
        };
        if ((x != nullptr || y != nullptr) && targets(x) != targets(y)) {
            codes.table.rows.push_back(
                {item.code.text(), item.title, joined(targets(x)), joined(targets(y))});
        }
    }
    out.sections = {measures, proposals, codes};
    return out;
}

}  // namespace socshift::cli
