#pragma once

// Internal: not installed. A compiled catalog in a file, and when it is believed.

#include "socshift/io/file_state.hpp"
#include "socshift/io/mapped_file.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::compiled {

/// One file that a catalog was made of, as it was then.
struct Source {
    std::string path;  // below the folder
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds since 1970
    std::int64_t changed = 0;
    std::string sha256;

    friend bool operator==(const Source&, const Source&) = default;
};

/// Of what, and by whom, a compiled catalog was made: it serves who would make it of the same.
struct Origin {
    std::string identity;   // of the library and of the base catalog
    std::string folder;     // absolute, without links
    std::int64_t made = 0;  // when its sources began to be read: nanoseconds since 1970
    std::vector<Source> sources;
};

/// The bytes of a file for @p image: a fixed head that says how long everything is, the origin, the
/// image. What is in front of the image has a check of its own.
[[nodiscard]] std::string to_file(const Origin& origin, std::string_view image);

/// A file that was opened, is complete and of this machine and user, and whose origin is undamaged.
struct Opened {
    std::shared_ptr<const MappedFile> file;
    Origin origin;
    std::string_view image;  // valid as long as `file` lives; not looked at yet
};

/// None: no such file, or it is another one, damaged or cut off.
[[nodiscard]] std::optional<Opened> open_file(const std::filesystem::path& file);

/// The same for bytes.
[[nodiscard]] std::optional<std::pair<Origin, std::string_view>> read_file_bytes(
    std::string_view bytes);

/// How near to the compiled catalog in time a source is whose size and times say nothing: twice the
/// coarsest tick of a file system's clock.
inline constexpr std::int64_t young = 4'000'000'000;

/// Whether @p source may have been written to after it was read, and still look the same.
[[nodiscard]] bool is_young(const Source& source, std::int64_t made) noexcept;

/// Whether the file that is now @p state is @p source for certain, by its looks alone.
[[nodiscard]] bool is_same(const Source& source, const FileState& state,
                           std::int64_t made) noexcept;

}  // namespace socshift::compiled
