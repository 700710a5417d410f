#include "socshift/publish/conversion_summary.hpp"

#include "socshift/convert/title_assigner.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/publish/account_json.hpp"
#include "socshift/titles/title_words.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace socshift {

namespace {

std::string_view basis_name(const std::optional<Basis>& basis) {
    return basis ? to_string(*basis) : "none";
}

nlohmann::ordered_json amounts_json(const ConvertSummary& summary,
                                    std::string SumAccount::*amount) {
    auto out = nlohmann::ordered_json::object();
    for (const auto& sum : summary.sums) {
        out[sum.column] = sum.*amount;
    }
    return out;
}

/// By kind: of repairs on request only those that were made.
nlohmann::ordered_json repaired_json(const RepairedRows& repaired) {
    auto out = nlohmann::ordered_json::object();
    for (const auto& [repair, word] : word_table<Repair>) {
        if (!is_on_request(repair) || repaired.of(repair) > 0) {
            out[std::string{word}] = repaired.of(repair);
        }
    }
    return out;
}

nlohmann::ordered_json repairs_json(const std::vector<RepairAccount>& repairs) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& account : repairs) {
        auto examples = nlohmann::ordered_json::array();
        for (const auto& example : account.examples) {
            examples.push_back(
                {{"value", example.value}, {"code", example.code.text()}, {"line", example.line}});
            if (!example.file.empty()) {
                examples.back()["file"] = example.file;
            }
        }
        out.push_back({{"repair", to_string(account.repair)},
                       {"rows", account.rows},
                       {"more_values", account.more_values},
                       {"examples", std::move(examples)}});
    }
    return out;
}

/// The counts that are not zero.
nlohmann::ordered_json figures_json(const FigureCounts& counts) {
    auto out = nlohmann::ordered_json::object();
    for (const auto& [mark, word] : word_table<FigureMark>) {
        if (const auto cells = counts.marks[static_cast<std::size_t>(mark)]; cells > 0) {
            out[std::string{word}] = cells;
        }
    }
    for (const auto& [why, word] : word_table<MissingFigure>) {
        if (const auto cells = counts.missing[static_cast<std::size_t>(why)]; cells > 0) {
            out[std::string{word}] = cells;
        }
    }
    return out;
}

/// How figures were written, and where some are missing.
void add_figures(nlohmann::ordered_json& out, const ConvertSummary& summary) {
    auto figures = nlohmann::ordered_json::object();
    const auto add = [&](const std::string& column, const FigureCounts& counts) {
        if (counts != FigureCounts{}) {
            figures[column] = figures_json(counts);
        }
    };
    for (const auto& sum : summary.sums) {
        add(sum.column, sum.figures);
    }
    for (const auto& mean : summary.means) {
        add(mean.of, mean.products.figures);
        add(mean.by_weight, mean.weights.figures);
    }
    if (!figures.empty()) {
        out["figures"] = std::move(figures);
    }
    for (const auto& [column, stand_in] : could_be_missing(summary)) {
        out["could_be_missing"].push_back(
            {{"column", column}, {"number", stand_in.number}, {"cells", stand_in.cells}});
    }
    if (!summary.missing_in_figures.empty()) {
        auto missing = nlohmann::ordered_json::array();
        for (const auto& figure : summary.missing_in_figures) {
            missing.push_back({{"column", figure.column},
                               {"code", figure.code.code.text()},
                               {"keys", figure.keys},
                               {"missing", figure.missing},
                               {"is_empty", figure.is_empty}});
        }
        out["missing_in_figures"] = std::move(missing);
    }
}

nlohmann::ordered_json means_json(const ConvertSummary& summary) {
    auto out = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < summary.means.size(); ++i) {
        const auto& mean = summary.means[i];
        auto by_basis = nlohmann::ordered_json::object();
        for (const auto& carried : summary.by_basis) {
            by_basis[std::string{basis_name(carried.basis)}] = carried.weights[i];
        }
        out.push_back({{"column", mean.column},
                       {"of", mean.of},
                       {"by_weight", mean.by_weight},
                       {"weight_in", mean.weights.in},
                       {"weight_out", mean.weights.out},
                       {"weight_rejected", mean.weights.rejected},
                       {"product_in", mean.products.in},
                       {"product_out", mean.products.out},
                       {"product_rejected", mean.products.rejected},
                       {"weight_by_basis", std::move(by_basis)},
                       {"empty_cells", mean.products.empty_cells},
                       {"empty_weights", mean.weights.empty_cells},
                       {"empty_means", mean.empty_means}});
    }
    return out;
}

