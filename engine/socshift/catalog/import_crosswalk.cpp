#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/blank_cells.hpp"
#include "socshift/catalog/code_cells.hpp"
#include "socshift/catalog/footnote_mark.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/model/leaf_links.hpp"
#include "socshift/model/levels.hpp"
#include "socshift/model/rates.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
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
    /// Whether what goes nowhere, or comes from nowhere, is at another level than is wanted.
    [[nodiscard]] bool is_wanted_alone(const Item* item, bool is_source) const {
        return !levels_ || item == nullptr ||
               (is_source ? is_in_cut(source_, *item, levels_->source)
                          : is_in_cut(target_, *item, levels_->target));
    }

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

/// @p findings, of those that say the same of several rows the first, with the number of others.
Findings each_once(const Findings& findings) {
    std::map<std::tuple<Severity, std::string, std::string>, std::size_t> places;
    std::vector<std::size_t> repeats;
    Findings out;
    for (const auto& finding : findings) {
        const auto [place, is_new] =
            places.emplace(std::tuple{finding.severity, finding.rule, finding.message}, out.size());
        if (is_new) {
            out.push_back(finding);
            repeats.push_back(0);
        } else {
            ++repeats[place->second];
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (repeats[i] > 0) {
            out[i].message +=
                fmt::format("; so in {}", count_of(repeats[i], "more row", "more rows"));
        }
    }
    return out;
}

void add_findings_of_data(Imported<CorrespondenceData>& out, const Edition& source,
                          const Edition& target, const std::vector<Code>& new_items) {
    auto found = check(out.data, source, target, new_items);
    sort_by_place(found);
    const auto once = each_once(found);
    out.findings.insert(out.findings.end(), once.begin(), once.end());
    sort_by_place(out.findings);
}

/// Puts right the rounded shares of one source, and leaves out the share of an only link.
void settle_shares(Link* first, Link* last, Imported<CorrespondenceData>& out) {
    if (!std::all_of(first, last, [](const Link& link) { return link.share.has_value(); })) {
        return;
    }
    if (last - first == 1 && first->share->is_one()) {
        first->share.reset();
        first->basis.reset();
        return;
    }
    std::vector<Share> shares;
    ShareSum sum;
    for (const auto* link = first; link != last; ++link) {
        shares.push_back(*link->share);
        sum.add(*link->share);
    }
    const auto right = put_right(shares);
    if (!right || !right->changed) {
        return;
    }
    auto& link = *(first + *right->changed);
    const auto published = decimal_text(*link.share);
    link.share = right->shares[*right->changed];
    out.data.remarks.push_back({link.source, link.target, published + " as published"});
    out.findings.push_back(
        {Severity::note, "share-put-right", link.at,
         fmt::format("shares out of '{}' are rounded and sum to {}; that to '{}', the largest, is "
                     "{} instead of {}",
                     link.source.text(), sum.text(), link.target.text(), decimal_text(*link.share),
                     published)});
}

void settle_shares(Imported<CorrespondenceData>& out) {
    auto& links = out.data.links;
    std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
        return std::tie(a.source, a.target) < std::tie(b.source, b.target);
    });
    for (auto* first = links.data(); first != links.data() + links.size();) {
        auto* last = first;
        while (last != links.data() + links.size() && last->source == first->source) {
            ++last;
        }
        settle_shares(first, last, out);
        first = last;
    }
}

/// Rows that say of a source that it has no successor, and of a target that it is new.
class OpenEnds {
public:
    OpenEnds(const Edition& source, const Edition& target, const CrosswalkColumns& columns,
             const RowLevels& levels, Imported<CorrespondenceData>& out)
        : source_(source), target_(target), columns_(columns), levels_(levels), out_(out) {}

    /// Whether a side of the row has no code; such a row is kept here.
    /// @throws FormatError if neither has one.
    [[nodiscard]] bool take(const SourceRow& row, std::size_t source, std::size_t target,
                            std::optional<std::size_t> share) {
        const bool no_source = is_none(row.text(source), source_, false);
        const bool no_target = is_none(row.text(target), target_, true);
        if (no_source && no_target) {
            throw FormatError(row.at(), "no code on either side; expected one");
        }
        if (no_target) {
            const auto code = code_in(row, source, source_);
            if (levels_.is_wanted_alone(source_.find(code), true)) {
                add_end(code, row, share);
            }
        } else if (no_source) {
            const auto code = code_in(row, target, target_);
            const auto* const item = target_.find(code);
            if (item == nullptr) {
                out_.findings.push_back({Severity::error, "unknown-target", row.at(),
                                         fmt::format("target '{}' is not an item of {}",
                                                     code.text(), target_.id().text())});
            } else if (levels_.is_wanted_alone(item, false)) {
                new_items_.emplace(code, row.at());
            }
        }
        return no_source || no_target;
    }

