#pragma once

// Internal: not installed. Why a file is not delimited text.

#include "socshift/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace socshift {

[[nodiscard]] FormatError nul_byte(const std::string& file, std::uint64_t line);
[[nodiscard]] FormatError unclosed_quote(const std::string& file, std::uint64_t line);
[[nodiscard]] FormatError record_too_long(const std::string& file, std::uint64_t line,
                                          std::size_t max_record);

}  // namespace socshift
