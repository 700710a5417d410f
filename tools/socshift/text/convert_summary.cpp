#include "text/convert_summary.hpp"

#include "socshift/base/harmless.hpp"
#include "text/figures_summary.hpp"
#include "text/repairs.hpp"
#include "text/summary_parts.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace socshift::cli {

namespace {

/// "1,234,567.25"
std::string grouped_decimal(std::string_view text) {
    const auto point = std::min(text.find('.'), text.size());
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    std::string out{text.substr(0, first)};
    for (std::size_t i = first; i < point; ++i) {
        if (i > first && (point - i) % 3 == 0) {
            out += ',';
        }
        out += text[i];
    }
    return out + std::string{text.substr(point)};
}

std::string bases(const ConvertSummary& summary) {
    std::string list;
    for (const auto& carried : summary.by_basis) {
        if (carried.rows == 0) {
            continue;
        }
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", grouped(carried.rows),
                            carried.basis ? to_string(*carried.basis) : "with no known share");
    }
    if (summary.rows_settled > 0) {
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", grouped(summary.rows_settled),
                            settled_by_title);
    }
    return list;
}

std::string repairs(const RepairedRows& repaired) {
    std::string list;
    for (const auto& [repair, word] : word_table<Repair>) {
        if (const auto rows = repaired.of(repair); rows > 0) {
            list += fmt::format("{}{} {}", list.empty() ? "" : ", ", grouped(rows), phrase(repair));
        }
    }
    return list;
}

/// The first few of a list; the JSON summary has all of it.
std::string some_of(const std::vector<std::string>& codes) {
    constexpr std::size_t most = 6;
    std::string out;
    for (std::size_t i = 0; i < std::min(codes.size(), most); ++i) {
        out += (i == 0 ? "" : ", ") + codes[i];
    }
    return codes.size() > most ? out + ", …" : out;
}

/// What was done to rows whose code has several targets.
std::string_view split_label(Split split) {
    switch (split) {
        case Split::best:
            return "likeliest";
        case Split::draw:
            return "drawn";
        case Split::all:
        case Split::none:
        case Split::title:
            break;
    }
    return "split";
}

std::string split_remark(const ConvertSummary& summary, const ConvertFacts& facts) {
    switch (facts.split) {
        case Split::best:
            return ", each to the likeliest";
        case Split::draw:
            return fmt::format(", {} drawn for each with seed {}",
                               facts.draws ? grouped(*facts.draws) : "one", facts.seed);
        case Split::title:
            return fmt::format(", of {} of which the title settles the target",
                               grouped(summary.rows_settled));
        case Split::all:
        case Split::none:
            break;
    }
    return "";
}

/// Where rows went that were set aside.
std::string rejects_text(const ConvertFacts& facts) {
    return facts.rejects.empty()  ? "written nowhere"
           : facts.rejects == "-" ? "in standard output"
                                  : "in " + facts.rejects;
}

