#include "socshift/io/folder.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace socshift {

namespace fs = std::filesystem;

namespace {

/// The file system does not know the flags of renameat2(); NFS and FAT know not all of them.
bool flags_are_unknown() noexcept {
    return errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP;
}

}  // namespace

std::shared_ptr<const Folder> Folder::open(const fs::path& path) {
    // One that may be entered but not listed can be written to, and is not synced.
    int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0 && errno == EACCES) {
        descriptor = ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    }
    if (descriptor < 0) {
        return nullptr;
    }
    std::error_code ignored;
    const auto absolute = fs::canonical(path, ignored);
    return std::shared_ptr<const Folder>(
        new Folder(absolute.empty() ? path : absolute, descriptor));
}

Folder::~Folder() {
    ::close(descriptor_);
}

std::optional<FileState> Folder::find(const std::string& name) const {
    struct stat found {};
    if (::fstatat(descriptor_, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0) {
        return FileState::of(found);
    }
    if (errno == ENOENT) {
        return std::nullopt;
    }
    throw FileError(
        fmt::format("cannot look at '{}': {}", (path_ / name).string(), system_message(errno)));
}

std::vector<std::string> Folder::names() const {
    const int copy = ::openat(descriptor_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR* const list = copy < 0 ? nullptr : ::fdopendir(copy);
    if (list == nullptr) {
        if (copy >= 0) {
            ::close(copy);
        }
        return {};
    }
    std::vector<std::string> out;
    while (const auto* const entry = ::readdir(list)) {
        out.emplace_back(static_cast<const char*>(entry->d_name));
    }
    ::closedir(list);
    return out;
}

bool Folder::rename_to_new(const std::string& from, const std::string& to) const noexcept {
    if (::renameat2(descriptor_, from.c_str(), descriptor_, to.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    if (!flags_are_unknown() ||
        ::linkat(descriptor_, from.c_str(), descriptor_, to.c_str(), 0) != 0) {
        return false;
    }
    if (::unlinkat(descriptor_, from.c_str(), 0) != 0) {
        const int error = errno;
        ::unlinkat(descriptor_, to.c_str(), 0);
        errno = error;
        return false;
    }
    return true;
}

bool Folder::exchange(const std::string& one, const std::string& other,
                      const std::string& spare) const noexcept {
    const auto rename = [this](const std::string& from, const std::string& to) {
        return ::renameat(descriptor_, from.c_str(), descriptor_, to.c_str()) == 0;
    };
    if (::renameat2(descriptor_, one.c_str(), descriptor_, other.c_str(), RENAME_EXCHANGE) == 0) {
        return true;
    }
    if (!flags_are_unknown() || !rename(other, spare)) {
        return false;
    }
    if (!rename(one, other)) {
        const int error = errno;
        static_cast<void>(rename(spare, other));
        errno = error;
        return false;
    }
    if (!rename(spare, one)) {
        const int error = errno;
        static_cast<void>(rename(other, one) && rename(spare, other));
        errno = error;
        return false;
    }
    return true;
}

bool Folder::remove_if(const std::string& name, const FileId& file) const noexcept {
    struct stat found {};
    if (::fstatat(descriptor_, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT;
    }
    return FileState::of(found).id == file && ::unlinkat(descriptor_, name.c_str(), 0) == 0;
}

void Folder::sync() const {
    // Some file systems cannot, and a folder that may not be listed cannot be.
    if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOSYS && errno != EBADF &&
        errno != EROFS && errno != EOPNOTSUPP) {
        throw FileError(
            fmt::format("cannot write the folder '{}': {}", path_.string(), system_message(errno)));
    }
}

}  // namespace socshift
