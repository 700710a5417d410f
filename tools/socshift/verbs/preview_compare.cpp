#include "verbs/preview_compare.hpp"

#include "text/text.hpp"

#include <fmt/core.h>

#include <optional>
#include <utility>
#include <vector>

namespace socshift::cli {

std::string bounds_text(const Bounds& bounds) {
    const auto text = [](std::int64_t value) { return grouped(static_cast<std::size_t>(value)); };
    return bounds.low == bounds.high ? text(bounds.low)
                                     : fmt::format("{} to {}", text(bounds.low), text(bounds.high));
}

namespace {

void add_measures(const PreviewMeasures& a, const PreviewMeasures& b, Table& table) {
    const auto row = [&](std::string measure, std::size_t first, std::size_t second) {
        table.rows.push_back({std::move(measure), grouped(first), grouped(second)});
    };
    row("proposals", a.proposals, b.proposals);
    row("of them built", a.built, b.built);
    row("occupations", a.leaves, b.leaves);
    for (const auto& [effect, codes] : a.codes) {
        row(fmt::format("codes: {}", to_string(effect)), codes, b.codes.at(effect));
    }
    row("series that break", a.broken, b.broken);
    row("families over all editions", a.families, b.families);
    if (a.moving && b.moving) {
        table.rows.push_back(
            {"employment that moves", bounds_text(*a.moving), bounds_text(*b.moving)});
    }
}

std::string joined_codes(const std::vector<Code>& codes) {
    return list_cell(texts_of(codes));
}

std::string outcome_cell(const std::optional<ProposalOutcome>& outcome) {
    return outcome ? std::string{to_string(*outcome)} : "";
}

}  // namespace

Report compare_report(const PreviewComparison& comparison) {
    const auto a = comparison.first.text();
    const auto b = comparison.second.text() + (comparison.first == comparison.second ? " (2)" : "");
    Report out{"socshift/preview-compare/1",
               fmt::format("DRAFTS {} and {}", a, b),
               {"Scenarios of public requests, not decisions of anyone."},
               {{"first", a}, {"second", b}, {"base", comparison.base.text()}},
               {}};
    Section measures{"measures", "Side by side", {}, {"", {"measure", a, b}, {}, {}}};
    add_measures(comparison.of_first, comparison.of_second, measures.table);
    Section proposals{"proposals", "Proposals of one only", {}, {"", {"proposal", a, b}, {}, {}}};
    for (const auto& [proposal, first, second] : comparison.proposals) {
        proposals.table.rows.push_back({proposal, outcome_cell(first), outcome_cell(second)});
    }
    Section codes{
        "codes", "Codes that fare differently", {}, {"", {"code", "title", a, b}, {}, {}, {a, b}}};
    for (const auto& [code, first, second] : comparison.codes) {
        codes.table.rows.push_back(
            {code.code.text(), code.title, joined_codes(first), joined_codes(second)});
    }
    out.sections = {measures, proposals, codes};
    return out;
}

}  // namespace socshift::cli