void add_rows(std::string& out, const ConvertSummary& summary, const ConvertFacts& facts) {
    add_count(out, "rows in", summary.rows_in);
    if (summary.rows_filtered > 0) {
        add_count(out, "left out", summary.rows_filtered, "by " + facts.filters);
    }
    add_count(out, "carried", summary.rows_carried,
              summary.rows_carried > 0 ? "basis: " + bases(summary) : "");
    if (summary.rows_rejected > 0) {
        add_count(out, "set aside", summary.rows_rejected, rejects_text(facts));
    }
    const auto by_wave = std::accumulate(
        summary.waves.begin(), summary.waves.end(), std::uint64_t{0},
        [](std::uint64_t rows, const WaveAccount& wave) { return rows + wave.by_wave; });
    if (by_wave > 0) {
        add_count(out, "by wave", by_wave,
                  "of the rows carried: several editions have their codes, and other rows of their "
                  "wave decided which it is");
    }
    if (summary.rows_in_part > 0) {
        add_count(out, "in part", summary.rows_in_part,
                  "of the rows carried: the part that has no successor, or of which no table says "
                  "where it goes, is " +
                      rejects_text(facts));
    }
    if (summary.rows_kept > 0) {
        add_count(out, "kept", summary.rows_kept, "without a target");
    }
    add_count(out, "rows out", summary.rows_out);
    if (summary.rows_split > 0) {
        std::vector<std::string> codes;
        for (const auto& ref : summary.split) {
            codes.push_back(ref.code.text());
        }
        add_count(out, split_label(facts.split), summary.rows_split,
                  fmt::format("rows whose code has several targets{}: {}",
                              split_remark(summary, facts), some_of(codes)));
    }
    if (!summary.merged.empty()) {
        add_count(
            out, "merged", summary.merged.size(),
            "target codes that took in several source codes: " + some_of(texts_of(summary.merged)));
    }
    if (!summary.unpublished.empty()) {
        std::uint64_t rows = 0;
        std::vector<std::string> codes;
        for (const auto& unpublished : summary.unpublished) {
            rows += unpublished.rows;
            codes.push_back(unpublished.code.code.text());
        }
        add_count(out, "unpublished", rows,
                  "rows whose code the publication does not have, carried as what it rests on "
                  "has it: " +
                      some_of(codes));
    }
    if (!summary.keys.empty()) {
        add_count(out, "keys", summary.key_groups,
                  fmt::format("different combinations of {}", fmt::join(summary.keys, ", ")));
    }
    if (summary.rows_padded > 0) {
        add_count(out, "padded", summary.rows_padded,
                  "rows that end early: the cells that they lack are taken as empty");
    }
    if (summary.repaired.rows > 0) {
        add_count(out, "repaired", summary.repaired.rows, "codes: " + repairs(summary.repaired));
    }
}

/// ", 5 of wage, 12 of the weight of rate_mean_by_jobs": how much was carried on a basis, beside
/// rows.
std::string amounts_of(const ConvertSummary& summary, const CarriedBy& carried) {
    std::string out;
    for (std::size_t i = 0; i < carried.amounts.size(); ++i) {
        out +=
            fmt::format(", {} of {}", grouped_decimal(carried.amounts[i]), summary.sums[i].column);
    }
    for (std::size_t i = 0; i < carried.weights.size(); ++i) {
        if (!summary.means[i].by_weight.empty()) {
            out += fmt::format(", {} of the weight of {}", grouped_decimal(carried.weights[i]),
                               summary.means[i].column);
        }
    }
    return out;
}

/// Where shares came from, and how much rests on each.
void add_weights(std::string& out, const ConvertSummary& summary, const ConvertFacts& facts) {
    if (facts.weight_notes.empty()) {
        return;
    }
    out += "\nweights\n";
    for (const auto& note : facts.weight_notes) {
        out += paragraph(note, 2, 4);
    }
    for (const auto& carried : summary.by_basis) {
        if (!carried.basis || *carried.basis == Basis::only) {
            continue;
        }
        const auto rows = carried.rows > 0 ? count_of(carried.rows, "row", "rows")
                                           : std::string{"from an earlier conversion"};
        out += paragraph(fmt::format("on the basis {}: {}{}", to_string(*carried.basis), rows,
                                     amounts_of(summary, carried)),
                         2, 4);
    }
}

void add_entries(std::string& out, std::string_view title, const std::vector<SetAside>& entries) {
    if (entries.empty()) {
        return;
    }
    out += fmt::format("\n{}\n", title);
    for (const auto& entry : entries) {
        out += aside_text(entry);
    }
}

/// ", 3 decided by the wave, 5 ambiguous, 2 belong to other editions"
std::string wave_details(const WaveAccount& wave) {
    std::string out;
    const auto add = [&](std::uint64_t rows, std::string_view what) {
        out += rows == 0 ? "" : fmt::format(", {} {}", grouped(rows), what);
    };
    add(wave.by_wave, "of them decided by the wave");
    add(wave.ambiguous, "ambiguous");
    add(wave.elsewhere, "of another edition");
    const auto aside = wave.rows - wave.carried;
    add(aside - wave.ambiguous - wave.elsewhere, "not carried for other reasons");
    return out;
}

