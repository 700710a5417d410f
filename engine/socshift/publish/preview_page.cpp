#include "socshift/publish/preview_page.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/publish/edition_answers.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace socshift {

namespace {

Cell interval_cell(const std::optional<Bounds>& bounds) {
    return bounds ? Cell(Interval{bounds->low, bounds->high}) : Cell();
}

/// "1,234", or "0 to 1,234".
std::string bounds_text(const Bounds& bounds) {
    return printed(interval_cell(bounds), ColumnKind::interval);
}

std::vector<std::string> listed(const std::set<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

/// "21-1094 (part)", "43-5031", "31-1131 (unknown, our reading)": each once.
std::vector<std::string> take_texts(const std::vector<Take>& takes) {
    std::vector<std::string> out;
    for (const auto& take : takes) {
        auto text = take.code.text();
        if (take.part != Part::whole || take.ours) {
            text += fmt::format(" ({}{})",
                                take.share ? take.share->text() : std::string{to_string(take.part)},
                                take.ours ? ", our reading" : "");
        }
        if (std::find(out.begin(), out.end(), text) == out.end()) {
            out.push_back(std::move(text));
        }
    }
    return out;
}

Section proposals_section(const Preview& preview) {
    Section out{"proposals",
                "What is asked, and what becomes of it",
                {},
                Table({{"proposal"},
                       {"kind"},
                       {"status"},
                       {"outcome"},
                       {"from", ColumnKind::texts},
                       {"makes", ColumnKind::texts},
                       {"employment", ColumnKind::interval}})};
    for (const auto& proposal : previewed_proposals(preview)) {
        out.table.add({proposal.id, to_string(proposal.kind), to_string(proposal.status),
                       to_string(proposal.outcome), take_texts(proposal.takes),
                       texts_of(proposal.makes), interval_cell(proposal.moves)});
    }
    return out;
}

Section groups_section(const Preview& preview) {
    Section out{"groups",
                fmt::format("By {} group", preview.base().levels().front()),
                {},
                Table({{"group"},
                       {"title"},
                       {"touched", ColumnKind::whole},
                       {"new", ColumnKind::whole},
                       {"proposals", ColumnKind::texts}})};
    for (const auto& [group, touched, fresh, proposals] : previewed_groups(preview)) {
        out.table.add({group.code, group.title, touched, fresh, listed(proposals)});
    }
    return out;
}

Section codes_section(const Preview& preview) {
    Section out{
        "codes",
        fmt::format("Codes of {} that do not stay as they were", preview.scenario.base.text()),
        {},
        Table({{"code"},
               {"title"},
               {"effect"},
               {"becomes", ColumnKind::texts},
               {"employment", ColumnKind::interval},
               {"proposals", ColumnKind::texts}})};
    for (const auto& touched : preview.touched) {
        out.table.add({touched.item->code, touched.item->title, to_string(touched.effect),
                       texts_of(touched.targets), interval_cell(moving(preview, {touched})),
                       touched.proposals});
    }
    if (const auto sum = moving(preview, preview.touched)) {
        out.totals = {{"employment", interval_cell(sum)},
                      {"employment_of", preview.figures->total()}};
        out.lines = {fmt::format("Employment ({}) that moves: {} of {}.",
                                 preview.catalog.counts(preview.counts).reference,
                                 bounds_text(*sum), grouped(preview.figures->total()))};
    }
    return out;
}

Section comparable_section(const Preview& preview) {
    Section out{
        "comparable",
        "Series that stay comparable",
        {fmt::format("{} families over these editions; {} with the draft.",
                     preview.breaks.families_before, preview.breaks.families_after)},
        Table({{"with"}, {"level"}, {"now", ColumnKind::whole}, {"then", ColumnKind::whole}})};
    out.totals = {{"families_now", preview.breaks.families_before},
                  {"families_then", preview.breaks.families_after}};
    for (const auto& row : preview.breaks.comparable) {
        out.table.add({row.edition, row.level, row.before, row.after});
    }
    return out;
}

Section broken_section(const Preview& preview) {
    Section out{"broken",
                fmt::format("Series that end on {}", to_string(preview.scenario.valid_from)),
                {},
                Table({{"level"}, {"code"}, {"title"}, {"comparable_since"}})};
    for (const auto& row : preview.breaks.broken) {
        out.table.add({row.item->level, row.item->code, row.item->title, row.since});
    }
    return out;
}

Section extended_section(const Preview& preview) {
    Section out{"extended",
                "Codes of extensions under what changes",
                {},
                Table({{"extension"}, {"code"}, {"title"}, {"under"}, {"goes"}})};
    std::size_t decisions = 0;
    for (const auto& item : extended_items(preview)) {
        decisions += item.needs_decision() ? 1U : 0U;
        const auto names = texts_of(item.targets);
        out.table.add({item.extension, item.code, item.title, item.base,
                       item.needs_decision()
                           ? fmt::format("needs a decision: {}", fmt::join(names, " or "))
                           : fmt::format("to {}", names.front())});
    }
    if (!out.table.empty()) {
        out.lines = {fmt::format("{} need a decision, {} go with their code.", decisions,
                                 out.table.rows().size() - decisions)};
    }
    return out;
}

Section notes_section(const Preview& preview) {
    Section out{"notes",
                "Cross references that point at what changes",
                {},
                Table({{"item"}, {"relation"}, {"ref"}, {"range_end"}, {"phrase"}})};
    for (const auto& note : touched_notes(preview.base(), preview.touched)) {
        out.table.add({note.item, to_string(note.relation), note.ref, note.range_end, note.phrase});
    }
    return out;
}

Section findings_section(const Preview& preview) {
    return {"findings", "Findings", {}, findings_answer(preview.built.findings).table};
}

void add_measures(const PreviewMeasures& a, const PreviewMeasures& b, Table& table) {
    const auto row = [&](std::string measure, std::size_t first, std::size_t second) {
        const auto number = [](std::size_t value) {
            const auto whole = static_cast<std::int64_t>(value);
            return Interval{whole, whole};
        };
        table.add({std::move(measure), number(first), number(second)});
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
        table.add({"employment that moves", interval_cell(a.moving), interval_cell(b.moving)});
    }
}

Cell outcome_cell(const std::optional<ProposalOutcome>& outcome) {
    return outcome ? Cell(to_string(*outcome)) : Cell();
}

}  // namespace

Page preview_page(const Preview& preview) {
    const auto& scenario = preview.scenario;
    Page out("socshift/preview/1", fmt::format("{}: {}", scenario.id.text(), scenario.title),
             {&preview.draft().header()});
    out.lines = {
        fmt::format("Base {}; from {}. A scenario of public requests, not a decision of "
                    "anyone. Codes that end in 'p' are provisional: no one has given "
                    "them.",
                    scenario.base.text(), to_string(scenario.valid_from))};
    out.facts = {{"scenario", scenario.id},
                 {"title", scenario.title},
                 {"status", to_string(Status::draft)},
                 {"base", scenario.base},
                 {"valid_from", to_string(scenario.valid_from)},
                 {"counts", preview.counts}};
    out.sections = {proposals_section(preview), groups_section(preview),
                    codes_section(preview),     comparable_section(preview),
                    broken_section(preview),    extended_section(preview),
                    notes_section(preview),     findings_section(preview)};
    return out;
}

Page preview_comparison_page(const Preview& first, const Preview& second,
                             const PreviewComparison& comparison) {
    const auto a = comparison.first.text();
    const auto b = comparison.second.text() + (comparison.first == comparison.second ? " (2)" : "");
    Page out("socshift/preview-compare/2", fmt::format("{} and {}", a, b),
             {&first.draft().header(), &second.draft().header()});
    out.lines = {"Scenarios of public requests, not decisions of anyone."};
    out.facts = {{"first", a},
                 {"second", b},
                 {"status", to_string(Status::draft)},
                 {"base", comparison.base}};
    Section measured{"measures",
                     "Side by side",
                     {},
                     Table({{"measure"}, {a, ColumnKind::interval}, {b, ColumnKind::interval}})};
    add_measures(comparison.of_first, comparison.of_second, measured.table);
    Section proposals{"proposals", "Proposals of one only", {}, Table({{"proposal"}, {a}, {b}})};
    for (const auto& [proposal, before, after] : comparison.proposals) {
        proposals.table.add({proposal, outcome_cell(before), outcome_cell(after)});
    }
    Section codes{"codes",
                  "Codes that fare differently",
                  {},
                  Table({{"code"}, {"title"}, {a, ColumnKind::texts}, {b, ColumnKind::texts}})};
    for (const auto& [code, before, after] : comparison.codes) {
        codes.table.add({code.code, code.title, texts_of(before), texts_of(after)});
    }
    out.sections = {std::move(measured), std::move(proposals), std::move(codes)};
    return out;
}

}  // namespace socshift
