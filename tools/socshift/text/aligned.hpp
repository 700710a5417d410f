#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace socshift::cli {

using TextRow = std::vector<std::string>;

/// Prints a header and rows in columns that are aligned; when wider than @p width (0: any), the
/// widest columns are wrapped at blanks. Every row has as many cells as @p names.
void write_aligned(std::ostream& out, const TextRow& names, const std::vector<TextRow>& rows,
                   unsigned width);

}  // namespace socshift::cli