/// The account by wave; of rows that are in no edition of their wave, what they say of the others.
void add_waves(std::string& out, const ConvertSummary& summary) {
    constexpr std::size_t most = 60;
    const bool is_file = summary.waves.size() == 1 && summary.waves.front().value.empty();
    if (!summary.waves.empty() && !is_file) {
        out += "\nby wave\n";
    }
    for (std::size_t i = 0; i < std::min(summary.waves.size(), most); ++i) {
        const auto& wave = summary.waves[i];
        if (is_file) {
            break;
        }
        out += paragraph(fmt::format("{}: {}, {} carried{}",
                                     wave.value.empty() ? "(empty)" : visible(wave.value),
                                     count_of(wave.rows, "row", "rows"), grouped(wave.carried),
                                     wave_details(wave)),
                         2, 4);
    }
    if (summary.waves.size() > most) {
        out += fmt::format("  … and {} more\n", grouped(summary.waves.size() - most));
    }
    for (const auto& wave : summary.waves) {
        if (!wave.doubtful) {
            continue;
        }
        constexpr double hundred = 100;
        out += "\n" +
               paragraph(fmt::format("doubtful: {:.1f} % of the rows{} are of another edition, "
                                     "most of them: {}; codes that both editions have may be of "
                                     "the other as well. With both named, A+B, each row is of the "
                                     "one that has its code",
                                     hundred * static_cast<double>(wave.elsewhere) /
                                         static_cast<double>(wave.rows),
                                     is_file ? "" : " of wave " + visible(wave.value),
                                     wave.elsewhere_most),
                         0, 2);
    }
}

/// What would carry groups that were set aside.
void add_group_advice(std::string& out, const ConvertSummary& summary, const ConvertFacts& facts) {
    const bool any =
        std::any_of(summary.set_aside.begin(), summary.set_aside.end(),
                    [](const SetAside& entry) { return entry.reason == Reason::group; });
    if (any && facts.groups == Groups::set_aside) {
        out += paragraph("--groups carry takes groups where all their detailed codes go", 2, 4);
        if (const auto& column = summary.level_column; !column.empty()) {
            out += paragraph(
                fmt::format("column '{}' tells levels apart: --where-not '{}={}' "
                            "leaves these rows out",
                            visible(column), visible(column),
                            visible(fmt::format("{}", fmt::join(summary.level_values, ",")))),
                2, 4);
        }
    }
}

/// Which cells were repaired, and what they were read as.
void add_repairs(std::string& out, const ConvertSummary& summary) {
    if (summary.repairs.empty()) {
        return;
    }
    out += "\nrepaired, by kind\n";
    for (const auto& account : summary.repairs) {
        std::vector<std::string> examples;
        for (const auto& example : account.examples) {
            examples.push_back(
                fmt::format("'{}' as {} ({}line {})", visible(example.value), example.code.text(),
                            example.file.empty() ? "" : example.file + " ", example.line));
        }
        if (account.more_values) {
            examples.emplace_back("…");
        }
        out += fmt::format("  {}: {}\n", phrase(account.repair),
                           count_of(account.rows, "row", "rows"));
        out += enumeration(examples, 6);
    }
}

/// Cells of no edition that repeat.
/// Which missing values the code column has, where its file tells.
void add_missing_codes(std::string& out, const ConvertSummary& summary) {
    if (summary.missing_codes.empty()) {
        return;
    }
    std::string kinds;
    for (const auto& [kind, rows] : summary.missing_codes) {
        kinds += fmt::format("{}'{}' ({})", kinds.empty() ? "" : ", ", visible(kind),
                             count_of(rows, "row", "rows"));
    }
    out += paragraph(fmt::format("missing codes, by kind: {}", kinds), 2, 4);
}

void add_words(std::string& out, const ConvertSummary& summary) {
    if (summary.could_be_no_code.empty()) {
        return;
    }
    std::string words;
    std::string option;
    for (const auto& [word, rows] : summary.could_be_no_code) {
        words += fmt::format("{}'{}' ({})", words.empty() ? "" : ", ", visible(word),
                             count_of(rows, "row", "rows"));
        option += (option.empty() ? "" : ",") + visible(word);
    }
    out += "\n" +
           paragraph(fmt::format("words for no code? {}; --no-code '{}' says so", words, option), 0,
                     2);
}

