#include "text/figures_summary.hpp"

#include "socshift/base/harmless.hpp"
#include "text/summary_parts.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace socshift::cli {

namespace {

std::string_view phrase_of(FigureMark mark) {
    switch (mark) {
        case FigureMark::thousands:
            return "with separators of thousands";
        case FigureMark::decimal_comma:
            return "with a decimal comma";
        case FigureMark::currency:
            return "with a currency sign";
        case FigureMark::percent:
            return "in percent";
        case FigureMark::parentheses:
            return "in parentheses, below zero";
    }
    return "";
}

std::string_view phrase_of(MissingFigure why) {
    switch (why) {
        case MissingFigure::not_available:
            return "not available";
        case MissingFigure::above_top:
            return "above the top";
        case MissingFigure::below_least:
            return "below the least";
    }
    return "";
}

}  // namespace

std::string figures_text(const FigureCounts& counts, std::size_t indent) {
    std::string read;
    std::string missing;
    for (const auto& [mark, word] : word_table<FigureMark>) {
        if (const auto cells = counts.marks[static_cast<std::size_t>(mark)]; cells > 0) {
            read += fmt::format("{}{} {}", read.empty() ? "" : ", ",
                                count_of(cells, "figure", "figures"), phrase_of(mark));
        }
    }
    for (const auto& [why, word] : word_table<MissingFigure>) {
        if (const auto cells = counts.missing[static_cast<std::size_t>(why)]; cells > 0) {
            missing +=
                fmt::format("{}{} {}", missing.empty() ? "" : ", ", grouped(cells), phrase_of(why));
        }
    }
    if (counts.marks[static_cast<std::size_t>(FigureMark::decimal_comma)] > 0) {
        read += "; sums and means are written with a point";
    }
    std::string out;
    if (!read.empty()) {
        out += paragraph("read: " + read, indent, indent + 2);
    }
    if (!missing.empty()) {
        out += paragraph(fmt::format("missing: {}: {}",
                                     count_of(counts.all_missing(), "figure", "figures"), missing),
                         indent, indent + 2);
    }
    return out;
}

std::string could_be_missing_text(const ConvertSummary& summary) {
    std::string found;
    std::vector<std::string> words;
    for (const auto& [column, stand_in] : could_be_missing(summary)) {
        found += fmt::format("{}{} of {} ({})", found.empty() ? "" : ", ", stand_in.number,
                             visible(column), count_of(stand_in.cells, "cell", "cells"));
        if (std::find(words.begin(), words.end(), stand_in.number) == words.end()) {
            words.push_back(stand_in.number);
        }
    }
    if (found.empty()) {
        return {};
    }
    return "\n" +
           paragraph(fmt::format("missing figures? {}, counted as numbers here; --missing {} "
                                 "says that they are missing",
                                 found, fmt::join(words, ",")),
                     0, 2);
}

std::string missing_text(const ConvertSummary& summary) {
    std::string out;
    constexpr std::size_t most = 6;
    const auto& all = summary.missing_in_figures;
    for (auto first = all.begin(); first != all.end();) {
        const auto last = std::find_if(
            first, all.end(), [&](const auto& figure) { return figure.column != first->column; });
        std::size_t empty = 0;
        std::vector<std::string> examples;
        for (auto at = first; at != last; ++at) {
            empty += at->is_empty ? 1U : 0U;
            if (examples.size() < most) {
                std::string keys;
                for (const auto& key : at->keys) {
                    keys += " " + visible(key);
                }
                examples.push_back(
                    fmt::format("{}{} ({})", at->code.code.text(), keys, grouped(at->missing)));
            }
        }
        const auto count = static_cast<std::size_t>(last - first);
        if (count > most) {
            examples.emplace_back("…");
        }
        out += "\n" +
               paragraph(fmt::format("missing in {} of {}, of which {} empty: a figure is of the "
                                     "rows that have one",
                                     count_of(count, "figure", "figures"), first->column,
                                     count_of(empty, "is", "are")),
                         0, 2);
        out += enumeration(examples, 2);
        first = last;
    }
    return out;
}

}  // namespace socshift::cli
