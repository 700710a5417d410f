#pragma once

// What results of conversions and of assignments have in common.

#include "arrow/frame.hpp"
#include "arrow/node.hpp"
#include "socshift/model/edition.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace socshift::python {

/// Rows of the data, counted from 0, as a column.
[[nodiscard]] arrow::Node row_column(std::string name, const std::vector<std::uint64_t>& rows);

/// The same of rows that are kept: nothing is copied.
[[nodiscard]] arrow::Node shared_rows(std::string name,
                                      std::shared_ptr<const std::vector<std::uint64_t>> rows);

/// @p rows of @p frame with the columns @p added behind its own; those of @p replaced stand in
/// place of its own ones at @p places.
[[nodiscard]] arrow::Node gathered(const arrow::Frame& frame,
                                   const std::vector<std::uint64_t>& rows,
                                   std::vector<arrow::Node> added,
                                   std::vector<arrow::Node> replaced,
                                   const std::vector<std::size_t>& places = {});

/// A name that @p names do not have: @p wanted, with low lines behind it if it must be.
[[nodiscard]] std::string new_name(std::string wanted, const std::vector<std::string>& names);

/// @throws ArgumentError, for `prefix`, if one of @p added is among @p names: the caller's own
/// column would be gone.
void check_new(const std::vector<std::string>& added, const std::vector<std::string>& names);

[[nodiscard]] std::vector<std::string> texts_of(const std::vector<EditionId>& editions);

}  // namespace socshift::python
