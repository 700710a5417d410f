#pragma once

// Internal: not installed. What both kernels do with rows besides carrying them.

#include "socshift/convert/cell_tally.hpp"
#include "socshift/convert/figure_columns.hpp"
#include "socshift/convert/level_columns.hpp"
#include "socshift/convert/part_cells.hpp"
#include "socshift/convert/rejects.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/convert/row_judge.hpp"
#include "socshift/convert/row_pass.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/convert/verdicts.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/io/table_text.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace socshift {

/// Whether rows of source item @p item went to its target at place @p target.
using TargetUse = std::function<bool(std::size_t item, std::size_t target)>;

/// Has the rows of data worked on by several threads, hands on what is set aside and keeps the
/// account, both in the order of the data.
class Intake {
public:
    /// @p needs_share: a code without known shares cannot be carried. Refers to all of them.
    /// @throws FormatError if a column is not there.
    Intake(const ConvertRequest& request, const CodedEditions& sources, RowFeed& feed,
           Rejects& rejects, bool needs_share);

    [[nodiscard]] unsigned threads() const { return pass_.threads(); }

    /// For one thread; refers to this object.
    [[nodiscard]] RowJudge make_judge() { return {rules_, store_, sources_}; }

    /// Goes through all data: @p worker is what a thread has, one of threads(); @p finish is called
    /// for one block after the other, in the order of the data, and deals with refused rows.
    /// @throws FormatError if the file is no delimited text, or what is called throws.
    void run(const std::function<RowWorker&(unsigned thread)>& worker,
             const std::function<void(RowBlock& block)>& finish);

    /// The line at which the block that is finished starts.
    [[nodiscard]] std::uint64_t first_line() const noexcept { return pass_.first_line(); }

    /// Sets a row aside. True if it is kept in the output instead. @throws FormatError if the
    /// request says that this must not happen.
    bool refuse(const IntakeRow& row, const Verdict& verdict);

    /// The same for another reason than a verdict's. @p text stands for all rows like it, @p
    /// detail for this one.
    void refuse(const IntakeRow& row, Reason reason, const std::string& text,
                const std::string& detail, std::string_view value);

    /// The same for what is no number in column @p name, at place @p column.
    void refuse_number(const IntakeRow& row, const std::string& name, std::size_t column);

    /// Writes down the part of a carried row that goes nowhere. @p bytes: the row as it is written,
    /// with that part of its figures. @throws FormatError as refuse().
    void note_part(const IntakeRow& row, const Verdict& verdict, std::string_view bytes);
    void note_part(const IntakeRow& row, const Verdict& verdict) {
        note_part(row, verdict, row.row.bytes());
    }

    /// Whether refuse() says that a row is kept.
    [[nodiscard]] bool keeps(const Verdict& verdict) const {
        return request_.on_unknown == OnUnknown::keep && verdict.reason != Reason::columns;
    }

    /// Adds the rows that @p judge has counted, once for each thread.
    void add(const RowJudge& judge);

    /// Once all are added. @throws FormatError if the data lacks a value that the request names,
    /// unless it is a part; if more rows are refused than the request allows.
    void check() const;

    /// The account so far, without sums, amounts and rows_out. Rows went to all targets of their
    /// items, unless @p is_used says which. @p settled: by item, rows that a title settled.
    [[nodiscard]] ConvertSummary summary(const TargetUse& is_used = {},
                                         const std::vector<std::uint64_t>& settled = {}) const;

    [[nodiscard]] const RowLayout& layout() const noexcept { return feed_.layout(); }
    /// Reads the figures of the column at @p place, one that the request names.
    [[nodiscard]] FigureReader figures(std::size_t place) const { return figures_.reader(place); }

    [[nodiscard]] const Columns& columns() const noexcept { return layout().columns; }
    [[nodiscard]] char delimiter() const noexcept { return layout().delimiter; }
    [[nodiscard]] const std::string& line_end() const noexcept { return layout().line_end; }

    /// Where a line of what is read stands.
    [[nodiscard]] TextPlace place(std::uint64_t line) const { return pass_.place(line); }

    /// Writes down what all rows so far add to the account, for load().
    void save(PartWriter& out) const;

    /// Adds what save() wrote of rows that are behind these. How many rows there were before.
    std::uint64_t load(PartReader& in);

    [[nodiscard]] std::uint64_t rows_of(std::size_t item) const { return carried_.by_item[item]; }

    /// Codes that as many rows have as the code above them, which holds nothing else: perhaps one
    /// figure in two rows. None if of some it is not as many: then the rows are cases.
    [[nodiscard]] std::vector<CodeRef> in_both_forms() const;

private:
    struct Counted {
        SetAside account;
        CellTally cells;
    };

    /// Rows of one wave that were set aside or kept.
    struct WaveAside {
        std::uint64_t rows = 0;
        std::uint64_t ambiguous = 0;
        std::uint64_t elsewhere = 0;
        std::map<std::string, std::uint64_t> elsewhere_texts;
        std::set<std::string, std::less<>> elsewhere_codes;  // two at most
    };

    static void save_counted(PartWriter& out, const std::vector<Counted>& all);
    static void load_counted(PartReader& in, std::uint64_t rows_before, std::vector<Counted>& all);
    void save_waves(PartWriter& out) const;
    void load_waves(PartReader& in);
    void save_levels(PartWriter& out) const;
    void load_levels(PartReader& in);
    void save_repairs(PartWriter& out) const;
    void load_repairs(PartReader& in, std::uint64_t rows_before);
    void save_named(PartWriter& out) const;
    void load_named(PartReader& in);
    void note_wave(const IntakeRow& row, Reason reason, const std::string& text,
                   std::string_view value);
    [[nodiscard]] WaveAccount account_of(const std::string& wave, const WaveRows& rows) const;
    void add_waves(ConvertSummary& summary) const;
    void check_figures(const IntakeRow& row) const;
    void check_merged() const;
    void check_header() const;
    void check_editions() const;
    void check_refused() const;
    void count(std::vector<Counted>& all, Reason reason, const std::string& text,
               std::string_view value, std::uint64_t line);
    void note_repairs(const RowBlock& block);
    [[nodiscard]] std::vector<BoundaryMoved> boundary_moved() const;
    [[nodiscard]] std::vector<RepeatedWord> could_be_no_code() const;

    const ConvertRequest& request_;
    const CodedEditions& sources_;
    RowFeed& feed_;
    FigureColumns figures_;
    Rejects& rejects_;
    VerdictStore store_;
    RowRules rules_;

    RowPass pass_;
    std::string storage_;
    ConvertSummary account_;
    CarriedRows carried_;
    RowsByWave waves_;
    std::map<std::string, WaveAside, std::less<>> waves_aside_;
    RowFilters filters_;  // what all threads have seen
    RowJudge::Texts named_editions_;
    RowJudge::Texts no_editions_;
    std::vector<Counted> refusals_;
    LevelColumns level_columns_;
    std::vector<Counted> parts_;  // of carried rows
    std::array<RepairAccount, repair_kinds> repairs_;
};

}  // namespace socshift
