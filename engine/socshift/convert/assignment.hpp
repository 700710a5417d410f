#pragma once

#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/assign_summary.hpp"
#include "socshift/convert/assigned_blocks.hpp"
#include "socshift/convert/assigned_title.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/last_rows.hpp"
#include "socshift/convert/new_column.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/titles/edition_titles.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What comes of columns with titles in memory: for each row that no filter leaves out its number
/// and its code, or why it has none, in the order of the data.
struct AssignedColumns {
    std::vector<std::uint64_t> rows;    // counted from 0
    std::vector<AssignedTitle> titles;  // of each
    AssignSummary account;              // lines: rows counted from 1
    std::shared_ptr<const void> index;  // what items and texts of `titles` refer to

    [[nodiscard]] std::vector<std::string> codes() const;  // "" for none
    [[nodiscard]] std::vector<double> scores() const;      // 0 to 1; NaN: no code
};

/// Codes for job titles, ready to be given: titles of an edition, and rules.
///
///     AssignSpec spec;
///     spec.column = "title";
///     spec.to = "soc2018";
///     const Assignment assignment(builtin_catalog(), spec);
///     const auto account = assignment.run(bytes_of(text), {write, write_rejects});
///     const auto assigned = assignment.assign(titles);
///
/// An immutable value: copies share what was made, nothing need outlive it. Safe to use from
/// several threads at once; each use has threads of its own, as many as the spec allows.
class Assignment {
public:
    /// Errors   @throws AssignError if @p spec contradicts itself, or the catalog; UnknownName if
    ///          there is no such edition or no route joins two.
    /// Cost     as EditionTitles::make(); with old codes where each of them went.
    Assignment(Catalog catalog, AssignSpec spec);

    [[nodiscard]] const AssignSpec& spec() const noexcept;
    [[nodiscard]] const EditionTitles& titles() const noexcept;

    /// From the edition of old codes to that of answers; none without old codes.
    [[nodiscard]] const std::optional<Route>& route() const noexcept;

    /// The edition, and those on the route, that are drafts: what comes out rests on them.
    [[nodiscard]] const std::vector<EditionId>& drafts() const noexcept;

    /// The columns that rows get: "soc2018_code", "soc2018_title", "score" and so on; see run().
    [[nodiscard]] std::vector<std::string> added_columns() const;

    /// The same with what stands in them.
    [[nodiscard]] std::vector<NewColumn> new_columns() const;

    /// Reads a file of delimited text through for the last row of each person in each period, for
    /// run(), if the spec names columns of them; else nothing is read. @throws FormatError as
    /// run(), and for an order in another form than the orders before it.
    [[nodiscard]] PersonRows person_rows(
        ReadBytes read, const std::function<TextPlace(std::uint64_t line)>& place = {}) const;

    /// Gives each row of a file of delimited text, or a workbook, behind its other cells, which
    /// stay as they are: `<edition>_code`, `<edition>_title`, `score`, `match` (TitleMatchKind),
    /// `matched_title`, `source`, `runner_up`, `candidates` (codes with a bar between). Rows
    /// without a code go to outputs.rejects, behind `line` and `reason`. The same bytes in any
    /// number of threads. @p place: where a line stands, when several files are read as one.
    /// @p persons: what person_rows() read of the same bytes.
    ///
    /// Errors   @throws FormatError if the file is not delimited text, a column is not there, or
    ///          (when asked for) at the first row without a code; AccountError if the account does
    ///          not balance; Error if @p persons is of other data. What was written by then is of
    ///          no use.
    /// Cost     some 15 microseconds for a title that has not just come; memory does not depend on
    ///          the size of the file.
    [[nodiscard]] AssignSummary run(ReadBytes read, const ConvertOutputs& outputs,
                                    const std::function<TextPlace(std::uint64_t line)>& place = {},
                                    const PersonRows& persons = {}) const;

    /// Judges the rows of columns in memory, which have the names that the spec has, as run() those
    /// of a file. @throws std::invalid_argument if columns differ in length, or if there are none.
    [[nodiscard]] AssignedColumns assign(const std::vector<DataColumn>& columns,
                                         Extent extent = Extent::whole) const;

    /// Judges rows of columns that come block by block, as run() those of a file, in bounded
    /// memory. Lines of the account are rows counted from 1. @p persons: what person_rows() read of
    /// the same data. @throws as run(), when something was handed out already: it is of no use
    /// then.
    [[nodiscard]] AssignSummary assign(DataBlocks& blocks, AssignedBlocks& out,
                                       const PersonRows& persons = {}) const;
    [[nodiscard]] PersonRows person_rows(DataBlocks& blocks) const;

    /// assign() of columns in memory where the titles decide alone: they are the column that the
    /// spec names.
    [[nodiscard]] AssignedColumns assign(std::span<const std::string_view> titles) const;

private:
    struct Parts;
    std::shared_ptr<const Parts> parts_;
};

/// Whether the catalog has every edition that @p spec names, and the file that @p read starts every
/// column; only its header is read. For those who want to know before anything else is done.
/// @throws AssignError, UnknownName or FormatError for the first that is wrong.
void check_names(const Catalog& catalog, const AssignSpec& spec, ReadBytes read);

}  // namespace socshift
