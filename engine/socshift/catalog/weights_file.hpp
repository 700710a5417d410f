#pragma once

#include "socshift/io/delimited_table.hpp"
#include "socshift/model/weights.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace socshift {

/// Reads weights from YAML (docs/formats.md, "Weights"). @p file is its name for messages.
/// @throws FormatError, with line and column, as read_yaml().
[[nodiscard]] Weights read_weights_yaml(std::string_view text, const std::string& file);

/// Reads weights from a table with the columns `source`, `target` and either `share` or `count`.
/// Its other columns are groups, but for those that the table of `socshift weights show` has beside
/// these. @throws FormatError with file and line for what is not of this form.
[[nodiscard]] Weights read_weights_table(const DelimitedTable& table);

/// Reads weights from a file: YAML if its name ends so, otherwise a table. @throws FileError;
/// FormatError with file and line for what is not of this form.
[[nodiscard]] Weights read_weights_file(const std::filesystem::path& file);

/// The one written form, rows sorted by source, target and groups.
/// read_weights_yaml(write_weights(x)) is @p x, sorted, but for locations.
/// Needs    both editions.
[[nodiscard]] std::string write_weights(const Weights& weights);

}  // namespace socshift
