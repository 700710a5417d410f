#include "socshift/io/staged_file.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace socshift {

namespace {

constexpr std::string_view part_ending = ".socshift-part";
constexpr std::size_t random_letters = 12;
constexpr std::string_view name_letters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr mode_t rights = 0777;

/// Waits for a lock that others hold for a moment only. Where there are no locks, nothing is
/// locked.
void lock(int descriptor) noexcept {
    while (::flock(descriptor, LOCK_EX) != 0 && errno == EINTR) {
    }
}

/// Whether a process holds the lock; also where that cannot be told.
bool is_being_written(const Folder& folder, const std::string& name) {
    const int descriptor =
        ::openat(folder.descriptor(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return true;
    }
    struct stat found {};
    const bool is_free = ::fstat(descriptor, &found) == 0 &&
                         (S_ISREG(found.st_mode) || S_ISDIR(found.st_mode)) &&
                         ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    ::close(descriptor);
    return !is_free;
}

bool is_name_of(std::string_view name, std::string_view start) {
    const auto size = start.size() + random_letters + part_ending.size();
    if (name.size() != size || !name.starts_with(start) || !name.ends_with(part_ending)) {
        return false;
    }
    const auto random = name.substr(start.size(), random_letters);
    return random.find_first_not_of(name_letters) == std::string_view::npos;
}

std::string staged_name_start(const std::string& target) {
    return fmt::format(".{}.", stem_of(target, 2 + random_letters + part_ending.size()));
}

}  // namespace

std::string stem_of(const std::string& target, std::size_t more) {
    constexpr std::size_t longest_name = 255;
    return std::string{first_bytes(target, longest_name - more)};
}

std::string staged_name(const std::string& target) {
    std::random_device random;
    std::string name = staged_name_start(target);
    for (std::size_t i = 0; i < random_letters; ++i) {
        name += name_letters[random() % name_letters.size()];
    }
    return name.append(part_ending);
}

std::vector<std::string> staged_files_left(const Folder& folder, const std::string& target) {
    const auto start = staged_name_start(target);
    std::vector<std::string> out;
    for (const auto& name : folder.names()) {
        if (is_name_of(name, start) && !is_being_written(folder, name)) {
            out.push_back(name);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

StagedFile::StagedFile(std::shared_ptr<const Folder> folder, const std::string& target,
                       std::string shown, mode_t mode)
    : folder_(std::move(folder)), shown_(std::move(shown)) {
    constexpr int most_tries = 100;
    const SignalHold hold;
    std::string name;
    for (int i = 0; descriptor_ < 0 && (i == 0 || (errno == EEXIST && i < most_tries)); ++i) {
        name = staged_name(target);
        descriptor_ = ::openat(folder_->descriptor(), name.c_str(),
                               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    }
    if (descriptor_ < 0) {
        fail(errno);
    }
    try {
        unfinished_.emplace(folder_, name, state().id);
    } catch (...) {
        ::unlinkat(folder_->descriptor(), name.c_str(), 0);
        ::close(descriptor_);
        throw;
    }
    lock(descriptor_);
}

StagedFile::~StagedFile() {
    const SignalHold hold;
    if (unfinished_) {
        folder_->remove_if(unfinished_->name(), unfinished_->id());
        unfinished_.reset();
    }
    ::close(descriptor_);
}

void StagedFile::write(std::string_view bytes) {
    if (!write_all(descriptor_, bytes)) {
        fail(errno);
    }
}

void StagedFile::take_access_of(const FileState& old) {
    constexpr mode_t all_others = 07;
    constexpr unsigned group_shift = 3;
    const auto now = state();
    auto mode = old.mode & rights;
    const bool same_owner = now.user == old.user && now.group == old.group;
    if (!same_owner && ::fchown(descriptor_, old.user, old.group) != 0 &&
        ::fchown(descriptor_, static_cast<uid_t>(-1), old.group) != 0) {
        const auto others = (mode & all_others) << group_shift;
        mode &= ~(all_others << group_shift) | others;
    }
    if ((now.mode & rights) != mode && ::fchmod(descriptor_, mode) != 0) {
        fail(errno);
    }
}

void StagedFile::sync() {
    // Some file systems cannot.
    if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) {
        fail(errno);
    }
}

bool StagedFile::rename_to_new(const std::string& name) {
    const SignalHold hold;
    if (!folder_->rename_to_new(unfinished_->name(), name)) {
        return false;
    }
    unfinished_->set_name(name);
    return true;
}

FileState StagedFile::state() const {
    struct stat found {};
    if (::fstat(descriptor_, &found) != 0) {
        fail(errno);
    }
    return FileState::of(found);
}

void StagedFile::fail(int error) const {
    throw cannot_write(shown_, error);
}

}  // namespace socshift