    /// Says how many there are, and which of them contradict links.
    void say() {
        std::set<Code> sources;
        std::set<Code> targets;
        for (const auto& link : out_.data.links) {
            sources.insert(link.source);
            targets.insert(link.target);
        }
        for (const auto& end : out_.data.ends) {
            if (sources.count(end.source) != 0 && !end.share) {
                out_.findings.push_back(
                    {Severity::warning, "nowhere-too", end.at,
                     fmt::format("'{}' goes nowhere here, and somewhere in other rows",
                                 end.source.text())});
            }
        }
        for (const auto& [code, at] : new_items_) {
            if (targets.count(code) != 0) {
                out_.findings.push_back(
                    {Severity::warning, "nowhere-too", at,
                     fmt::format("'{}' comes from nowhere here, and from somewhere in other rows",
                                 code.text())});
            }
        }
        if (!out_.data.ends.empty()) {
            out_.findings.push_back(
                {Severity::note, "nowhere", out_.data.ends.front().at,
                 fmt::format("{} no code of {}: {} nowhere",
                             count_of(out_.data.ends.size(), "row has", "rows have"),
                             target_.id().text(),
                             out_.data.ends.size() == 1 ? "its source goes" : "their sources go")});
        }
        if (!new_items_.empty()) {
            out_.findings.push_back(
                {Severity::note, "new-item", new_items_.begin()->second,
                 fmt::format("{} no code of {}: {} new",
                             count_of(new_items_.size(), "row has", "rows have"),
                             source_.id().text(),
                             new_items_.size() == 1 ? "its target is" : "their targets are")});
        }
    }

    /// In order.
    [[nodiscard]] std::vector<Code> new_items() const {
        std::vector<Code> out;
        for (const auto& [code, at] : new_items_) {
            out.push_back(code);
        }
        return out;
    }

private:
    [[nodiscard]] bool is_none(const std::string& text, const Edition& edition,
                               bool may_be_word) const {
        const bool is_said =
            may_be_word && std::find(columns_.nowhere.begin(), columns_.nowhere.end(), text) !=
                               columns_.nowhere.end();
        return is_said || (says_none(text) && (text.empty() || edition.find(text) == nullptr));
    }

    void add_end(const Code& source, const SourceRow& row, std::optional<std::size_t> share) {
        const bool is_repeat = columns_.repeats && !ends_.insert(source).second;
        if (is_repeat) {
            return;
        }
        End end{source, std::nullopt, std::nullopt, row.at()};
        if (share) {
            end.share = read_share(row, *share, out_.findings);
            end.basis = end.share ? std::optional{columns_.share->basis} : std::nullopt;
        }
        out_.data.ends.push_back(std::move(end));
    }

    const Edition& source_;
    const Edition& target_;
    const CrosswalkColumns& columns_;
    const RowLevels& levels_;
    Imported<CorrespondenceData>& out_;
    std::set<Code> ends_;
    std::map<Code, SourceLocation> new_items_;
};

/// The rows of one table after the other as links.
class CrosswalkImport {
public:
    CrosswalkImport(CorrespondenceData header, const CrosswalkColumns& columns,
                    const Edition& source, const Edition& target)
        : columns_(columns),
          source_(source),
          target_(target),
          out_{std::move(header), {}},
          levels_(source, target, columns),
          repeats_(columns.repeats),
          blanks_(source, target, out_),
          open_(source, target, columns, levels_, out_) {
        out_.data.links.clear();
        out_.data.ends.clear();
        out_.data.remarks.clear();
    }

    /// What stands around codes of @p table is taken off.
    Imported<CorrespondenceData> run(DelimitedTable& table, const CrosswalkInstead* instead,
                                     const CrosswalkFill* fill) {
        if (instead != nullptr) {
            read_instead(*instead);
        }
        read(table, fill != nullptr);
        for (const auto& [from, to] : columns_.also) {
            out_.data.links.push_back({from, to, std::nullopt, std::nullopt, {table.file, 0, 0}});
        }
        check_any(table, !out_.data.links.empty() || !out_.data.ends.empty(), out_.findings);
        if (fill != nullptr) {
            blanks_.fill(*fill);
        }
        if (columns_.rounded) {
            settle_shares(out_);
        }
        std::sort(out_.data.remarks.begin(), out_.data.remarks.end());
        open_.say();
        add_findings_of_data(out_, source_, target_, open_.new_items());
        return std::move(out_);
    }

private:
    using Told = std::map<Code, std::optional<Share>>;  // of one source: targets with their shares

