#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/publish/cell.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// Columns of one kind each, and rows that have a cell for every column.
class Table {
public:
    using Row = std::vector<Cell>;

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// Adds a row. @throws std::logic_error for another number of cells, or a cell that does not
    /// fit its column: a bug, which no build may print.
    void add(Row row);

    /// Keeps the first @p rows only.
    void keep_first(std::size_t rows);

    [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
    [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }
    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }

private:
    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

/// The drafts among the editions that an answer rests on, in their order.
[[nodiscard]] std::vector<EditionId> drafts_among(
    const std::vector<const EditionHeader*>& editions);

/// "soc2018", or "soc2028x (DRAFT)": how text for people names an edition.
[[nodiscard]] std::string edition_label(const EditionHeader& header);

/// What was asked for, as one table that every face shows: a terminal, a file, Python.
///
///     Answer answer("socshift/tree/1", {{"code"}, {"depth", ColumnKind::whole}},
///                   {&edition.header()});
///     answer.table.add({item.code, 2});
///     write_csv(out, answer.table);
///     for (const auto& notice : notices(answer)) {
///         err << notice << '\n';
///     }
struct Answer {
    /// @p of its schema; @p rests_on every edition that the answer shows anything of; empty for one
    /// that shows nothing of any. So no answer is made that forgets to say what is a draft.
    Answer(std::string of, std::vector<Column> columns,
           const std::vector<const EditionHeader*>& rests_on);

    std::string schema;  // "socshift/map/1"; the number goes up when a column is renamed or removed
    Table table;
    Findings findings;                      // what is notable in a file of the user's, no errors
    std::vector<std::string> origin_notes;  // what it rests on: the route, the counts
    std::vector<EditionId> drafts;          // nothing of these is in force
    std::vector<std::string> warnings;      // what else a reader must know, a sentence each
};

/// How a reader learns what is a draft: it is said, or shown by the answer as it is printed.
enum class DraftMark { said, shown };

/// What must be said of where @p answer comes from: its route notes, then its drafts, "toy2 is a
/// draft"; a line each, none twice.
[[nodiscard]] std::vector<std::string> origin_notices(const Answer& answer,
                                                      DraftMark drafts = DraftMark::said);

/// All that must be said where @p answer is shown: its findings, its origin_notices(), then its
/// warnings.
[[nodiscard]] std::vector<std::string> notices(const Answer& answer);

}  // namespace socshift
