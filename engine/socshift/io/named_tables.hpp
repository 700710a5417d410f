#pragma once

// Internal: not installed. Files in which several classifications and tables between them stand,
// each of which is a table as a sheet of a workbook is one.

#include "socshift/io/delimited_table.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// One table of a file; its name is DelimitedTable::sheet.
using NamedTables = std::vector<DelimitedTable>;

/// The table called @p name, or the only one. @throws FormatError, with their names, if it is not
/// there or there are several.
[[nodiscard]] DelimitedTable one_of(NamedTables tables, const std::optional<std::string>& name,
                                    const std::string& file);

/// The classifications and correspondences that @p text, linked data in Turtle, holds in the words
/// of SKOS and XKOS. Of a scheme, called by its notation or the end of its address: `code`,
/// `title`, `level` (its number from 1 on), `parent` and, where any is marked so in our own words,
/// `residual`. Of a correspondence, called "soc2010 -> soc2018": `source`, `source title`,
/// `target`, `target title` and, where any is said in our own words, `share`; an association
/// without a target has an empty one, unless it says that nothing is known. Titles are those in @p
/// language; if none is given, in the only one there is.
/// @throws FormatError, with the line where there is one, for what read_turtle() refuses; if there
/// is neither scheme nor correspondence; for a concept without a code, with two, with two parents,
/// or in two levels or none; for titles in several languages or none in the wanted one; and for an
/// association of several sources with several targets, which says nothing of pairs.
[[nodiscard]] NamedTables read_linked_tables(std::string_view text, const std::string& file,
                                             const std::optional<std::string>& language);

/// Whether @p text is a mapping set in the form of SSSOM: tab-separated, perhaps below lines that
/// begin with '#', with columns for subjects, predicates and objects.
[[nodiscard]] bool is_mapping_set(std::string_view text);

/// Its tables, one for each pair of vocabularies that it maps: `source`, `source title`, `target`,
/// `target title`, `share` where any is said, and what other columns it has behind them. Codes are
/// what stands behind the prefix. A mapping to sssom:NoTermFound has no target.
/// @throws FormatError, with the line, for what read_delimited_table() refuses, a mapping that is
/// said not to hold, a predicate that is no match, and an identifier without a prefix.
[[nodiscard]] NamedTables read_mapping_set(std::string_view text, const std::string& file);

}  // namespace socshift