void add_sums(std::string& out, const ConvertSummary& summary) {
    if (summary.sums.empty()) {
        return;
    }
    out += "\ntotal in = total out + set aside\n";
    for (const auto& sum : summary.sums) {
        out += paragraph(fmt::format("{}: {} = {} + {}", sum.column, grouped_decimal(sum.in),
                                     grouped_decimal(sum.out), grouped_decimal(sum.rejected)),
                         2, 4);
        if (sum.empty_cells > 0) {
            out += fmt::format("    {} added nothing\n",
                               count_of(sum.empty_cells, "empty cell", "empty cells"));
        }
        out += figures_text(sum.figures, 4);
    }
    std::uint64_t rows = 0;
    for (const auto& aside : summary.set_aside) {
        rows += aside.reason == Reason::not_a_number ? aside.rows : 0;
    }
    if (rows > 0) {
        out += fmt::format("  in none of these: the cells that are no numbers, of {}\n",
                           count_of(rows, "row", "rows"));
    }
}

/// What means are made of balances like sums.
void add_means(std::string& out, const ConvertSummary& summary) {
    if (summary.means.empty()) {
        return;
    }
    const auto balance = [](const SumAccount& sum) {
        return fmt::format("{} = {} + {}", grouped_decimal(sum.in), grouped_decimal(sum.out),
                           grouped_decimal(sum.rejected));
    };
    out += "\nmeans: in = out + set aside\n";
    for (const auto& mean : summary.means) {
        const bool is_weighted = !mean.by_weight.empty();
        out += fmt::format("  {}\n", mean.column);
        out += paragraph(fmt::format("{}: {}", is_weighted ? mean.by_weight : "rows with a number",
                                     balance(mean.weights)),
                         4, 6);
        out += paragraph(
            fmt::format("{}{}: {}", mean.of, is_weighted ? " times " + mean.by_weight : "",
                        balance(mean.products)),
            4, 6);
        if (const auto empty = mean.weights.empty_cells + mean.products.empty_cells; empty > 0) {
            out +=
                fmt::format("    {} did not count\n", count_of(empty, "empty cell", "empty cells"));
        }
        out += figures_text(mean.products.figures, 4);
        if (mean.weights.figures != FigureCounts{}) {
            out += fmt::format("    {}\n", mean.by_weight);
            out += figures_text(mean.weights.figures, 6);
        }
        if (mean.empty_means > 0) {
            out += fmt::format("    {} empty: no weight but zero\n",
                               count_of(mean.empty_means, "mean is", "means are"));
        }
    }
}

/// Codes of a publication that may be there at two levels.
void add_pairs(std::string& out, const ConvertSummary& summary) {
    if (summary.in_pairs.empty()) {
        return;
    }
    std::vector<std::string> codes;
    for (const auto& code : summary.in_pairs) {
        codes.push_back(code.code.text());
    }
    out += "\n" + paragraph(fmt::format("counted twice? {} prints {} at two levels, and here all "
                                        "figures of {} come in pairs; --where COLUMN=VALUE keeps "
                                        "one level",
                                        summary.in_pairs.front().edition.text(),
                                        codes.size() == 1 ? "this code" : "these codes",
                                        codes.size() == 1 ? "it" : "them"),
                            0, 2);
    out += enumeration(codes, 2);
}

/// Codes of an extension that may be there at two levels.
void add_both_forms(std::string& out, const ConvertSummary& summary) {
    if (summary.in_both_forms.empty()) {
        return;
    }
    std::vector<std::string> codes;
    for (const auto& code : summary.in_both_forms) {
        codes.push_back(code.code.text());
    }
    out += "\n" + paragraph(fmt::format("counted twice? {} of {} here as often as the code above, "
                                        "which holds nothing else",
                                        count_of(codes.size(), "code", "codes"),
                                        summary.in_both_forms.front().edition.text() +
                                            (codes.size() == 1 ? " is" : " are")),
                            0, 2);
    out += enumeration(codes, 2);
}

