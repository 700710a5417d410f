#include "socshift/check/table_lint.hpp"

#include "socshift/check/table_rules.hpp"
#include "socshift/routes/table_comparison.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace socshift {

namespace {

/// The ends of every row, and its place.
struct RowEnds {
    std::vector<LinkEnds> ends;
    std::vector<SourceLocation> places;
};

RowEnds ends_of(const std::vector<TableRow>& rows) {
    RowEnds out;
    for (const auto& row : rows) {
        out.ends.push_back({row.source.item, row.target.item});
        out.places.push_back(row.at);
    }
    return out;
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

/// The rows as a table, without what cannot be a link and without shares.
Correspondence links_of(const DelimitedTable& table, const std::vector<TableRow>& rows,
                        const TableSides& sides) {
    CorrespondenceData data{sides.source.edition, sides.target.edition, table.file, {}, {}, {}};
    for (const auto& row : rows) {
        if (!row.repeats && row.source.item != nullptr && row.target.item != nullptr) {
            data.links.push_back(
                {row.source.item->code, row.target.item->code, std::nullopt, std::nullopt, row.at});
        }
    }
    return Correspondence::make(std::move(data));
}

/// Holds the table against those of the catalog: the one in the other direction, unless @p back is
/// given instead, and what the catalog says of the two editions in this direction.
void compare_with_others(const DelimitedTable& table, const std::vector<TableRow>& rows,
                         const TableSides& sides, const Catalog& catalog,
                         const DelimitedTable* back, FindingList& out) {
    const SourceLocation whole{table.file, 0, 0};
    const auto* const known =
        back == nullptr ? catalog.correspondence(sides.target.edition, sides.source.edition)
                        : nullptr;
    if (back != nullptr) {
        check_one_way(rows, pairs_back(*back, sides, catalog), back->file, whole, out);
    } else if (known != nullptr) {
        check_one_way(rows, pairs_back(*known), "the catalog's '" + known->title() + "'", whole,
                      out);
    }
    const auto route = find_route(catalog, sides.source.edition, sides.target.edition);
    if (!route) {
        return;
    }
    const bool is_known = known != nullptr && route->is_one_published_table() &&
                          route->steps.front().reversed;  // it has been looked at
    if (!is_known) {
        out.append(compare_with_route(links_of(table, rows, sides), catalog, *route));
    }
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
    const auto [ends, places] = ends_of(rows);
    const TableSide source{&from, "source", "target", &TableRow::source,
                           usual_level(ends, &LinkEnds::source, from)};
    const TableSide target{&to, "target", "source", &TableRow::target,
                           usual_level(ends, &LinkEnds::target, to)};
    check_repeats(table, rows, of_rows);
    Findings of_levels;
    check_levels(ends, places, from, to, of_levels);
    of_rows.append(std::move(of_levels));
    check_shares(rows, sides, of_rows);
    check_returned(rows, source, target, catalog, of_rows);
    check_kept(rows, source, target, whole, of_table);
    check_orphans(rows, source, whole, of_table);
    check_orphans(rows, target, whole, of_table);
    compare_with_others(table, rows, sides, catalog, back, of_table);
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
