#include "verbs/preview.hpp"

#include "options/scenario_options.hpp"
#include "socshift/base/error.hpp"
#include "socshift/previews/preview.hpp"
#include "text/text.hpp"
#include "verbs/preview_compare.hpp"
#include "verbs/preview_data.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

struct PreviewVerbOptions {
    std::string scenario;
    std::vector<std::string> compare;
    std::string proposal;
    std::string counts;
    PreviewDataOptions data;
    bool all = false;
    ReportFormat format = ReportFormat::text;
};

template <typename Range, typename Text>
std::string list_of(const Range& range, Text text) {
    std::vector<std::string> out;
    for (const auto& element : range) {
        out.push_back(text(element));
    }
    return list_cell(out);
}

std::string code_text(const Code& code) {
    return code.text();
}

/// "21-1094 (part)", "43-5031", "31-1131 (unknown, our reading)".
std::string take_text(const Take& take) {
    std::string out = take.code.text();
    if (take.part != Part::whole || take.ours) {
        out += fmt::format(" ({}{})",
                           take.share ? take.share->text() : std::string{to_string(take.part)},
                           take.ours ? ", our reading" : "");
    }
    return out;
}

Section proposals_section(const Preview& preview) {
    Section out{"proposals",
                "What is asked, and what becomes of it",
                {},
                {"",
                 {"proposal", "kind", "status", "outcome", "from", "makes", "employment"},
                 {},
                 {},
                 {"from", "makes"}}};
    out.bounds = {"employment"};
    for (const auto& proposal : previewed_proposals(preview)) {
        std::vector<std::string> from;
        for (const auto& take : proposal.takes) {
            const auto text = take_text(take);
            if (std::find(from.begin(), from.end(), text) == from.end()) {
                from.push_back(text);
            }
        }
        out.table.rows.push_back({proposal.id, std::string{to_string(proposal.kind)},
                                  std::string{to_string(proposal.status)},
                                  std::string{to_string(proposal.outcome)}, list_cell(from),
                                  list_cell(texts_of(proposal.makes)),
                                  proposal.moves ? bounds_text(*proposal.moves) : ""});
    }
    return out;
}

Section groups_section(const Preview& preview) {
    Section out{"groups",
                fmt::format("By {} group", preview.base().levels().front()),
                {},
                {"",
                 {"group", "title", "touched", "new", "proposals"},
                 {},
                 {"touched", "new"},
                 {"proposals"}}};
    for (const auto& [group, touched, fresh, proposals] : previewed_groups(preview)) {
        out.table.rows.push_back({group.code.text(), group.title, std::to_string(touched),
                                  std::to_string(fresh),
                                  list_of(proposals, [](const auto& id) { return id; })});
    }
    return out;
}

Section codes_section(const Preview& preview) {
    Section out{
        "codes",
        fmt::format("Codes of {} that do not stay as they were", preview.scenario.base.text()),
        {},
        {"",
         {"code", "title", "effect", "becomes", "employment", "proposals"},
         {},
         {},
         {"becomes", "proposals"}}};
    for (const auto& touched : preview.touched) {
        const auto moves = moving(preview, {touched});
        out.table.rows.push_back(
            {touched.item->code.text(), touched.item->title, std::string{to_string(touched.effect)},
             list_of(touched.targets, code_text), moves ? bounds_text(*moves) : "",
             list_of(touched.proposals, [](const auto& id) { return id; })});
    }
    out.bounds = {"employment"};
    if (const auto sum = moving(preview, preview.touched)) {
        out.totals = {{"employment", bounds_text(*sum)},
                      {"employment_of", std::to_string(preview.figures->total())}};
        out.lines = {fmt::format("Employment ({}) that moves: {} of {}.",
                                 preview.catalog.counts(preview.counts).reference,
                                 bounds_text(*sum),
                                 grouped(static_cast<std::size_t>(preview.figures->total())))};
    }
    return out;
}

Section comparable_section(const Preview& preview) {
    Section out{"comparable",
                "Series that stay comparable",
                {fmt::format("{} families over these editions; {} with the draft.",
                             preview.breaks.families_before, preview.breaks.families_after)},
                {"", {"with", "level", "now", "then"}, {}, {"now", "then"}}};
    out.totals = {{"families_now", std::to_string(preview.breaks.families_before)},
                  {"families_then", std::to_string(preview.breaks.families_after)}};
    for (const auto& row : preview.breaks.comparable) {
        out.table.rows.push_back(
            {row.edition.text(), row.level, std::to_string(row.before), std::to_string(row.after)});
    }
    return out;
}

Section broken_section(const Preview& preview) {
    Section out{"broken",
                fmt::format("Series that end on {}", to_string(preview.scenario.valid_from)),
                {},
                {"", {"level", "code", "title", "comparable_since"}, {}, {}}};
    for (const auto& row : preview.breaks.broken) {
        out.table.rows.push_back(
            {row.item->level, row.item->code.text(), row.item->title, row.since.text()});
    }
    return out;
}

Section extended_section(const Preview& preview) {
    Section out{"extended",
                "Codes of extensions under what changes",
                {},
                {"", {"extension", "code", "title", "under", "goes"}, {}, {}}};
    std::size_t decisions = 0;
    for (const auto& item : extended_items(preview)) {
        decisions += item.needs_decision() ? 1U : 0U;
        const auto targets = list_of(item.targets, code_text);
        std::vector<std::string> names;
        for (const auto& code : item.targets) {
            names.push_back(code.text());
        }
        out.table.rows.push_back(
            {item.extension.text(), item.code.text(), item.title, item.base.text(),
             item.needs_decision() ? fmt::format("needs a decision: {}", fmt::join(names, " or "))
                                   : fmt::format("to {}", names.front())});
    }
    if (!out.table.rows.empty()) {
        out.lines = {fmt::format("{} need a decision, {} go with their code.", decisions,
                                 out.table.rows.size() - decisions)};
    }
    return out;
}

