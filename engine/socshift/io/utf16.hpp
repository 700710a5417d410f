#pragma once

// Internal: not installed. Text of an encoding that spreadsheets write.

#include "socshift/io/byte_source.hpp"

#include <string>

namespace socshift {

/// What @p read gives, and if that is UTF-16 with a byte-order mark, what it is in UTF-8, the mark
/// included; its first bytes are read now, and @p is_utf16 says what they are. @throws FormatError,
/// also from a later call, for UTF-16 that is damaged, and for UTF-32. @p file: for messages.
[[nodiscard]] ReadBytes utf8_of(ReadBytes read, std::string file, bool& is_utf16);

}  // namespace socshift