nlohmann::ordered_json waves_json(const ConvertSummary& summary) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& wave : summary.waves) {
        out.push_back({{"wave", wave.value},
                       {"rows", wave.rows},
                       {"carried", wave.carried},
                       {"by_wave", wave.by_wave},
                       {"ambiguous", wave.ambiguous},
                       {"elsewhere", wave.elsewhere},
                       {"elsewhere_most", wave.elsewhere_most},
                       {"doubtful", wave.doubtful}});
    }
    return out;
}

/// Codes of the data, if there are any.
void add_codes(nlohmann::ordered_json& out, const char* name, const std::vector<CodeRef>& codes) {
    for (const auto& code : codes) {
        out[name].push_back({{"edition", code.edition.text()}, {"code", code.code.text()}});
    }
}

void add_details(nlohmann::ordered_json& out, const ConvertSummary& summary) {
    auto by_basis = nlohmann::ordered_json::object();
    auto sums_by_basis = nlohmann::ordered_json::object();
    for (const auto& carried : summary.by_basis) {
        const std::string name{basis_name(carried.basis)};
        if (carried.rows > 0) {
            by_basis[name] = carried.rows;
        }
        for (std::size_t i = 0; i < carried.amounts.size(); ++i) {
            sums_by_basis[name][summary.sums[i].column] = carried.amounts[i];
        }
    }
    auto empty_cells = nlohmann::ordered_json::object();
    for (const auto& sum : summary.sums) {
        empty_cells[sum.column] = sum.empty_cells;
    }
    add_figures(out, summary);
    auto by_reason = nlohmann::ordered_json::object();
    auto set_aside = nlohmann::ordered_json::array();
    for (const auto& entry : summary.set_aside) {
        auto& rows = by_reason[std::string{to_string(entry.reason)}];
        rows = entry.rows + (rows.is_null() ? 0 : rows.get<std::uint64_t>());
        set_aside.push_back(set_aside_json<nlohmann::ordered_json>(to_string(entry.reason), entry));
    }
    out["sums_by_basis"] = std::move(sums_by_basis);
    out["empty_cells"] = std::move(empty_cells);
    if (!summary.keys.empty()) {
        out["keys"] = summary.keys;
        out["key_groups"] = summary.key_groups;
    }
    if (!summary.means.empty()) {
        out["means"] = means_json(summary);
    }
    out["by_basis"] = std::move(by_basis);
    out["by_reason"] = std::move(by_reason);
    out["set_aside"] = std::move(set_aside);
    for (const auto& missing : summary.missing_codes) {
        out["missing_codes"].push_back({{"kind", missing.kind}, {"rows", missing.rows}});
    }
    if (!summary.level_column.empty()) {
        out["level_column"] = summary.level_column;
        out["level_values"] = summary.level_values;
    }
    if (!summary.waves.empty()) {
        out["waves"] = waves_json(summary);
    }
    if (summary.rows_in_part > 0) {
        out["rows_in_part"] = summary.rows_in_part;
        auto in_part = nlohmann::ordered_json::array();
        for (const auto& entry : summary.in_part) {
            in_part.push_back(
                set_aside_json<nlohmann::ordered_json>(to_string(entry.reason), entry));
        }
        out["in_part"] = std::move(in_part);
    }
    auto split = nlohmann::ordered_json::array();
    for (const auto& ref : summary.split) {
        split.push_back({{"edition", ref.edition.text()}, {"code", ref.code.text()}});
    }
    out["split"] = std::move(split);
    out["merged"] = texts_of(summary.merged);
    auto moved = nlohmann::ordered_json::array();
    for (const auto& entry : summary.boundary_moved) {
        moved.push_back({{"edition", entry.code.edition.text()},
                         {"code", entry.code.code.text()},
                         {"title", entry.title},
                         {"rows", entry.rows}});
    }
    out["boundary_moved"] = std::move(moved);
    if (!summary.could_be_no_code.empty()) {
        auto words = nlohmann::ordered_json::array();
        for (const auto& [word, rows] : summary.could_be_no_code) {
            words.push_back({{"word", word}, {"rows", rows}});
        }
        out["could_be_no_code"] = std::move(words);
    }
    if (!summary.unpublished.empty()) {
        auto unpublished = nlohmann::ordered_json::array();
        for (const auto& [code, rows] : summary.unpublished) {
            unpublished.push_back(
                {{"edition", code.edition.text()}, {"code", code.code.text()}, {"rows", rows}});
        }
        out["unpublished"] = std::move(unpublished);
    }
    add_codes(out, "in_pairs", summary.in_pairs);
    add_codes(out, "in_both_forms", summary.in_both_forms);
}

