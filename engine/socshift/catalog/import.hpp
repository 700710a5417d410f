#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/catalog/definitions.hpp"
#include "socshift/catalog/structure_columns.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/rates.hpp"
#include "socshift/model/title_list.hpp"
#include "socshift/numbers/share.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// What an importer makes: data in the catalog's form, and what it noticed on the way. Findings
/// are in row order and name the publisher's file and line. Data is complete in spite of them:
/// nothing is dropped without a finding of severity error or warning.
template <typename Data>
struct Imported {
    Data data;
    Findings findings;

    /// What was found out that nobody had said, for a person to look at: "codes are in 'Code'".
    std::vector<std::string> found = {};
};

/// Reads one item a row into the edition that @p header describes; its own items are ignored. An
/// item is residual by StructureColumns::residual. A cell in a column of marks that is no mark is
/// the finding `bad-mark`; no flag at all is `no-flag`, and the first of them with another is
/// `flags-contradict` (warnings). A row of another table about no item is `unknown-item`, an item
/// without another code `no-other-code` (warnings). A code of another length, or with more parts,
/// than any level has is the error `code-length`; a code that rows put under two others
/// `two-parents`, with two titles `title-differs`. Rows that are all blank are no rows; one with
/// text in one cell that is no code is `note-row`, a note or, where it may have lost its code, a
/// warning; a title without a code is the error `no-code`, a cell that a spreadsheet has changed
/// `damaged-code`. Codes without the quotes around them are the note `code-quotes`. The notes are
/// those of @p definitions, if they are given: see notes_of().
/// @throws UnclearStructure; FormatError for a missing column, a cell that is no code, or as many
/// columns or lengths of levels as the edition has not.
[[nodiscard]] Imported<EditionData> import_structure(const DelimitedTable& table,
                                                     EditionData header,
                                                     const StructureColumns& columns,
                                                     const Definitions* definitions = nullptr);

/// A column of the exact shares of links, decimals or fractions, and where they come from.
struct ShareColumn {
    std::string column;
    Basis basis = Basis::official;
};

/// Names of the columns of a publisher's crosswalk. Title and mark columns may be left out.
struct CrosswalkColumns {
    std::string source;
    std::string target;
    std::optional<std::string> source_title;
    std::optional<std::string> target_title;
    std::optional<std::string> source_mark;  // not empty: the source has several targets
    std::optional<std::string> target_mark;  // not empty: the target has several sources
    bool marks_in_titles = false;            // a footnote mark behind a title is its mark
    bool repeats = false;                    // rows that repeat a pair are one link
    bool skip_unknown = false;               // a row with a code that its edition lacks is left out
    std::optional<ShareColumn> share = {};
    std::optional<TableFilter> filter = {};

    /// Links that the table has no row of, source and target.
    std::vector<std::pair<Code, Code>> also = {};

    /// Only rows whose codes are both in the cut of their edition at this level; an edition without
    /// a level of this name is read at its leaves.
    std::optional<std::string> level = {};

    /// Shares are rounded: those out of a source are put_right() where they miss one.
    bool rounded = false;

    /// A column whose text is the remark on the link.
    std::optional<std::string> remark = {};

    /// Words in the place of a target that say that there is none: "NoDx".
    std::vector<std::string> nowhere = {};
};

/// Rows of another table, with the same columns of codes, in the place of those of the sources that
/// it lists.
struct CrosswalkInstead {
    DelimitedTable table;
    std::string share;  // its column of shares; empty: none
};

/// What is taken where a row has a code on one side and nothing on the other: `table`, between the
/// same editions, which was made of other tables, `by`. Rows with a target alone right behind one
/// with a source alone are its targets, and nothing is taken for these.
struct CrosswalkFill {
    Correspondence table;
    std::string by;  // "soc2000 and soc2010"
};

/// Reads one link a row. Titles are held against the editions, which are the authority, and marks
/// against the links; a difference is a finding: `title-spelling` (a note; the same once folded),
/// `title-differs` or `mark-differs` (warnings). A row with a code that is not there, or with one
/// code at the wanted level and one at another, is left out with the warning `skipped-row`; rows
/// that are at other levels on both sides, or that the filter leaves out, are not wanted. Codes may
/// be written as their editions let them. A row without a target, or with a word that says so, is
/// an end of its source, and one without a source says the same of a new target: the notes
/// `nowhere` and `new-item` have their numbers, and a source that goes somewhere as well is the
/// warning `nowhere-too`. With `skip_unknown` such rows are left out. A cell
/// that is no share is the error `bad-share`; a column that seems to hold shares and is not named
/// is the warning `share-not-taken`.
/// @throws FormatError for a missing column or a cell that is no code; UnknownName if neither
/// edition has the level.
///
/// With `rounded`, a source of one link keeps no share, since it needs none. What was put right, or
/// filled in, is the remark of its link, and the notes `share-put-right` and `filled-blank`;
/// nothing to fill in with is the warning `blank-cell`. A source that @p instead says other things
/// of than @p table is the warning `replaced-rows`.
[[nodiscard]] Imported<CorrespondenceData> import_crosswalk(
    const DelimitedTable& table, CorrespondenceData header, const CrosswalkColumns& columns,
    const Edition& source, const Edition& target, const CrosswalkInstead* instead = nullptr,
    const CrosswalkFill* fill = nullptr);

