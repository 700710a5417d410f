#pragma once

// Internal: not installed.

#include "socshift/io/delimited_table.hpp"
#include "socshift/report/account.hpp"
#include "socshift/report/report.hpp"

namespace socshift {

/// Adds the section "bounds" to @p report: the figures of each summed column of @p account in
/// @p figures, which the same conversion wrote, with the least and the most that each can be.
/// @throws FormatError if no column has bounds, for a cell that is no number or outside of its
/// bounds, or if a total is another than that of the account.
void add_bounds(Report& report, const Account& account, const DelimitedTable& figures);

}  // namespace socshift
