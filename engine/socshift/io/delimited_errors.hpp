#pragma once

// Internal: not installed. Why a file is not delimited text.

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace socshift {

[[nodiscard]] FormatError nul_byte(const std::string& file, std::uint64_t line);
[[nodiscard]] FormatError unclosed_quote(const std::string& file, std::uint64_t line);
[[nodiscard]] FormatError record_too_long(const std::string& file, std::uint64_t line,
                                          std::size_t max_record);

/// @throws FormatError if the first record of @p file, which starts in @p line, holds a carriage
/// return outside quotes: it ends a line there, and what follows would be taken for the same
/// record.
void check_line_ends(const DelimitedRecord& first, const std::string& file, std::uint64_t line);

}  // namespace socshift
