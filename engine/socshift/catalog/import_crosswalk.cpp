#include "socshift/catalog/footnote_mark.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/model/title.hpp"

#include <fmt/core.h>

#include <map>
#include <set>

namespace socshift {

namespace {

struct MarkedRow {
    Code code;
    bool marked;
    SourceLocation at;
};

/// The publisher marks each row of a code that has several partners.
void check_marks(const std::vector<MarkedRow>& rows, const Edition& edition,
                 std::string_view partners, Findings& findings) {
    std::map<Code, std::size_t> count;
    for (const auto& row : rows) {
        ++count[row.code];
    }
    for (const auto& row : rows) {
        const auto found = count[row.code];
        if (row.marked != (found > 1)) {
            findings.push_back({Severity::warning, "mark-differs", row.at,
                                fmt::format("{}:{} is {}marked as having several {}; it has {}",
                                            edition.id().text(), row.code.text(),
                                            row.marked ? "" : "not ", partners, found)});
        }
    }
}

/// The title and mark columns of one side of a crosswalk.
class MarkedTitles {
public:
    MarkedTitles(std::optional<std::size_t> title, std::optional<std::size_t> mark, bool in_titles,
                 const Edition& edition, Findings& findings)
        : title_(title),
          mark_(mark),
          in_titles_(in_titles && title),
          edition_(edition),
          titles_(edition, findings) {}

    void look_at_title(const SourceRow& row, const Code& code) {
        if (title_) {
            const auto& cell = row.text(*title_);
            titles_.look(code, in_titles_ ? std::string{split_mark(cell).text} : cell, row.at());
        }
    }

    void look_at_mark(const SourceRow& row, const Code& code) {
        if (mark_ || in_titles_) {
            const bool marked = (mark_ && !row.text(*mark_).empty()) ||
                                (in_titles_ && !split_mark(row.text(*title_)).mark.empty());
            rows_.push_back({code, marked, row.at()});
        }
    }

    void check(std::string_view partners, Findings& findings) const {
        check_marks(rows_, edition_, partners, findings);
    }

private:
    std::optional<std::size_t> title_;
    std::optional<std::size_t> mark_;
    bool in_titles_;
    const Edition& edition_;
    TitleCheck titles_;
    std::vector<MarkedRow> rows_;
};

/// Says of a row with a code that its edition lacks that it is left out.
bool leave_out(const Link& link, const Edition& source, const Edition& target, Findings& findings) {
    const auto* const lacking = source.find(link.source) == nullptr   ? &source
                                : target.find(link.target) == nullptr ? &target
                                                                      : nullptr;
    if (lacking == nullptr) {
        return false;
    }
    const auto& code = lacking == &source ? link.source : link.target;
    findings.push_back({Severity::warning, "skipped-row", link.at,
                        fmt::format("'{}' is not an item of {}; the row is left out", code.text(),
                                    lacking->id().text())});
    return true;
}

void add_findings_of_data(Imported<CorrespondenceData>& out, const Edition& source,
                          const Edition& target) {
    const auto found = check(out.data, source, target);
    out.findings.insert(out.findings.end(), found.begin(), found.end());
    sort_by_place(out.findings);
}

}  // namespace

Imported<CorrespondenceData> import_crosswalk(const DelimitedTable& table,
                                              CorrespondenceData header,
                                              const CrosswalkColumns& columns,
                                              const Edition& source, const Edition& target) {
    const auto source_column = table.column(columns.source);
    const auto target_column = table.column(columns.target);
    Imported<CorrespondenceData> out{std::move(header), {}};
    out.data.links.clear();
    MarkedTitles sources{column_if(table, columns.source_title),
                         column_if(table, columns.source_mark), columns.marks_in_titles, source,
                         out.findings};
    MarkedTitles targets{column_if(table, columns.target_title),
                         column_if(table, columns.target_mark), columns.marks_in_titles, target,
                         out.findings};
    std::set<std::pair<Code, Code>> seen;
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        Link link{row.code(source_column), row.code(target_column), std::nullopt, std::nullopt,
                  row.at()};
        sources.look_at_title(row, link.source);
        targets.look_at_title(row, link.target);
        const bool is_new = seen.emplace(link.source, link.target).second;
        if ((columns.repeats && !is_new) ||
            (columns.skip_unknown && leave_out(link, source, target, out.findings))) {
            continue;
        }
        sources.look_at_mark(row, link.source);
        targets.look_at_mark(row, link.target);
        out.data.links.push_back(std::move(link));
    }
    check_any(table, !out.data.links.empty(), out.findings);
    sources.check("targets", out.findings);
    targets.check("sources", out.findings);
    add_findings_of_data(out, source, target);
    return out;
}

Imported<CorrespondenceData> import_coverage(const DelimitedTable& table, CorrespondenceData header,
                                             const CoverageColumns& columns, const Edition& source,
                                             const Edition& target) {
    const auto code = table.column(columns.code);
    const auto title = table.column(columns.title);
    const auto part = table.column(columns.part);
    std::map<std::pair<std::string, std::string>, std::map<Code, SourceLocation>> parts;
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        parts[{row.text(code), fold_title(row.text(title))}].emplace(row.code(part), row.at());
    }
    Imported<CorrespondenceData> out{std::move(header), {}};
    auto& links = out.data.links;
    links.clear();
    TitleCheck titles{target, out.findings};
    for (const auto& item : source.items()) {
        const auto stated = parts.find({item.code.text(), fold_title(item.title)});
        if (stated != parts.end()) {
            for (const auto& [covered, at] : stated->second) {
                links.push_back({item.code, covered, std::nullopt, std::nullopt, at});
            }
            continue;
        }
        const auto* const namesake = target.find(item.code);
        if (namesake == nullptr || !target.is_leaf(*namesake)) {
            continue;
        }
        titles.look(item.code, item.title, item.at);
        if (same_title(item.title, namesake->title)) {
            links.push_back({item.code, item.code, std::nullopt, std::nullopt, item.at});
        }
    }
    add_findings_of_data(out, source, target);
    return out;
}

}  // namespace socshift
