#pragma once

// Internal: not installed. Built without ReadStat as well: a file of another kind can hold what one
// of Stata or SPSS knew.

#include "readstat/variable.hpp"

#include <string>

namespace socshift::readstat {

/// Whether values are days or times by their format: numbers that count from a day, or in a unit,
/// that another kind of file does not have.
[[nodiscard]] bool is_time(const Variable& variable);

/// What is known of a column that stands in two files: @p first, and labels of values that only
/// @p other has.
///
/// @throws Error if the numbers of one would mean something else under what the first says: "the
/// value 1 is labelled 'Female', expected 'Male'". The same of unlike days or times, and of unlike
/// values that stand for a missing one.
[[nodiscard]] Variable united(const Variable& first, const Variable& other);

/// The same of metadata of two columns, as the Arrow interface has it: the first, with that. As it
/// is, if not both of them have what a file knew of a column.
[[nodiscard]] std::string united_metadata(const std::string& first, const std::string& other);

}  // namespace socshift::readstat
