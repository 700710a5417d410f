#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/footnote_mark.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/model/leaf_links.hpp"
#include "socshift/model/levels.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

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

/// Whether a row is left out: for a code that its edition lacks, or for its levels.
class RowLevels {
public:
    RowLevels(const Edition& source, const Edition& target, const CrosswalkColumns& columns)
        : source_(source), target_(target), skip_unknown_(columns.skip_unknown) {
        if (columns.level) {
            levels_ = levels_named(source, target, *columns.level);
        }
    }

    /// A row without a code on one side is left out like one with a code that is not there.
    [[nodiscard]] bool leave_out_blank(const SourceRow& row, std::size_t source, std::size_t target,
                                       Findings& findings) const {
        const bool no_source = row.text(source).empty();
        if (!skip_unknown_ || (!no_source && !row.text(target).empty())) {
            return false;
        }
        findings.push_back({Severity::warning, "skipped-row", row.at(),
                            fmt::format("no code of {}; the row is left out",
                                        (no_source ? source_ : target_).id().text())});
        return true;
    }

    /// Says so, unless the whole row is at another level: that is what was asked for.
    [[nodiscard]] bool leave_out(const Link& link, Findings& findings) const {
        const auto* const from = source_.find(link.source);
        const auto* const to = target_.find(link.target);
        if (from == nullptr || to == nullptr) {
            return skip_unknown_ && leave_out_unknown(link, from == nullptr, findings);
        }
        if (!levels_) {
            return false;
        }
        const bool from_wanted = is_in_cut(source_, *from, levels_->source);
        const bool to_wanted = is_in_cut(target_, *to, levels_->target);
        if (from_wanted != to_wanted) {
            findings.push_back(
                {Severity::warning, "skipped-row", link.at,
                 fmt::format("'{}' is {} and '{}' is {}; the row is left out", from->code.text(),
                             from->level, to->code.text(), to->level)});
        }
        return !from_wanted || !to_wanted;
    }

private:
    [[nodiscard]] bool leave_out_unknown(const Link& link, bool is_source,
                                         Findings& findings) const {
        findings.push_back({Severity::warning, "skipped-row", link.at,
                            fmt::format("'{}' is not an item of {}; the row is left out",
                                        (is_source ? link.source : link.target).text(),
                                        (is_source ? source_ : target_).id().text())});
        return true;
    }

    const Edition& source_;
    const Edition& target_;
    bool skip_unknown_;
    std::optional<LevelPair> levels_;
};

/// The rows that repeat a pair, which are one link if their shares are the same.
class Repeats {
public:
    explicit Repeats(bool are_one) : are_one_(are_one) {}

    /// Whether @p link is there already.
    [[nodiscard]] bool is_repeat(const Link& link, Findings& findings) {
        if (!are_one_) {
            return false;
        }
        const auto [first, is_new] =
            first_.emplace(std::pair{link.source, link.target}, std::pair{link.share, link.at});
        if (!is_new && first->second.first != link.share) {
            const auto text = [](const std::optional<Share>& share) {
                return share ? "share " + share->text() : std::string{"no share"};
            };
            findings.push_back(
                {Severity::error, "duplicate-link", link.at,
                 fmt::format("link '{}' -> '{}' is already there ({}) with {}, "
                             "here with {}",
                             link.source.text(), link.target.text(), first->second.second.text(),
                             text(first->second.first), text(link.share))});
        }
        return !is_new;
    }

private:
    bool are_one_;
    std::map<std::pair<Code, Code>, std::pair<std::optional<Share>, SourceLocation>> first_;
};

/// What a table says that codes cover, by code and title.
class StatedParts {
public:
    using Parts = std::map<Code, SourceLocation>;

    StatedParts(const DelimitedTable& table, const CoverageColumns& columns, Findings& findings) {
        const auto code = table.column(columns.code);
        const auto title = table.column(columns.title);
        const auto part = table.column(columns.part);
        for (const auto& record : table.rows) {
            const SourceRow row{table, record};
            auto folded = fold_title(row.text(title));
            parts_[{row.text(code), folded}].emplace(row.code(part), row.at());
            if (columns.by_title) {
                codes_[std::move(folded)].insert(row.text(code));
            }
        }
        check_shares_taken(table, {code, title, part}, findings);
    }