/// Names of the columns of a table that says what combined codes cover, one part a row.
struct CoverageColumns {
    std::string code = "code";
    std::string title = "title";
    std::string part = "part";

    /// Under another code too, where the title has one code in the table: the publication's codes
    /// of one year, by a table of another year's.
    bool by_title = false;

    /// A part may be a group, or a pattern such as 15-113X, and stands for the leaves that
    /// combined_codes() gives it; `settled` goes before that: the leaf, the code it is under.
    bool combined = false;
    std::map<Code, Code> settled = {};
};

/// Tables from the publication to an edition that it covers, and over that to the target.
struct CoverageThrough {
    Correspondence cover;
    Correspondence onward;
};

/// Links each item of a publication structure to the items of a classification that it covers: to
/// where @p through leads, if that is given and the item is one or more whole codes of its edition,
/// which no other item covers; else by what @p table says of the code under the same title; else,
/// if wanted, of the title; else, if the classification has a leaf with the same code and title, to
/// that. A code alone is never enough: one that differs in title is the warning `title-differs`,
/// and stays without a link if nothing else speaks for one. Of combined codes, which are found by
/// Item::also as well and whose titles do not count, a leaf under several alike is the error
/// `unclear-part`, one under none the warning `uncovered-leaf`.
/// @throws FormatError for a missing column or a cell that is no code.
[[nodiscard]] Imported<CorrespondenceData> import_coverage(
    const DelimitedTable& table, CorrespondenceData header, const CoverageColumns& columns,
    const Edition& source, const Edition& target, const CoverageThrough* through = nullptr);

/// Names of the columns of a table of counts, and which of its rows to take.
struct CountsColumns {
    std::string code = "code";
    std::string count;
    std::optional<TableFilter> filter;
    std::optional<std::string> total_code;  // the row of this code gives the published total
};

/// Reads one count a row. A cell that is no whole number ("**": not published) leaves the row out
/// with the finding `no-count`. Codes may be written as @p edition lets them, if it is given.
/// @throws FormatError for a missing column or a cell that is no code.
[[nodiscard]] Imported<Counts> import_counts(const DelimitedTable& table, Counts header,
                                             const CountsColumns& columns,
                                             const Edition* edition = nullptr);

/// Names of the columns of a table of conversion rates.
struct RatesColumns {
    /// A column of the rates of one group of cases: its values of Rates::groups.
    struct Group {
        std::string column;
        std::vector<std::string> values;
    };

    std::string source = "source";
    std::string target = "target";
    std::vector<Group> groups;
};

/// Reads one pair a row, with a rate for each group. A cell without a rate is left out with the
/// warning `no-rate`.
/// @throws FormatError for a missing column, a cell that is no code or no share.
[[nodiscard]] Imported<Rates> import_rates(const DelimitedTable& table, Rates header,
                                           const RatesColumns& columns);

/// Names of the columns of a table of job titles, and which of its rows to take.
struct TitleColumns {
    std::string code;   // empty: found by title_columns()
    std::string title;  // empty: found by title_columns()
    std::optional<TableFilter> filter = {};
};

/// Where @p columns leaves a name empty, that of the column: `Alternate Title`,
/// `direct_match_title` or `title` and `O*NET-SOC Code`, the name of @p edition or `code`, case and
/// punctuation aside, the first of these that is there; of a table of two columns, the one that is
/// left.
/// @throws FormatError if there is none.
[[nodiscard]] TitleColumns title_columns(const DelimitedTable& table, const EditionId& edition,
                                         TitleColumns columns);

/// Reads one title a row. Space at its ends goes, control characters and runs of space become one
/// space. A row that repeats another is left out without a word; one whose title has no letter and
/// no digit, or more than most_of_a_title bytes, is left out with the warning `no-title` or
/// `long-title`, one whose code @p edition does not have with `skipped-row`.
/// @throws FormatError for a missing column or a cell that is no code.
[[nodiscard]] Imported<TitleList> import_titles(const DelimitedTable& table, TitleList header,
                                                const TitleColumns& columns,
                                                const Edition& edition);

/// The most bytes of a title in a list.
inline constexpr std::size_t most_of_a_title = 400;

}  // namespace socshift
