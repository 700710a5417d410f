#include "socshift/publish/assignment_summary.hpp"

#include "socshift/convert/title_assigner.hpp"
#include "socshift/publish/account_json.hpp"
#include "socshift/titles/title_words.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

Json by_kind_json(const AssignSummary& summary) {
    auto out = Json::object();
    for (const auto& [kind, word] : word_table<TitleMatchKind>) {
        out[std::string{word}] = summary.rows_of(kind);
    }
    return out;
}

/// From the lowest score to the highest, all of them.
Json by_score_json(const AssignSummary& summary) {
    constexpr double bands = AssignSummary::score_bands;
    auto out = Json::array();
    for (std::size_t band = 0; band < summary.by_score.size(); ++band) {
        out.push_back({{"from", static_cast<double>(band) / bands},
                       {"to", static_cast<double>(band + 1) / bands},
                       {"rows", summary.by_score[band]}});
    }
    return out;
}

void add_old_codes(Json& out, const AssignSummary& summary, const Assignment& assignment) {
    if (!assignment.route()) {
        return;
    }
    out["with_code"] = assignment.spec().with_code;
    out["from"] = assignment.route()->from.text();
    out["route"] = assignment.route()->text();
    out["old_codes"] = {{"unused", summary.old_codes.unused},
                        {"agreed", summary.old_codes.agreed},
                        {"narrowed", summary.old_codes.narrowed}};
    if (!assignment.spec().decisions.empty()) {
        out["old_codes"]["overruled"] = summary.old_codes.overruled;
    }
}

void add_job_zones(Json& out, const AssignSummary& summary, const AssignSpec& spec) {
    if (!spec.job_zone.empty()) {
        out["job_zone"] = spec.job_zone;
        out["job_zones"] = {{"unread", summary.job_zones.unread},
                            {"narrowed", summary.job_zones.narrowed}};
    }
}

void add_last_rows(Json& out, const AssignSummary& summary, const AssignSpec& spec) {
    if (spec.person.empty()) {
        return;
    }
    auto examples = Json::array();
    for (const auto& tie : summary.tied.examples) {
        auto rows = Json::array();
        for (const auto& [file, line] : tie) {
            rows.push_back({{"file", file}, {"line", line}});
        }
        examples.push_back(std::move(rows));
    }
    out["last_by"] = {{"person", spec.person},
                      {"period", spec.period},
                      {"order", spec.order},
                      {"ties", summary.tied.ties},
                      {"rows_tied", summary.tied.rows},
                      {"examples", std::move(examples)}};
}

void add_decisions(Json& out, const AssignSummary& summary, const Assignment& assignment,
                   const AssignFacts& facts) {
    if (assignment.spec().decisions.empty()) {
        return;
    }
    const auto& decided = assignment.titles().decided();
    out["decisions"] = {{"file", facts.decisions},
                        {"titles", decided.entries().size()},
                        {"undecided", decided.undecided()},
                        {"rows_undecided", summary.rows_undecided}};
}

/// What the answers rest on.
void add_model(Json& out, const Assignment& assignment, const AssignFacts& facts) {
    out["model"] = assignment_model();
    auto sources = Json::array();
    for (const auto& source : assignment.titles().sources()) {
        sources.push_back(
            {{"name", source.name}, {"title", source.title}, {"titles", source.rows}});
    }
    out["titles"] = std::move(sources);
    out["socshift"] = version();
    out["catalog_sha256"] = facts.catalog.checksum;
    if (!facts.catalog.folder.empty()) {
        out["own_catalog"] = {{"folder", facts.catalog.folder},
                              {"sha256", facts.catalog.of_folder}};
    }
}

}  // namespace

std::string_view assignment_model() noexcept {
    return title_words_rule;
}

std::string summary_json(const AssignSummary& summary, const Assignment& assignment,
                         const AssignFacts& facts) {
    const auto& spec = assignment.spec();
    auto drafts = Json::array();
    for (const auto& id : assignment.drafts()) {
        drafts.push_back(id.text());
    }
    Json out = {{"schema", "socshift/assign-summary/1"},
                {"file", facts.file},
                {"column", spec.column},
                {"to", assignment.titles().edition().id().text()},
                {"drafts", std::move(drafts)},
                {"min_score", score_text(spec.min_score)},
                {"fall_back", spec.fall_back},
                {"second_title", spec.second_title},
                {"rows_in", summary.rows_in},
                {"rows_filtered", summary.rows_filtered},
                {"rows_assigned", summary.rows_assigned},
                {"rows_rejected", summary.rows_rejected},
                {"rows_kept", summary.rows_kept},
                {"rows_out", summary.rows_out},
                {"titles_cut", summary.titles_cut},
                {"by_match", by_kind_json(summary)},
                {"by_score", by_score_json(summary)}};
    auto by_level = Json::object();
    for (const auto& [level, rows] : summary.by_level) {
        by_level[level] = rows;
    }
    out["fall_back_by_level"] = std::move(by_level);
    auto by_reason = Json::object();
    auto set_aside = Json::array();
    for (const auto& entry : summary.set_aside) {
        auto& rows = by_reason[std::string{to_string(entry.reason)}];
        rows = entry.rows + (rows.is_null() ? 0 : rows.get<std::uint64_t>());
        set_aside.push_back(set_aside_json<Json>(to_string(entry.reason), entry));
    }
    out["by_reason"] = std::move(by_reason);
    out["set_aside"] = std::move(set_aside);
    add_last_rows(out, summary, assignment.spec());
    add_decisions(out, summary, assignment, facts);
    add_old_codes(out, summary, assignment);
    add_job_zones(out, summary, spec);
    add_reading(out, summary.reading, facts.file_notices, summary.rows_padded);
    add_model(out, assignment, facts);
    return printed_account(out);
}

}  // namespace socshift
