#pragma once

#include "socshift/catalog/delimited_table.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/finding.hpp"

#include <optional>
#include <string>

namespace socshift {

/// What an importer makes: data in the catalog's form, and what it noticed on the way. Findings
/// are in row order and name the publisher's file and line. Data is complete in spite of them:
/// nothing is dropped without a finding of severity error or warning.
template <typename Data>
struct Imported {
    Data data;
    Findings findings;
};

/// Names of the columns of a publisher's structure table.
struct StructureColumns {
    std::string code = "code";
    std::string title = "title";
    std::string level = "level";
    std::string parent = "parent";  // an empty cell: a root
};

/// Reads one item a row into the edition that @p header describes; its own items are ignored. An
/// item whose title says ", All Other" is residual.
/// @throws FormatError for a missing column or a cell that is no code.
[[nodiscard]] Imported<EditionData> import_structure(const DelimitedTable& table,
                                                     EditionData header,
                                                     const StructureColumns& columns);

/// Names of the columns of a publisher's crosswalk. Title and mark columns may be left out.
struct CrosswalkColumns {
    std::string source;
    std::string target;
    std::optional<std::string> source_title;
    std::optional<std::string> target_title;
    std::optional<std::string> source_mark;  // not empty: the source has several targets
    std::optional<std::string> target_mark;  // not empty: the target has several sources
};

/// Reads one link a row. Titles are held against the editions, which are the authority, and marks
/// against the links; a difference is a finding: `title-spelling` (a note; the same once folded),
/// `title-differs` or `mark-differs` (warnings).
/// @throws FormatError for a missing column or a cell that is no code.
[[nodiscard]] Imported<CorrespondenceData> import_crosswalk(const DelimitedTable& table,
                                                            CorrespondenceData header,
                                                            const CrosswalkColumns& columns,
                                                            const Edition& source,
                                                            const Edition& target);

/// Names of the columns of a table of counts, and which of its rows to take.
struct CountsColumns {
    std::string code = "code";
    std::string count;
    std::optional<std::string> filter_column;  // with filter_value: only rows that hold it there
    std::string filter_value;
    std::optional<std::string> total_code;  // the row of this code gives the published total
};

/// Reads one count a row. A cell that is no whole number ("**": not published) leaves the row out
/// with the finding `no-count`.
/// @throws FormatError for a missing column or a cell that is no code.
[[nodiscard]] Imported<Counts> import_counts(const DelimitedTable& table, Counts header,
                                             const CountsColumns& columns);

}  // namespace socshift
