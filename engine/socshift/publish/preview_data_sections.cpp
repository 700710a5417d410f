#include "socshift/publish/preview_data_sections.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/numbers/decimal.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace socshift {

namespace {

/// A whole number that 64 bits hold as one; any other amount as it is.
Interval::End exact_end(const std::string& text) {
    std::int64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end) {
        return number;
    }
    return Amount{text};
}

Cell exact_cell(const std::string& text) {
    return std::visit([](const auto& value) { return Cell(value); }, exact_end(text));
}

/// The name of the column of figures, which may be that of a column before it.
std::string sum_name(const std::vector<Column>& columns, const std::string& name) {
    const bool taken = std::any_of(columns.begin(), columns.end(),
                                   [&](const Column& column) { return column.name == name; });
    return taken || name == "missing" ? name + " (sum)" : name;
}

Cell amount_cell(const std::optional<std::string>& amount) {
    return amount ? Cell(Amount{*amount}) : Cell();
}

void add_sum(const PreviewOfData& found, const std::string& sum, Section& out) {
    const auto& account = found.account.sums.front();
    const auto& [low, high] = found.moving;
    out.totals.push_back({"data_sum", Interval{exact_end(low), exact_end(high)}});
    out.totals.push_back({"data_sum_in", exact_cell(account.in)});
    out.totals.push_back({"data_sum_of", exact_cell(account.out)});
    out.totals.push_back({"data_sum_set_aside", exact_cell(account.rejected)});
    out.lines.push_back(fmt::format("{} that moves: {} of {}.", sum,
                                    low == high ? low : fmt::format("{} to {}", low, high),
                                    account.out));
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
    for (const auto& stand_in : account.could_be_missing) {
        out.lines.push_back(fmt::format(
            "Missing? {} {} in {}, which counts as that number; --missing {} says that it stands "
            "for a missing figure.",
            count_of(stand_in.cells, "cell has", "cells have"), stand_in.number, sum,
            stand_in.number));
    }
    if (account.empty_cells > 0) {
        out.lines.push_back(fmt::format(
            "{} empty in {}.", count_of(account.empty_cells, "cell is", "cells are"), sum));
    }
}

Table data_table(const PreviewedFile& file, const PreviewOfData& found) {
    std::vector<Column> columns = {{"code"},
                                   {"title"},
                                   {"effect"},
                                   {"touched", ColumnKind::texts},
                                   {"rows", ColumnKind::whole}};
    if (!file.sum.empty()) {
        columns.push_back({sum_name(columns, file.sum), ColumnKind::amount});
        columns.push_back({"missing", ColumnKind::whole});
    }
    Table out(std::move(columns));
    for (const auto& code : found.codes) {
        Table::Row row = {code.code.code, code.title, to_string(code.effect),
                          texts_of(code.touched), code.rows};
        if (!file.sum.empty()) {
            row.push_back(amount_cell(code.sum));
            row.emplace_back(code.missing);
        }
        out.add(std::move(row));
    }
    return out;
}

Section data_section(const Preview& preview, const PreviewedFile& file,
                     const PreviewOfData& found) {
    Section out{"data",
                fmt::format("In {}, column {}", file.name, file.column),
                {},
                data_table(file, found)};
    const auto aside = found.account.rows_rejected;
    out.totals = {{"data_rows", found.rows},
                  {"data_rows_moving", found.rows_moving},
                  {"data_rows_losing", found.rows_losing},
                  {"data_rows_set_aside", aside},
                  {"data_rows_in_no_code", found.rows_in_no_code}};
    if (file.from != preview.scenario.base.text()) {
        out.lines.push_back(fmt::format("Coded in {}: {}.", file.from, file.route));
    }
    out.lines.push_back(
        fmt::format("{}: {} in codes that move or end, {} in codes that lose a part, {} set aside.",
                    count_of(found.rows, "row", "rows"), grouped(found.rows_moving),
                    grouped(found.rows_losing), grouped(aside)));
    if (!file.sum.empty()) {
        add_sum(found, file.sum, out);
    }
    return out;
}

