#include "verbs/preview_data.hpp"

#include "socshift/base/error.hpp"
#include "socshift/previews/preview_data.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace socshift::cli {

namespace {

std::string codes_cell(const std::vector<Code>& codes) {
    return list_cell(texts_of(codes));
}

/// What is said of the summed column.
void add_sum(const PreviewOfData& found, const std::string& sum, Section& out) {
    const auto& account = found.account.sums.front();
    const auto& bounds = found.moving;
    const auto leaves =
        bounds.low == bounds.high ? bounds.low : fmt::format("{} to {}", bounds.low, bounds.high);
    out.bounds = {"data_sum"};
    out.totals.emplace_back("data_sum", leaves);
    out.totals.emplace_back("data_sum_of", account.out);
    out.totals.emplace_back("data_sum_set_aside", account.rejected);
    out.lines.push_back(fmt::format("{} that moves: {} of {}.", sum, leaves, account.out));
    out.lines.push_back(fmt::format("{}: total in = total out + set aside: {} = {} + {}.", sum,
                                    account.in, account.out, account.rejected));
    if (found.missing > 0) {
        out.lines.push_back(fmt::format(
            "{} no figure in {}: what they stand for is missing above, and is not nothing.",
            count_of(found.missing, "row has", "rows have"), sum));
    }
    if (const auto& pairs = found.account.in_pairs; !pairs.empty()) {
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
            "{} empty in {}.", count_of(account.empty_cells, "cell is", "cells are"), sum));
    }
}

Section data_section(const PreviewDataOptions& options, const Conversion& conversion,
                     const EditionId& base, const PreviewOfData& found) {
    Section out{"data",
                fmt::format("In {}, column {}", options.file.shown_name(), options.column),
                {},
                {"", {"code", "title", "effect", "touched", "rows"}, {}, {"rows"}, {"touched"}}};
    const bool sums = !options.sum.empty();
    if (sums) {
        out.table.columns.push_back(options.sum);
        out.table.columns.emplace_back("missing");
        out.table.numeric.insert("missing");
    }
    for (const auto& code : found.codes) {
        out.table.rows.push_back({code.code.code.text(), code.title,
                                  std::string{to_string(code.effect)}, codes_cell(code.touched),
                                  std::to_string(code.rows)});
        if (sums) {
            auto& row = out.table.rows.back();
            row.push_back(code.sum.value_or(""));
            row.push_back(std::to_string(code.missing));
        }
    }
    const auto aside = found.account.rows_rejected;
    out.totals = {{"data_rows", std::to_string(found.rows)},
                  {"data_rows_moving", std::to_string(found.rows_moving)},
                  {"data_rows_losing", std::to_string(found.rows_losing)},
                  {"data_rows_set_aside", std::to_string(aside)},
                  {"data_rows_in_no_code", std::to_string(found.rows_in_no_code)}};
    if (conversion.from() != base.text()) {
        out.lines.push_back(fmt::format("Coded in {}: {}.", conversion.from(), conversion.route()));
    }
    out.lines.push_back(
        fmt::format("{}: {} in codes that move or end, {} in codes that lose a part, {} set aside.",
                    count_of(found.rows, "row", "rows"), grouped(found.rows_moving),
                    grouped(found.rows_losing), grouped(aside)));
    if (sums) {
        add_sum(found, options.sum, out);
    }
    return out;
}

Section set_aside_section(const PreviewOfData& found) {
    Section out{"data_set_aside",
                "Rows of yours that are set aside",
                {},
                {"", {"reason", "what", "rows", "examples"}, {}, {"rows"}, {"examples"}}};
    for (const auto& entry : found.account.set_aside) {
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

Section groups_section(const PreviewOfData& found, const std::string& sum) {
    Section out{"data_groups",
                "Groups of yours that break",
                {},
                {"", {"level", "code", "title", "comparable_since", "rows"}, {}, {"rows"}}};
    if (!sum.empty()) {
        out.table.columns.push_back(sum);
    }
    for (const auto& [group, since, rows, figures] : found.groups) {
        out.table.rows.push_back(
            {group.level, group.code.text(), group.title, since.text(), std::to_string(rows)});
        if (!sum.empty()) {
            out.table.rows.back().push_back(figures.value_or(""));
        }
    }
    return out;
}

/// preview_data(), with the levels of a file of two as the user can mend them.
PreviewOfData looked_at(const Preview& preview, const Conversion& conversion, InputFile& input) {
    try {
        return preview_data(preview, conversion, input.reader());
    } catch (const MixedLevels& error) {
        throw Error(mixed_levels_text(error));
    }
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
    if (options.allow_mixed_levels && options.sum.empty()) {
        throw Error("--allow-mixed-levels: expected --sum COL as well");
    }
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
    const auto found = looked_at(preview, conversion, input);
    report.sections.insert(report.sections.begin(),
                           {data_section(options, conversion, preview.scenario.base, found),
                            set_aside_section(found), groups_section(found, options.sum)});
    report.facts.emplace_back("data_edition", conversion.from());
    return found.account.rows_rejected > 0;
}

}  // namespace socshift::cli
