#pragma once

// Internal: not installed. The rules for a table that somebody made, over rows that were read.

#include "socshift/check/table_lint.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/recognise/recognise.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// One end of a row.
struct TableEnd {
    std::string cell;            // as it stands there
    const Item* item = nullptr;  // what it means; nullptr: nothing that the edition has

    /// What tells this end from others: the item's code, or the cell.
    [[nodiscard]] const std::string& key() const { return item ? item->code.text() : cell; }
};

/// One row that names a code on either side.
struct TableRow {
    const DelimitedTable::Row* row = nullptr;
    TableEnd source;
    TableEnd target;
    std::optional<Share> share;
    bool repeats = false;  // an earlier row has the same codes
    SourceLocation at;
};

/// A side of the table, with its edition.
struct TableSide {
    const Edition* edition = nullptr;
    std::string_view word;    // "source"
    std::string_view lacks;   // "target": what an item without a row has not
    TableEnd TableRow::*end;  // the same end of every row

    /// The level at which most rows are; the finest of several. Empty without rows.
    std::string level;
};

using CodePairs = std::set<std::pair<std::string, std::string>>;

/// Reads the rows and says what is wrong with each by itself: codes, titles, marks, shares.
[[nodiscard]] std::vector<TableRow> read_rows(const DelimitedTable& table, const TableSides& sides,
                                              const Catalog& catalog, FindingList& out);

/// Rows with the codes of an earlier one; marks them.
void check_repeats(const DelimitedTable& table, std::vector<TableRow>& rows, FindingList& out);

/// Shares that are missing or do not sum to one.
void check_shares(const std::vector<TableRow>& rows, const TableSides& sides, FindingList& out);

/// Codes of both editions that are not linked to themselves.
void check_kept(const std::vector<TableRow>& rows, const TableSide& source, const TableSide& target,
                const SourceLocation& whole, FindingList& out);

/// Codes that an edition before both had, that the earlier of both has not, and the later has.
void check_returned(const std::vector<TableRow>& rows, const TableSide& source,
                    const TableSide& target, const Catalog& catalog, FindingList& out);

/// Items at the level of one side that no row names, nor anything above or below them.
void check_orphans(const std::vector<TableRow>& rows, const TableSide& side,
                   const SourceLocation& whole, FindingList& out);

/// Links that only this table or only the one back (@p back, its pairs turned round) has.
void check_one_way(const std::vector<TableRow>& rows, const CodePairs& back,
                   const std::string& back_name, const SourceLocation& whole, FindingList& out);

}  // namespace socshift
