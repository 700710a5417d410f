#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string_view>

namespace socshift {

/// Where bytes come from: puts at most @p size of them at @p buffer and says how many; 0 only at
/// the end. @throws FileError if they cannot be read.
using ReadBytes = std::function<std::size_t(char* buffer, std::size_t size)>;

/// Where bytes go, in order. @throws FileError if they cannot be written.
using WriteBytes = std::function<void(std::string_view bytes)>;

/// The bytes of @p in, which must outlive the result. @p name is for the message of the FileError.
[[nodiscard]] ReadBytes bytes_of(std::istream& in, std::string_view name);

/// The bytes of @p text, which must outlive the result.
[[nodiscard]] ReadBytes bytes_of(std::string_view text);

}  // namespace socshift
