#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace socshift {

/// The largest file that is read whole.
inline constexpr std::size_t most_file_bytes = std::size_t{256} << 20U;

/// Reads a whole file, or what comes out of a pipe; that is kept while there is an InputLog, and
/// can be read again. @throws FileError; also if there are more than @p most bytes.
[[nodiscard]] std::string read_file(const std::filesystem::path& file,
                                    std::size_t most = most_file_bytes);

/// Writes one file as a FileSet does, and replaces what is there. @throws FileError.
void write_file(const std::filesystem::path& name, std::string_view bytes);

}  // namespace socshift