Section set_aside_section(const PreviewOfData& found) {
    Section out{
        "data_set_aside",
        "Rows of yours that are set aside",
        {},
        Table(
            {{"reason"}, {"what"}, {"rows", ColumnKind::whole}, {"examples", ColumnKind::texts}})};
    for (const auto& entry : found.account.set_aside) {
        std::vector<std::string> examples;
        for (const auto& example : entry.examples) {
            examples.push_back(fmt::format("'{}' (line {})", visible(example.value), example.line));
        }
        if (entry.more_values || entry.values > examples.size()) {
            examples.emplace_back("…");
        }
        out.table.add({to_string(entry.reason), entry.text, entry.rows, examples});
    }
    return out;
}

Section broken_groups_section(const PreviewedFile& file, const PreviewOfData& found) {
    std::vector<Column> columns = {
        {"level"}, {"code"}, {"title"}, {"comparable_since"}, {"rows", ColumnKind::whole}};
    if (!file.sum.empty()) {
        columns.push_back({sum_name(columns, file.sum), ColumnKind::amount});
    }
    Section out{"data_groups", "Groups of yours that break", {}, Table(std::move(columns))};
    for (const auto& [group, since, rows, sum] : found.groups) {
        Table::Row row = {group.level, group.code, group.title, since, rows};
        if (!file.sum.empty()) {
            row.push_back(amount_cell(sum));
        }
        out.table.add(std::move(row));
    }
    return out;
}

/// Hundredths of a percent, as "12.5".
Interval::End percent(std::int64_t hundredths) {
    DecimalSum out;
    out.add_product(*Decimal::parse(std::to_string(hundredths)), *Decimal::parse("0.01"));
    return exact_end(out.text());
}

Cell percent_cell(const std::optional<PreviewedSeries::Part>& part) {
    return part ? Cell(Interval{percent(part->low), percent(part->high)}) : Cell();
}

Cell interval_cell(const std::optional<DecimalInterval>& figures) {
    return figures ? Cell(Interval{exact_end(figures->low), exact_end(figures->high)}) : Cell();
}

Section series_section(const PreviewOfData& found) {
    Section out{"data_series",
                "Series of yours, by how much of each it is",
                {},
                Table({{"edition"},
                       {"level"},
                       {"code"},
                       {"title"},
                       {"figure", ColumnKind::amount},
                       {"missing", ColumnKind::whole},
                       {"leaves", ColumnKind::interval},
                       {"comes", ColumnKind::interval},
                       {"leaves_percent", ColumnKind::interval},
                       {"comes_percent", ColumnKind::interval}})};
    for (const auto& series : found.series) {
        out.table.add({series.edition, series.code.level, series.code.code, series.code.title,
                       amount_cell(series.now), series.missing, interval_cell(series.leaving),
                       interval_cell(series.coming), percent_cell(series.leaving_part),
                       percent_cell(series.coming_part)});
    }
    if (!out.table.empty()) {
        out.lines = {found.account.sums.empty() ? std::string{"Figures are rows."}
                                                : fmt::format("Figures are sums of {}.",
                                                              found.account.sums.front().column)};
    }
    return out;
}

}  // namespace

std::vector<Section> preview_data_sections(const Preview& preview, const PreviewedFile& file,
                                           const PreviewOfData& found) {
    return {data_section(preview, file, found), set_aside_section(found),
            broken_groups_section(file, found), series_section(found)};
}

void add_data_sections(Page& page, const Preview& preview, const PreviewedDataFile& data) {
    auto sections = preview_data_sections(preview, data.file, data.found);
    page.sections.insert(page.sections.begin(), std::make_move_iterator(sections.begin()),
                         std::make_move_iterator(sections.end()));
    page.facts.push_back({"data_edition", data.file.from});
}

}  // namespace socshift
