#include "verbs/preview_data.hpp"

#include "socshift/base/error.hpp"
#include "socshift/previews/tally.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace socshift::cli {

namespace {

/// What was found in the data.
struct DataFound {
    const Preview& preview;
    const ConvertSources& sources;
    Tally tally;
    std::vector<TouchedData> touched;
    std::string sum;  // the column, if there is one
};

std::string codes_cell(const std::vector<Code>& codes) {
    return list_cell(texts_of(codes));
}

/// Rows of codes of which all leaves, and of which a part may.
std::pair<std::uint64_t, std::uint64_t> rows_that_leave(const std::vector<TouchedData>& touched) {
    std::pair<std::uint64_t, std::uint64_t> out;
    for (const auto& code : touched) {
        if (code.least == Share::one()) {
            out.first += code.data->rows;
        } else if (!code.most.is_zero()) {
            out.second += code.data->rows;
        }
    }
    return out;
}

/// Rows whose cell is no code that its edition could carry anywhere.
std::uint64_t rows_in_no_code(const ConvertSummary& account) {
    std::uint64_t rows = 0;
    for (const auto& entry : account.set_aside) {
        switch (entry.reason) {
            case Reason::empty:
            case Reason::elsewhere:
            case Reason::damaged:
            case Reason::unknown:
            case Reason::no_edition:
                rows += entry.rows;
                break;
            case Reason::group:
            case Reason::no_target:
            case Reason::not_listed:
            case Reason::several_targets:
            case Reason::no_share:
            case Reason::not_a_number:
            case Reason::negative_weight:
            case Reason::columns:
                break;
        }
    }
    return rows;
}

void add_sum(const DataFound& found, Section& out) {
    const auto& account = found.tally.account.sums.front();
    const auto bounds = touched_sum(found.touched);
    const auto leaves =
        bounds.low == bounds.high ? bounds.low : fmt::format("{} to {}", bounds.low, bounds.high);
    out.bounds = {"data_sum"};
    out.totals.emplace_back("data_sum", leaves);
    out.totals.emplace_back("data_sum_of", account.out);
    out.totals.emplace_back("data_sum_set_aside", account.rejected);
    out.lines.push_back(fmt::format("{} that moves: {} of {}.", found.sum, leaves, account.out));
    out.lines.push_back(fmt::format("{}: total in = total out + set aside: {} = {} + {}.",
                                    found.sum, account.in, account.out, account.rejected));
    std::uint64_t missing = 0;
    for (const auto& code : found.tally.codes) {
        missing += code.missing;
    }
    if (missing > 0) {
        out.lines.push_back(fmt::format(
            "{} no figure in {}: what they stand for is missing above, and is not nothing.",
            count_of(missing, "row has", "rows have"), found.sum));
    }
    if (const auto& pairs = found.tally.account.in_pairs; !pairs.empty()) {
        std::vector<std::string> codes;
        for (const auto& code : pairs) {
            codes.push_back(code.code.text());
        }
        out.lines.push_back(fmt::format(
            "Counted twice? {} prints {} at two levels, and here all their figures come in pairs; "
            "--where COLUMN=VALUE keeps one level.",
            pairs.front().edition.text(), fmt::join(codes, ", ")));
    }
    if (account.empty_cells > 0) {
        out.lines.push_back(fmt::format(
            "{} empty in {}.", count_of(account.empty_cells, "cell is", "cells are"), found.sum));
    }
}

Section data_section(const PreviewDataOptions& options, const Conversion& conversion,
                     const DataFound& found) {
    const auto& account = found.tally.account;
    const auto base = found.preview.scenario.base.text();
    Section out{"data",
                fmt::format("In {}, column {}", options.file.shown_name(), options.column),
                {},
                {"", {"code", "title", "effect", "touched", "rows"}, {}, {"rows"}, {"touched"}}};
    if (!found.sum.empty()) {
        out.table.columns.push_back(found.sum);
        out.table.columns.emplace_back("missing");
        out.table.numeric.insert("missing");
    }
    for (const auto& code : found.touched) {
        out.table.rows.push_back({found.sources.code(code.data->item).code.text(), code.title,
                                  std::string{to_string(code.effect)}, codes_cell(code.touched),
                                  std::to_string(code.data->rows)});
        if (!found.sum.empty()) {
            auto& row = out.table.rows.back();
            row.push_back(code.data->has_figure ? code.data->sum.text() : "");
            row.push_back(std::to_string(code.data->missing));
        }
    }
    const auto rows = account.rows_in - account.rows_filtered;
    const auto [whole, part] = rows_that_leave(found.touched);
    const auto no_code = rows_in_no_code(account);
    out.totals = {{"data_rows", std::to_string(rows)},
                  {"data_rows_moving", std::to_string(whole)},
                  {"data_rows_losing", std::to_string(part)},
                  {"data_rows_set_aside", std::to_string(account.rows_rejected)},
                  {"data_rows_in_no_code", std::to_string(no_code)}};
    if (conversion.from() != base) {
        out.lines.push_back(fmt::format("Coded in {}: {}.", conversion.from(), conversion.route()));
    }
    out.lines.push_back(
        fmt::format("{}: {} in codes that move or end, {} in codes that lose a part, {} set aside.",
                    count_of(rows, "row", "rows"), grouped(whole), grouped(part),
                    grouped(account.rows_rejected)));
    if (!found.sum.empty()) {
        add_sum(found, out);
    }
    return out;
}

Section set_aside_section(const DataFound& found) {
    Section out{"data_set_aside",
                "Rows of yours that are set aside",
                {},
                {"", {"reason", "what", "rows", "examples"}, {}, {"rows"}, {"examples"}}};
    for (const auto& entry : found.tally.account.set_aside) {
        std::vector<std::string> examples;
        for (const auto& example : entry.examples) {
            examples.push_back(fmt::format("'{}' (line {})", visible(example.value), example.line));
        }
        if (entry.more_values || entry.values > examples.size()) {
            examples.emplace_back("…");
        }
        out.table.rows.push_back({std::string{to_string(entry.reason)}, entry.text,
                                  std::to_string(entry.rows), list_cell(examples)});
    }
    return out;
}

Section groups_section(const DataFound& found) {
    Section out{"data_groups",
                "Groups of yours that break",
                {},
                {"", {"level", "code", "title", "comparable_since", "rows"}, {}, {"rows"}}};
    if (!found.sum.empty()) {
        out.table.columns.push_back(found.sum);
    }
    const auto& base = found.sources.target();
    for (const auto& broken : found.preview.breaks.broken) {
        const auto* const group = base.find(broken.item->code);
        if (group == nullptr || base.is_leaf(*group)) {
            continue;
        }
        std::uint64_t rows = 0;
        bool has_figure = false;
        DecimalSum sum;
        for (const auto* const code : codes_within(found.tally, found.sources, *group)) {
            rows += code->rows;
            has_figure = has_figure || code->has_figure;
            sum.add(code->sum);
        }
        if (rows == 0) {
            continue;
        }
        out.table.rows.push_back({group->level, group->code.text(), group->title,
                                  broken.since.text(), std::to_string(rows)});
        if (!found.sum.empty()) {
            out.table.rows.back().push_back(has_figure ? sum.text() : "");
        }
    }
    return out;
}

}  // namespace