    /// nullptr: nothing.
    [[nodiscard]] const Parts* find(const Item& item) const {
        auto folded = fold_title(item.title);
        if (const auto here = parts_.find({item.code.text(), folded}); here != parts_.end()) {
            return &here->second;
        }
        const auto titled = codes_.find(folded);
        return titled == codes_.end() || titled->second.size() != 1
                   ? nullptr
                   : &parts_.at({*titled->second.begin(), std::move(folded)});
    }

private:
    std::map<std::pair<std::string, std::string>, Parts> parts_;
    std::map<std::string, std::set<std::string>> codes_;  // by title, where that is to count
};

/// The codes of a publication that are whole codes of an edition.
class WholeCodes {
public:
    explicit WholeCodes(const CoverageThrough* through) : through_(through) {
        if (through != nullptr) {
            for (const auto& link : through->cover.links()) {
                ++covering_[link.target];
            }
        }
    }

    [[nodiscard]] bool has(const Code& code) const {
        if (through_ == nullptr) {
            return false;
        }
        const auto parts = through_->cover.links_from(code);
        return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const Link& part) {
            return covering_.at(part.target) == 1;
        });
    }

private:
    const CoverageThrough* through_;
    std::map<Code, std::size_t> covering_;  // how many codes cover a code there
};

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
    const auto share_column =
        columns.share ? column_if(table, columns.share->column) : std::nullopt;
    const WantedRows filter{table, columns.filter};
    const RowLevels levels{source, target, columns};
    Repeats repeats{columns.repeats};
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        if (!filter.wants(row)) {
            continue;
        }
        if (levels.leave_out_blank(row, source_column, target_column, out.findings)) {
            continue;
        }
        Link link{row.code(source_column), row.code(target_column), std::nullopt, std::nullopt,
                  row.at()};
        if (levels.leave_out(link, out.findings)) {
            continue;
        }
        if (share_column) {
            link.share = read_share(row, *share_column, out.findings);
            link.basis = link.share ? std::optional{columns.share->basis} : std::nullopt;
        }
        sources.look_at_title(row, link.source);
        targets.look_at_title(row, link.target);
        if (repeats.is_repeat(link, out.findings)) {
            continue;
        }
        sources.look_at_mark(row, link.source);
        targets.look_at_mark(row, link.target);
        out.data.links.push_back(std::move(link));
    }
    for (const auto& [from, to] : columns.also) {
        out.data.links.push_back({from, to, std::nullopt, std::nullopt, {table.file, 0, 0}});
    }
    if (!share_column) {
        check_shares_taken(table, {source_column, target_column}, out.findings);
    }
    check_any(table, !out.data.links.empty(), out.findings);
    sources.check("targets", out.findings);
    targets.check("sources", out.findings);
    add_findings_of_data(out, source, target);
    return out;
}

Imported<CorrespondenceData> import_coverage(const DelimitedTable& table, CorrespondenceData header,
                                             const CoverageColumns& columns, const Edition& source,
                                             const Edition& target,
                                             const CoverageThrough* through) {
    Imported<CorrespondenceData> out{std::move(header), {}};
    const StatedParts stated{table, columns, out.findings};
    const WholeCodes whole{through};
    auto& links = out.data.links;
    links.clear();
    TitleCheck titles{target, out.findings};
    for (const auto& item : source.items()) {
        const auto* const parts = stated.find(item);
        const auto* const namesake = target.find(item.code);
        if (whole.has(item.code)) {
            for (const auto& link : through->onward.links_from(item.code)) {
                links.push_back({item.code, link.target, std::nullopt, std::nullopt, item.at});
            }
        } else if (parts != nullptr) {
            for (const auto& [covered, at] : *parts) {
                links.push_back({item.code, covered, std::nullopt, std::nullopt, at});
            }
        } else if (namesake != nullptr && target.is_leaf(*namesake)) {
            titles.look(item.code, item.title, item.at);
            if (same_title(item.title, namesake->title)) {
                links.push_back({item.code, item.code, std::nullopt, std::nullopt, item.at});
            }
        }
    }
    add_findings_of_data(out, source, target);
    return out;
}

}  // namespace socshift