/// Codes that the crosswalk says are the same, though they leave out others than before: a
/// paragraph for each edition that rows are coded in.
void add_boundaries(std::string& out, const ConvertSummary& summary, const ConvertFacts& facts) {
    const auto& all = summary.boundary_moved;
    for (auto first = all.begin(); first != all.end();) {
        const auto& from = first->code.edition;
        const auto last = std::find_if(
            first, all.end(), [&](const auto& moved) { return moved.code.edition != from; });
        std::uint64_t rows = 0;
        std::vector<std::string> codes;
        for (; first != last; ++first) {
            rows += first->rows;
            codes.push_back(first->code.code.text());
        }
        out +=
            "\n" +
            paragraph(fmt::format("boundary moved, {} -> {}: {} of {} changed in nothing but whom "
                                  "{} out",
                                  from.text(), facts.to, count_of(rows, "row", "rows"),
                                  count_of(codes.size(), "code that", "codes that"),
                                  codes.size() == 1 ? "it leaves" : "they leave"),
                      0, 2);
        out += fmt::format("  see 'socshift diff {} {} --exclusions'\n", from.text(), facts.to);
        out += enumeration(codes, 2);
    }
}

std::string assumed_text(Split split, std::uint64_t rows) {
    if (rows == 0) {
        return "assumed in an earlier conversion: an equal split";
    }
    const auto of = count_of(rows, "row", "rows");
    return split == Split::best || split == Split::draw
               ? fmt::format("assumed: an equal split in the shares that {} went by", of)
               : fmt::format("assumed: an equal split of {}", of);
}

void add_assumptions(std::string& out, const ConvertSummary& summary, const ConvertFacts& facts) {
    for (const auto& carried : summary.by_basis) {
        if (carried.basis && *carried.basis != Basis::equal) {
            continue;
        }
        if (!carried.basis) {
            const bool has_equal = facts.weights == "equal" || facts.weights.ends_with(",equal");
            const auto advice =
                facts.to_families ? "; they are of groups whose codes are in several families"
                : has_equal       ? std::string{}
                                  : fmt::format("; --weights {}equal would split them evenly",
                                          facts.weights.empty() || facts.weights == "none"
                                                    ? ""
                                                    : facts.weights + ",");
            out += "\n" + paragraph(fmt::format("not known: the shares of {}{}",
                                                count_of(carried.rows, "row", "rows"), advice),
                                    0, 2);
            continue;
        }
        out +=
            "\n" +
            paragraph(assumed_text(facts.split, carried.rows) + amounts_of(summary, carried), 0, 2);
    }
}

}  // namespace

std::string summary_text(const ConvertSummary& summary, const ConvertFacts& facts) {
    std::string out =
        paragraph(fmt::format("{}: column '{}', {}{}", facts.file, facts.column, facts.route,
                              facts.level.empty() ? "" : ", at level " + facts.level),
                  0, 2);
    for (const auto& draft : facts.drafts) {
        out += fmt::format("  {} is a draft\n", draft);
    }
    for (const auto& notice : facts.file_notices) {
        out += paragraph(notice, 2, 4);
    }
    for (const auto& notice : notices(summary.reading)) {
        out += paragraph(notice, 2, 4);
    }
    add_rows(out, summary, facts);
    add_weights(out, summary, facts);
    add_repairs(out, summary);
    add_entries(out, "not carried, by reason", summary.set_aside);
    add_missing_codes(out, summary);
    add_group_advice(out, summary, facts);
    add_words(out, summary);
    add_entries(out, "carried in part", summary.in_part);
    add_waves(out, summary);
    add_sums(out, summary);
    add_means(out, summary);
    out += could_be_missing_text(summary);
    out += missing_text(summary);
    add_pairs(out, summary);
    add_both_forms(out, summary);
    add_assumptions(out, summary, facts);
    add_boundaries(out, summary, facts);
    return out;
}

}  // namespace socshift::cli
