#pragma once

#include "socshift/convert/conversion.hpp"

#include <string>

namespace socshift {

/// What a crosswalk is made a table for in a database.
struct CrosswalkSql {
    std::string table;   // that will be joined with it
    std::string column;  // of that, with the codes
};

/// A crosswalk with shares as a script of SQL that Spark and DuckDB read, two views:
///
///     <from>_to_<to>       source_code, target_code, target_title, share, share_exact, basis,
///     reason:
///                          a row for each target of each code of every level, and for each code
///                          that cannot be carried, or of which a part cannot, one with the reason.
///                          `share` is the nearest double, `share_exact` a text such as "1/3"; both
///                          are NULL where none is known.
///     <from>_to_<to>_lost  the rows of the table that a join by the exact text of the code loses,
///                          all of them or a part, each with `lost_because`.
///
/// @p conversion: of rows, from one edition to another, with Split::all.
/// Errors   @throws Error if a name of @p sql is none that both read without quotes: letters,
/// digits
///          and low lines, of the table with points between.
[[nodiscard]] std::string crosswalk_sql(const Catalog& catalog, const Conversion& conversion,
                                        const CrosswalkSql& sql);

}  // namespace socshift
