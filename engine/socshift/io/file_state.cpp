#include "socshift/io/file_state.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace socshift {

FileState FileState::of(const struct stat& found) noexcept {
    constexpr std::int64_t nanoseconds = 1'000'000'000;
    FileState out;
    out.id = {static_cast<std::uint64_t>(found.st_dev), static_cast<std::uint64_t>(found.st_ino)};
    out.size = static_cast<std::uint64_t>(found.st_size);
    out.modified = std::int64_t{found.st_mtim.tv_sec} * nanoseconds + found.st_mtim.tv_nsec;
    out.changed = std::int64_t{found.st_ctim.tv_sec} * nanoseconds + found.st_ctim.tv_nsec;
    out.mode = found.st_mode;
    out.user = found.st_uid;
    out.group = found.st_gid;
    return out;
}

bool FileState::is_regular() const noexcept {
    return S_ISREG(mode);
}

bool FileState::is_folder() const noexcept {
    return S_ISDIR(mode);
}

bool FileState::is_what_was(const FileState& before) const noexcept {
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t hundredth = second / 100;
    constexpr std::int64_t coarsest = 2;
    const auto apart = before.modified / second - modified / second;
    const bool is_rounded = modified % hundredth == 0 && -coarsest <= apart && apart <= coarsest;
    return id.inode == before.id.inode && size == before.size &&
           (modified == before.modified || is_rounded);
}

std::string system_message(int error) {
    return std::generic_category().message(error);
}

FileError cannot_write(const std::string& shown, int error) {
    return FileError(fmt::format("cannot write '{}': {}", shown, system_message(error)));
}

bool write_all(int descriptor, std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

}  // namespace socshift