CLI::Option* add_preview_data_options(CLI::App& verb, PreviewDataOptions& options) {
    auto* const data = verb.add_option("--data", options.file.files,
                                       "Your own file, coded in the base or in an edition that "
                                       "leads to it; - is standard input")
                           ->type_name("FILE")
                           ->expected(1);
    verb.add_option("--column", options.column, "The column of codes: its name, or #2")
        ->type_name("C")
        ->needs(data);
    verb.add_option("--from", options.ends.from,
                    "The edition that the codes are of; found out if not given")
        ->type_name("EDITION")
        ->needs(data);
    verb.add_option("--edition-column", options.ends.edition_column,
                    "The column that says which edition a row is coded in")
        ->type_name("COL")
        ->needs(data);
    verb.add_option("--edition-map", options.ends.edition_map,
                    "What the values of that column mean; edition names if not given")
        ->type_name("VALUE=EDITION[,VALUE=EDITION]")
        ->needs(data);
    verb.add_option("--sum", options.sum, "A column to add up")->type_name("COL")->needs(data);
    verb.add_option("--where", options.file.where, "Only rows with this value; can be repeated")
        ->type_name("COLUMN=VALUE[,VALUE]")
        ->allow_extra_args(false)
        ->needs(data);
    verb.add_flag("--allow-mixed-levels", options.allow_mixed_levels,
                  "With --sum: a figure may stand in two rows, printed at two levels")
        ->needs(data);
    return data;
}

bool add_data(const PreviewDataOptions& options, const Preview& preview, Report& report,
              Context& context) {
    ConversionSpec spec;
    spec.file = options.file.shown_name();
    spec.column = options.column;
    spec.where = parse_filters(options.file.where);
    spec.allow_mixed_levels = options.allow_mixed_levels;
    if (!options.sum.empty()) {
        spec.sums = {options.sum};
    }
    set_ends(options.ends, spec);
    spec.to = preview.scenario.base.text();
    check_options(spec);
    InputFile input(options.file, context.in);
    const auto conversion = conversion_of(spec, input, context, false);
    DataFound found{preview, conversion.sources(), {}, {}, options.sum};
    try {
        found.tally = tally(conversion.request(), conversion.sources(), input.reader());
    } catch (const MixedLevels& error) {
        throw Error(mixed_levels_text(error));
    }
    found.touched = touched_data(found.tally, conversion.sources(), preview.touched);
    report.sections.insert(report.sections.begin(),
                           {data_section(options, conversion, found), set_aside_section(found),
                            groups_section(found)});
    report.facts.emplace_back("data_edition", conversion.from());
    return found.tally.account.rows_rejected > 0;
}

}  // namespace socshift::cli
