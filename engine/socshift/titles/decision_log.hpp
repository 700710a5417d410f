#pragma once

#include "socshift/titles/decisions.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The columns of a log of decisions, in the order in which a new one has them.
[[nodiscard]] const std::vector<std::string>& decision_columns();

/// What decisions of a file have that has no column for it, or an empty cell.
struct DecisionDefaults {
    std::optional<EditionId> edition;
    std::optional<std::chrono::sys_days> date;
    std::string why;
    std::string analyst;
    std::string source;
};

/// Reads decisions from a table as read_table() takes it, @p bytes of @p file: columns `title` and
/// `code`, perhaps `date`, `edition`, `why`, `analyst`, `source` and `rows`; others are passed
/// over. The edition is named as Catalog::resolve() takes it, or stands before the code
/// ("soc2018:15-1252"). Decisions are in the order of the file; nothing is known of them but their
/// form: see check().
/// @throws FormatError for a column that is not there, a cell that is in no form or is merged with
/// that of another row, and as read_table().
[[nodiscard]] std::vector<Decision> read_decisions(const Catalog& catalog, std::string_view bytes,
                                                   const std::string& file,
                                                   const DecisionDefaults& defaults = {});

/// The same of a file. @throws FileError as well.
[[nodiscard]] std::vector<Decision> read_decisions(const Catalog& catalog,
                                                   const std::filesystem::path& file,
                                                   const DecisionDefaults& defaults = {});

/// A log that may be used: every decision has a day, and check() has no error for any.
/// @throws FormatError, FileError; DataError with the findings.
[[nodiscard]] Decisions read_decision_log(const Catalog& catalog,
                                          const std::filesystem::path& file);

/// @p text, a log, with @p more: each as a line of its own behind the last of no later day, in the
/// log's own columns, delimiter and line ends. No byte of what is there changes, but that a last
/// line without end gets one. Empty @p text: a new log, with commas.
/// @throws FormatError if it has not all of the columns that @p more needs.
[[nodiscard]] std::string with_decisions(std::string_view text, const std::string& file,
                                         std::vector<Decision> more);

/// What record_decisions() did.
struct RecordedDecisions {
    std::size_t added = 0;
    std::size_t there_already = 0;  // word by word; not added again
    Findings contradicting;         // `decision-contradicts`, as warnings
};

/// Adds @p more to the log @p file, which is made if there is none, all or nothing; of processes
/// that do so at once none loses what another has added. A decision with another code than the
/// one that holds for the title is a contradiction; so are two of @p more about one title.
/// @p replace: it is added, and the last holds. Without, nothing is.
/// @throws DataError for what check() has errors for, or with `decision-contradicts` for each
/// contradiction; FormatError, FileError.
RecordedDecisions record_decisions(const Catalog& catalog, const std::filesystem::path& file,
                                   const std::vector<Decision>& more, bool replace = false);

}  // namespace socshift