/// "census,my-weights.csv,equal"; "none" for no weights.
std::string order_text(const std::vector<WeightChoice>& order) {
    std::string out = order.empty() ? "none" : "";
    for (const auto& choice : order) {
        out += (out.empty() ? "" : ",") + choice.name;
    }
    return out;
}

}  // namespace

ConvertFacts facts_of(const Conversion& conversion) {
    const auto& spec = conversion.spec();
    ConvertFacts out;
    out.file = spec.file;
    out.column = spec.column;
    out.from = conversion.from();
    out.to = conversion.to();
    out.route = conversion.route();
    out.weights = order_text(spec.weights);
    for (const auto& id : conversion.drafts()) {
        out.drafts.push_back(id.text());
    }
    out.weight_notes = conversion.weight_notes();
    out.split = spec.split;
    out.seed = spec.seed.value_or(0);
    out.draws = spec.draws;
    out.level = spec.level;
    out.scaled = spec.scale;
    out.whole = spec.whole;
    if (conversion.editions().has_more_sets) {
        out.file_notices.emplace_back(
            "so many different cells are no codes that not all of them were looked at for several "
            "codes: those that were not are set aside");
    }
    for (const auto& route : conversion.routes()) {
        for (const auto& step : route.steps) {
            if (step.kind == StepKind::matched) {
                out.file_notices.push_back(
                    fmt::format("{} -> {} is no published table: codes are matched by code and "
                                "title, and no share follows",
                                step.from.text(), step.to.text()));
            }
        }
    }
    out.groups = spec.groups;
    out.to_families = !spec.families.empty();
    out.title_column = spec.title_column;
    out.title_score = spec.title_score;
    return out;
}

std::string summary_json(const ConvertSummary& summary, const ConvertFacts& facts) {
    const auto& repaired = summary.repaired;
    nlohmann::ordered_json out = {{"schema", "socshift/convert-summary/1"},
                                  {"file", facts.file},
                                  {"column", facts.column},
                                  {"from", facts.from},
                                  {"to", facts.to},
                                  {"route", facts.route},
                                  {"drafts", facts.drafts},
                                  {"weights", facts.weights},
                                  {"weight_notes", facts.weight_notes},
                                  {"rows_in", summary.rows_in},
                                  {"rows_filtered", summary.rows_filtered},
                                  {"rows_carried", summary.rows_carried},
                                  {"rows_rejected", summary.rows_rejected},
                                  {"rows_kept", summary.rows_kept},
                                  {"rows_split", summary.rows_split},
                                  {"rows_out", summary.rows_out},
                                  {"targets_merged", summary.merged.size()},
                                  {"rows_repaired", repaired.rows},
                                  {"repaired", repaired_json(repaired)},
                                  {"repairs", repairs_json(summary.repairs)},
                                  {"sums_in", amounts_json(summary, &SumAccount::in)},
                                  {"sums_out", amounts_json(summary, &SumAccount::out)},
                                  {"sums_rejected", amounts_json(summary, &SumAccount::rejected)}};
    add_reading(out, summary.reading, facts.file_notices, summary.rows_padded);
    add_details(out, summary);
    out["split_rule"] = to_string(facts.split);
    if (facts.split == Split::title) {
        out["rows_settled"] = summary.rows_settled;
        out["title_column"] = facts.title_column;
        out["title_score"] = score_text(facts.title_score);
        out["model"] = title_words_rule;
    }
    if (facts.split == Split::draw) {
        out["seed"] = std::to_string(facts.seed);
        out["draws"] = facts.draws.value_or(1);
    }
    if (!facts.level.empty()) {
        out["level"] = facts.level;
    }
    for (const auto& file : facts.edition_files) {
        out["edition_files"].push_back(
            {{"file", file.path}, {"holds", file.holds}, {"sha256", file.sha256}});
    }
    if (!facts.methods.empty()) {
        out["methods_sha256"] = sha256(facts.methods);
    }
    if (!facts.scaled.empty()) {
        out["scaled"] = facts.scaled;
        out["whole"] = facts.whole;
    }
    return printed_account(out);
}

}  // namespace socshift