    void read_instead(const CrosswalkInstead& instead) {
        const auto source = instead.table.column(columns_.source);
        const auto target = instead.table.column(columns_.target);
        const auto share = instead.share.empty()
                               ? std::nullopt
                               : std::optional{instead.table.column(instead.share)};
        for (const auto& record : instead.table.rows) {
            const SourceRow row{instead.table, record};
            auto link = link_of(row, source, target, share);
            instead_[link.source].emplace(link.target, link.share);
            out_.data.links.push_back(std::move(link));
        }
    }

    void read(DelimitedTable& table, bool may_be_blank) {
        const auto source = table.column(columns_.source);
        const auto target = table.column(columns_.target);
        CodeCells code_cells{table};
        code_cells.unquote(source, &source_);
        code_cells.unquote(target, &target_);
        code_cells.say(out_.findings);
        MarkedTitles sources{column_if(table, columns_.source_title),
                             column_if(table, columns_.source_mark), columns_.marks_in_titles,
                             source_, out_.findings};
        MarkedTitles targets{column_if(table, columns_.target_title),
                             column_if(table, columns_.target_mark), columns_.marks_in_titles,
                             target_, out_.findings};
        const auto share = columns_.share ? column_if(table, columns_.share->column) : std::nullopt;
        const auto remark = column_if(table, columns_.remark);
        const WantedRows filter{table, columns_.filter};
        NoteRows notes{table, {source, target}};
        for (const auto& record : table.rows) {
            const SourceRow row{table, record};
            if (!filter.wants(row) || notes.take(row) ||
                (may_be_blank && blanks_.take(row, source, target)) ||
                levels_.leave_out_blank(row, source, target, out_.findings) ||
                open_.take(row, source, target, share)) {
                continue;
            }
            auto link = link_of(row, source, target, std::nullopt);
            if (levels_.leave_out(link, out_.findings)) {
                continue;
            }
            if (share) {
                set_share(link, row, *share);
            }
            sources.look_at_title(row, link.source);
            targets.look_at_title(row, link.target);
            if (remark && !row.text(*remark).empty()) {
                out_.data.remarks.push_back({link.source, link.target, row.text(*remark)});
            }
            if (instead_.count(link.source) != 0) {
                replaced_[link.source].emplace(link.target, link.share);
                replaced_at_.emplace(link.source, link.at);
                continue;
            }
            if (repeats_.is_repeat(link, out_.findings)) {
                continue;
            }
            sources.look_at_mark(row, link.source);
            targets.look_at_mark(row, link.target);
            out_.data.links.push_back(std::move(link));
        }
        if (!share) {
            check_shares_taken(table, {source, target}, out_.findings);
        }
        notes.say(out_.findings);
        compare_replaced();
        sources.check("targets", out_.findings);
        targets.check("sources", out_.findings);
    }

    [[nodiscard]] Link link_of(const SourceRow& row, std::size_t source, std::size_t target,
                               std::optional<std::size_t> share) {
        Link link{code_in(row, source, source_), code_in(row, target, target_), std::nullopt,
                  std::nullopt, row.at()};
        if (share) {
            set_share(link, row, *share);
        }
        return link;
    }

    void set_share(Link& link, const SourceRow& row, std::size_t column) {
        link.share = read_share(row, column, out_.findings);
        link.basis = link.share ? std::optional{columns_.share->basis} : std::nullopt;
    }

    void compare_replaced() {
        for (const auto& [source, told] : replaced_) {
            if (instead_.at(source) != told) {
                out_.findings.push_back(
                    {Severity::warning, "replaced-rows", replaced_at_.at(source),
                     fmt::format("of '{}' the other table says something else, which is taken",
                                 source.text())});
            }
        }
    }

    const CrosswalkColumns& columns_;
    const Edition& source_;
    const Edition& target_;
    Imported<CorrespondenceData> out_;
    RowLevels levels_;
    Repeats repeats_;
    BlankCells blanks_;
    OpenEnds open_;
    std::map<Code, Told> instead_;
    std::map<Code, Told> replaced_;
    std::map<Code, SourceLocation> replaced_at_;
};

}  // namespace

Imported<CorrespondenceData> import_crosswalk(const DelimitedTable& table,
                                              CorrespondenceData header,
                                              const CrosswalkColumns& columns,
                                              const Edition& source, const Edition& target,
                                              const CrosswalkInstead* instead,
                                              const CrosswalkFill* fill) {
    auto rows = without_blanks(table);
    return CrosswalkImport{std::move(header), columns, source, target}.run(rows, instead, fill);
}

}  // namespace socshift
