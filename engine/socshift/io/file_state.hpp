#pragma once

#include "socshift/base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>

struct stat;

namespace socshift {

/// Which file it is, whatever its names.
struct FileId {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    friend bool operator==(const FileId&, const FileId&) = default;
};

/// What a file is at one moment, as far as it tells whether it was written to.
struct FileState {
    FileId id;
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds since 1970
    std::int64_t changed = 0;  // the same, of its bytes or of what is said of it; nobody can set it
    mode_t mode = 0;
    uid_t user = 0;
    gid_t group = 0;

    /// Of a file that stat() has looked at.
    static FileState of(const struct stat& found) noexcept;

    [[nodiscard]] bool is_regular() const noexcept;
    [[nodiscard]] bool is_folder() const noexcept;

    /// Not written to between the two.
    [[nodiscard]] bool is_unchanged(const FileState& before) const noexcept {
        return id == before.id && size == before.size && modified == before.modified;
    }

    /// The same for what was known before the machine was started again: the device may have
    /// another number, and the file system may keep only hundredths of seconds, or whole ones.
    [[nodiscard]] bool is_what_was(const FileState& before) const noexcept;
};

/// "No space left on device" and so on: the text of errno.
[[nodiscard]] std::string system_message(int error);

/// Of a file or folder as it is shown to a reader: "cannot write 'a.csv': No space left on device".
[[nodiscard]] FileError cannot_write(const std::string& shown, int error);

/// Writes all of @p bytes. False if that cannot be: then errno says why.
[[nodiscard]] bool write_all(int descriptor, std::string_view bytes) noexcept;

/// The bits of a file's mode that say who may do what.
inline constexpr mode_t access_rights = 0777;

}  // namespace socshift
