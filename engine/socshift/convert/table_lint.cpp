#include "socshift/convert/table_lint.hpp"

#include "socshift/convert/table_rules.hpp"

#include <algorithm>
#include <map>

namespace socshift {

namespace {

/// The level of most of the rows of one side; of several, the finest.
std::string usual_level(const std::vector<TableRow>& rows, const Edition& edition,
                        TableEnd TableRow::*end) {
    std::map<std::size_t, std::size_t> count;
    for (const auto& row : rows) {
        if (const auto* const item = (row.*end).item) {
            ++count[edition.level_index(item->level).value_or(0)];
        }
    }
    const auto most =
        std::max_element(count.begin(), count.end(),
                         [](const auto& a, const auto& b) { return a.second <= b.second; });
    return most == count.end() ? edition.finest_level() : edition.levels()[most->first];
}

/// The pairs of a table in the other direction, each as (source, target) of this one.
CodePairs pairs_back(const DelimitedTable& back, const TableSides& sides, const Catalog& catalog) {
    TableRequest request;
    request.from = sides.target.edition;
    request.to = sides.source.edition;
    FindingList ignored;  // that table has a check of its own
    CodePairs out;
    for (const auto& row : read_rows(back, find_sides(back, request, catalog), catalog, ignored)) {
        if (row.source.item != nullptr && row.target.item != nullptr) {
            out.emplace(row.target.key(), row.source.key());
        }
    }
    return out;
}

CodePairs pairs_back(const Correspondence& back) {
    CodePairs out;
    for (const auto& link : back.links()) {
        out.emplace(link.target.text(), link.source.text());
    }
    return out;
}

}  // namespace

Findings lint_table(const DelimitedTable& table, const TableSides& sides, const Catalog& catalog,
                    const DelimitedTable* back) {
    FindingList of_rows;
    FindingList of_table;
    auto rows = read_rows(table, sides, catalog, of_rows);
    const SourceLocation whole{table.file, 0, 0};
    const auto& from = catalog.edition(sides.source.edition);
    const auto& to = catalog.edition(sides.target.edition);
    const TableSide source{&from, "source", "target", &TableRow::source,
                           usual_level(rows, from, &TableRow::source)};
    const TableSide target{&to, "target", "source", &TableRow::target,
                           usual_level(rows, to, &TableRow::target)};
    check_repeats(table, rows, of_rows);
    check_levels(rows, source, of_rows);
    check_levels(rows, target, of_rows);
    check_shares(rows, sides, of_rows);
    check_returned(rows, source, target, catalog, of_rows);
    check_kept(rows, source, target, whole, of_table);
    check_orphans(rows, source, whole, of_table);
    check_orphans(rows, target, whole, of_table);
    if (back != nullptr) {
        check_one_way(rows, pairs_back(*back, sides, catalog), back->file, whole, of_table);
    } else if (const auto* const known = catalog.correspondence(to.id(), from.id())) {
        check_one_way(rows, pairs_back(*known), "the catalog's '" + known->title() + "'", whole,
                      of_table);
    }
    // What the whole table lacks has no row and comes last.
    auto out = of_rows.take();
    const auto more = of_table.take();
    out.insert(out.end(), more.begin(), more.end());
    const auto without_row = std::stable_partition(
        out.begin(), out.end(), [](const Finding& finding) { return finding.where.line != 0; });
    std::stable_sort(out.begin(), without_row,
                     [](const Finding& a, const Finding& b) { return a.where < b.where; });
    return out;
}

}  // namespace socshift
