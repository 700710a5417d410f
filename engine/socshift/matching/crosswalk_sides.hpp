#pragma once

// Internal: not installed. Which columns of a table that somebody made between two editions hold
// what.

#include "socshift/catalog/import.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <string>

namespace socshift {

/// What the two editions of a table are called by whoever made it.
using SideNames = std::array<std::string, 2>;

/// The columns of @p table with the codes of @p before and of @p after, with their titles and with
/// shares. A side is the column that is named after its edition and not after the other, or else by
/// a word such as source, old or from, target, new or to; or else the only column that holds
/// nothing but codes of it. Shares are rounded: those that miss one by rounding are put right.
/// @throws FormatError where the table does not show which columns they are, for several columns of
/// shares, for decisions about matched codes, and for a blank cell of a source that may stand for
/// the code above it.
[[nodiscard]] CrosswalkColumns crosswalk_sides(const DelimitedTable& table, const Edition& before,
                                               const Edition& after, const SideNames& names);

}  // namespace socshift
