#pragma once

// Internal: not installed. What a file is by its first bytes.

#include <string>
#include <string_view>

namespace socshift {

/// @throws FormatError, saying what it is and what to do, if @p start is that of a file that holds
/// tables and is neither delimited text nor a workbook that can be read.
void refuse_other_kinds(std::string_view start, const std::string& file);

}  // namespace socshift
