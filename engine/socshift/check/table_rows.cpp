#include "socshift/base/title.hpp"
#include "socshift/catalog/footnote_mark.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/check/table_rules.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

/// Reads one side of row after row.
class EndReader {
public:
    EndReader(const TableSides::Side& side, std::string_view word, const Catalog& catalog,
              FindingList& out)
        : side_(side),
          word_(word),
          recogniser_(catalog, side.edition),
          titles_(recogniser_.edition(), of_titles_),
          out_(out) {}

    [[nodiscard]] TableEnd read(const SourceRow& row) {
        const auto& cell = row.text(side_.codes);
        const auto [code, mark] = split_mark(cell);
        auto found = as_written(recogniser_.recognise(code));
        TableEnd end{cell, found.item};
        if (found.reason == Reason::empty) {
            return end;
        }
        if (found.reason == Reason::no_code) {
            end.cell = {};
            return end;
        }
        if (!mark.empty() && marked_codes_.insert(cell).second) {
            out_.push_back(
                {Severity::warning, "footnote-mark", row.at(),
                 fmt::format("{} '{}' ends in the footnote mark '{}'", word_, cell, mark)});
        }
        if (found.item == nullptr) {
            out_.push_back({Severity::error, fmt::format("unknown-{}", word_), row.at(),
                            fmt::format("{} '{}' is not an item of {}: {}", word_, code,
                                        side_.edition.text(), found.text)});
        } else if (found.repairs.any()) {
            out_.push_back({Severity::warning, "code-form", row.at(),
                            fmt::format("{} '{}' is written '{}' in {}", word_, code,
                                        found.item->code.text(), side_.edition.text())});
        }
        if (found.item != nullptr && side_.titles) {
            look_at_title(row, *found.item);
        }
        return end;
    }

private:
    /// A row of a table that has a group means the group, also one of a single code.
    [[nodiscard]] Recognition as_written(Recognition found) const {
        if (found.repairs.has(Repair::missing_suffix)) {
            found.item = recogniser_.edition().parent(*found.item);
            found.repairs = found.repairs.without(Repair::missing_suffix);
        }
        return found;
    }

    void look_at_title(const SourceRow& row, const Item& item) {
        const auto& title = row.text(*side_.titles);
        auto [text, mark] = split_mark(title);
        if (title == item.title) {
            return;
        }
        if (!mark.empty() && marked_titles_.emplace(item.code.text(), title).second) {
            out_.push_back({Severity::warning, "footnote-mark", row.at(),
                            fmt::format("title '{}' of {} ends in the footnote mark '{}'", title,
                                        CodeRef{side_.edition, item.code}.text(), mark)});
        }
        titles_.look(item.code, std::string{text}, row.at());
        out_.append(std::exchange(of_titles_, {}));
    }

    const TableSides::Side& side_;
    std::string_view word_;
    CodeRecogniser recogniser_;
    Findings of_titles_;
    TitleCheck titles_;
    FindingList& out_;
    std::set<std::string> marked_codes_;
    CodePairs marked_titles_;
};

bool is_blank(const std::string& cell) {
    return cell.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// The first column in which two rows differ; none if they do not.
std::optional<std::size_t> difference(const TableRow& a, const TableRow& b) {
    const auto& cells = a.row->cells;
    const auto found = std::mismatch(cells.begin(), cells.end(), b.row->cells.begin()).first;
    if (found == cells.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - cells.begin());
}

}  // namespace

std::vector<TableRow> read_rows(const DelimitedTable& table, const TableSides& sides,
                                const Catalog& catalog, FindingList& out) {
    EndReader sources(sides.source, "source", catalog, out);
    EndReader targets(sides.target, "target", catalog, out);
    std::vector<TableRow> rows;
    for (const auto& record : table.rows) {
        if (std::all_of(record.cells.begin(), record.cells.end(), is_blank)) {
            continue;
        }
        const SourceRow row{table, record};
        TableRow made{&record, sources.read(row), targets.read(row), {}, false, row.at()};
        const bool no_source = is_blank(made.source.cell);
        const bool no_target = is_blank(made.target.cell);
        if (no_source || no_target) {
            out.push_back({Severity::warning, "no-code", row.at(),
                           fmt::format("no {} code", no_source && no_target ? "source or target"
                                                     : no_source            ? "source"
                                                                            : "target")});
        }
        if (sides.shares && !no_source && !no_target) {
            Findings found;
            made.share = read_share(row, *sides.shares, found);
            out.append(std::move(found));
        }
        if (!no_source || !no_target) {
            rows.push_back(std::move(made));
        }
    }
    return rows;
}

void check_repeats(const DelimitedTable& table, std::vector<TableRow>& rows, FindingList& out) {
    std::map<std::pair<std::string, std::string>, const TableRow*> seen;
    for (auto& row : rows) {
        const auto [first, is_new] =
            seen.emplace(std::pair{row.source.key(), row.target.key()}, &row);
        if (is_new) {
            continue;
        }
        row.repeats = true;
        const auto& earlier = *first->second;
        const bool same_cells =
            row.source.cell == earlier.source.cell && row.target.cell == earlier.target.cell;
        const auto other = difference(row, earlier);
        const auto what = fmt::format(
            "link '{}' -> '{}' is already there ({}), {}", row.source.key(), row.target.key(),
            earlier.at.text(),
            !other ? std::string{"the row is the same"}
                   : fmt::format("with '{}' in column '{}', here '{}'", earlier.row->cells[*other],
                                 table.header[*other], row.row->cells[*other]));
        out.push_back({same_cells ? Severity::error : Severity::warning,
                       same_cells ? "duplicate-link" : "near-duplicate", row.at, what});
    }
}

}  // namespace socshift
