#include "text/assign_summary.hpp"

#include "socshift/base/harmless.hpp"
#include "socshift/titles/title_words.hpp"
#include "socshift/version.hpp"
#include "text/summary_parts.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <vector>

namespace socshift::cli {

namespace {

std::string kinds(const AssignSummary& summary) {
    std::string out;
    for (const auto& [kind, word] : word_table<TitleMatchKind>) {
        if (const auto rows = summary.rows_of(kind); rows > 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : ", ", grouped(rows), word);
        }
    }
    return out;
}

/// Where rows went that were set aside.
std::string rejects_text(const AssignFacts& facts) {
    return facts.rejects.empty()  ? "written nowhere"
           : facts.rejects == "-" ? "in standard output"
                                  : "in " + facts.rejects;
}

void add_rows(std::string& out, const AssignSummary& summary, const Assignment& assignment,
              const AssignFacts& facts) {
    add_count(out, "rows in", summary.rows_in);
    if (summary.rows_filtered > 0) {
        add_count(out, "left out", summary.rows_filtered, "by " + facts.filters);
    }
    add_count(out, "assigned", summary.rows_assigned, kinds(summary));
    if (summary.rows_rejected > 0) {
        add_count(out, "set aside", summary.rows_rejected, rejects_text(facts));
    }
    if (summary.rows_kept > 0) {
        add_count(out, "kept", summary.rows_kept, "without a code");
    }
    add_count(out, "rows out", summary.rows_out);
    for (const auto& [level, rows] : summary.by_level) {
        add_count(out, level, rows, "rows got a group of this level");
    }
    if (assignment.route()) {
        const auto& codes = summary.old_codes;
        add_count(out, "by old code", codes.agreed + codes.narrowed,
                  fmt::format("rows; {} would have another answer by the title alone",
                              grouped(codes.narrowed)));
        if (codes.unused > 0) {
            add_count(out, "no old code", codes.unused,
                      "rows by the title alone: the code is none, or nobody says where it went");
        }
    }
    if (!assignment.spec().job_zone.empty()) {
        add_count(out, "by job zone", summary.job_zones.narrowed,
                  "rows: it leaves out codes that the title stands under");
        if (summary.job_zones.unread > 0) {
            add_count(out, "no job zone", summary.job_zones.unread,
                      "rows: the cell is no number from 1 to 5");
        }
    }
    if (!assignment.spec().decisions.empty()) {
        const auto& decided = assignment.titles().decided();
        add_count(out, "decisions", decided.entries().size(), "titles, in " + facts.decisions);
        if (const auto open = decided.undecided(); open > 0) {
            add_count(out, "undecided", open,
                      fmt::format("of these: {} has several codes for them, or none; {} rows",
                                  assignment.titles().edition().id().text(),
                                  grouped(summary.rows_undecided)));
        }
        if (summary.old_codes.overruled > 0) {
            add_count(out, "overruled", summary.old_codes.overruled,
                      "rows: decided as a code where the old one cannot have gone");
        }
    }
    if (summary.titles_cut > 0) {
        add_count(
            out, "cut", summary.titles_cut,
            fmt::format("titles: only the first {} bytes were read", grouped(most_title_bytes)));
    }
    if (summary.rows_padded > 0) {
        add_count(out, "padded", summary.rows_padded,
                  "rows that end early: the cells that they lack are taken as empty");
    }
}

/// Rows of a person that are the last of a period together.
void add_ties(std::string& out, const TiedRows& tied, const std::string& file) {
    if (tied.ties == 0) {
        return;
    }
    out += "\nlast rows together\n";
    out += paragraph(fmt::format("persons with several rows that are the last of a period: {}; all "
                                 "{} rows are taken",
                                 grouped(tied.ties), grouped(tied.rows)),
                     2, 4);
    std::vector<std::string> examples;
    for (const auto& tie : tied.examples) {
        std::vector<std::string> rows;
        for (const auto& place : tie) {
            rows.push_back(place.file == file ? fmt::format("{}", place.line)
                                              : fmt::format("{}:{}", place.file, place.line));
        }
        examples.push_back(fmt::format("lines {}", fmt::join(rows, " and ")));
    }
    if (tied.ties > tied.examples.size()) {
        examples.emplace_back("…");
    }
    out += enumeration(examples, 6);
}

/// Best first, those with rows.
void add_scores(std::string& out, const AssignSummary& summary) {
    if (summary.rows_assigned == 0) {
        return;
    }
    out += "\nassigned, by score\n";
    constexpr auto bands = AssignSummary::score_bands;
    for (auto band = bands; band-- > 0;) {
        if (const auto rows = summary.by_score[band]; rows > 0) {
            const auto label =
                band + 1 == bands ? "0.9 to 1" : fmt::format("0.{} to 0.{}", band, band + 1);
            add_count(out, label, rows);
        }
    }
}

void add_aside(std::string& out, const AssignSummary& summary) {
    if (summary.set_aside.empty()) {
        return;
    }
    out += "\nnot assigned, by reason\n";
    for (const auto& entry : summary.set_aside) {
        out += aside_text(entry);
    }
}

}  // namespace

std::string summary_text(const AssignSummary& summary, const Assignment& assignment,
                         const AssignFacts& facts) {
    const auto& edition = assignment.titles().edition();
    auto out = paragraph(fmt::format("{}: titles in column '{}', codes of {}", facts.file,
                                     assignment.spec().column, edition.id().text()),
                         0, 2);
    for (const auto& draft : assignment.drafts()) {
        out += fmt::format("  {} is a draft\n", draft.text());
    }
    if (assignment.route()) {
        out += paragraph(fmt::format("with old codes in column '{}', {}",
                                     assignment.spec().with_code, assignment.route()->text()),
                         2, 4);
    }
    for (const auto& notice : facts.file_notices) {
        out += paragraph(notice, 2, 4);
    }
    for (const auto& notice : notices(summary.reading)) {
        out += paragraph(notice, 2, 4);
    }
    add_rows(out, summary, assignment, facts);
    add_scores(out, summary);
    add_aside(out, summary);
    add_ties(out, summary.tied, facts.file);
    std::vector<std::string> sources;
    for (const auto& source : assignment.titles().sources()) {
        sources.push_back(source.name);
    }
    out += "\n" + paragraph(fmt::format("model {} with the titles of {}; socshift {}, catalog with "
                                        "SHA-256 {}",
                                        assignment_model(), fmt::join(sources, ", "), version(),
                                        facts.catalog.checksum),
                            0, 2);
    if (!facts.catalog.folder.empty()) {
        out += paragraph(fmt::format("and the files of '{}' with SHA-256 {}", facts.catalog.folder,
                                     facts.catalog.of_folder),
                         2, 2);
    }
    return out;
}

}  // namespace socshift::cli