Section notes_section(const Preview& preview) {
    Section out{"notes",
                "Cross references that point at what changes",
                {},
                {"", {"item", "relation", "ref", "range_end", "phrase"}, {}, {}}};
    for (const auto& note : touched_notes(preview.base(), preview.touched)) {
        out.table.rows.push_back({note.item.text(), std::string{to_string(note.relation)},
                                  note.ref ? note.ref->text() : "",
                                  note.range_end ? note.range_end->text() : "", note.phrase});
    }
    return out;
}

Section findings_section(const Preview& preview) {
    Section out{"findings", "Findings", {}, {"", {"severity", "rule", "where", "message"}, {}, {}}};
    for (const auto& finding : preview.built.findings) {
        out.table.rows.push_back({std::string{to_string(finding.severity)}, finding.rule,
                                  finding.where.text(), finding.message});
    }
    return out;
}

Report preview_report(const Preview& preview) {
    const auto& scenario = preview.scenario;
    Report out{"socshift/preview/1",
               fmt::format("DRAFT {}: {}", scenario.id.text(), scenario.title),
               {fmt::format("Base {}; from {}. A scenario of public requests, not a decision of "
                            "anyone. Codes that end in 'p' are provisional: no one has given "
                            "them.",
                            scenario.base.text(), to_string(scenario.valid_from))},
               {{"scenario", scenario.id.text()},
                {"title", scenario.title},
                {"status", "draft"},
                {"base", scenario.base.text()},
                {"valid_from", to_string(scenario.valid_from)},
                {"counts", preview.counts}},
               {}};
    out.sections = {proposals_section(preview), groups_section(preview),
                    codes_section(preview),     comparable_section(preview),
                    broken_section(preview),    extended_section(preview),
                    notes_section(preview),     findings_section(preview)};
    return out;
}

/// On a page for people a long table is cut; a script gets all of it.
void shorten(Report& report) {
    constexpr std::size_t most = 15;
    for (auto& section : report.sections) {
        auto& rows = section.table.rows;
        if (section.key != "proposals" && section.key != "codes" && rows.size() > most) {
            section.lines.push_back(
                fmt::format("The first {} of {}; --all shows them all.", most, rows.size()));
            rows.resize(most);
        }
    }
}

/// The preview of a scenario by its name in the catalog or by its file.
Preview preview_of(const Catalog& catalog, const std::string& name, const std::string& only,
                   const std::string& counts) {
    const auto open = open_scenario(catalog, name);
    return make_preview(open.catalog, open.catalog.scenario(open.id), {only, counts});
}

/// @throws Error, naming the option, for scenarios that cannot be compared.
PreviewComparison side_by_side(const Preview& first, const Preview& second) {
    try {
        return compare(first, second);
    } catch (const Error& error) {
        throw Error(fmt::format("--compare: {}", error.what()));
    }
}

ExitCode run_comparison(const PreviewVerbOptions& options, Context& context) {
    const auto first = preview_of(context.catalog, options.compare[0], "", options.counts);
    const auto second = preview_of(context.catalog, options.compare[1], "", options.counts);
    const auto comparison = side_by_side(first, second);
    write_report(compare_report(comparison), options.format, context);
    return comparison.agrees() ? ExitCode::ok : ExitCode::differs;
}

ExitCode run_preview(const PreviewVerbOptions& options, Context& context) {
    if (!options.compare.empty()) {
        return run_comparison(options, context);
    }
    if (options.scenario.empty()) {
        throw Error("preview: expected a scenario, or two with --compare");
    }
    if (options.data.file.files.empty() != options.data.column.empty()) {
        throw Error("preview: --data and --column go together");
    }
    const auto preview =
        preview_of(context.catalog, options.scenario, options.proposal, options.counts);
    auto report = preview_report(preview);
    bool sets_aside = false;
    if (!options.data.file.files.empty()) {
        sets_aside = add_data(options.data, preview, report, context);
    }
    if (!options.all && options.format != ReportFormat::json) {
        shorten(report);
    }
    write_report(report, options.format, context);
    return changes_nothing(preview) && !sets_aside ? ExitCode::ok : ExitCode::differs;
}

}  // namespace

Runner add_preview(CLI::App& verb) {
    auto options = std::make_shared<PreviewVerbOptions>();
    verb.add_option("SCENARIO", options->scenario, "A scenario of the catalog, or its file");
    verb.add_option("--proposal", options->proposal, "This request alone, on the same base")
        ->type_name("ID");
    auto* const compare =
        verb.add_option("--compare", options->compare, "Two scenarios, side by side")
            ->expected(2)
            ->type_name("S1 S2");
    compare->excludes(add_preview_data_options(verb, options->data));
    verb.add_flag("--all", options->all, "Show long lists whole in text and Markdown, too");
    verb.add_option("--counts", options->counts,
                    "Figures of the catalog; the newest that fit if not given")
        ->type_name("NAME");
    add_report_format_option(verb, options->format);
    return [options](Context& context) { return run_preview(*options, context); };
}

}  // namespace socshift::cli
