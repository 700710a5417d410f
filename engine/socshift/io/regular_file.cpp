#include "socshift/io/regular_file.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/file_state.hpp"
#include "socshift/io/input_log.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace socshift {

namespace {

/// The size of what is open, if it is a regular file.
std::uint64_t size_of(int descriptor, const std::filesystem::path& file) {
    struct stat found {};
    if (::fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) {
        throw FileError(fmt::format(
            "cannot read '{}': expected a regular file, since it is not read from its start to its "
            "end",
            file.string()));
    }
    return static_cast<std::uint64_t>(found.st_size);
}

}  // namespace

RegularFile::RegularFile(const std::filesystem::path& file)
    // Not to wait for somebody who writes to a pipe.
    : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) {
    if (descriptor_ < 0) {
        throw FileError(fmt::format("cannot open '{}': {}", file.string(), system_message(errno)));
    }
    try {
        size_ = size_of(descriptor_, file);
        if (auto* const log = InputLog::current()) {
            log->add(file, descriptor_);
        }
    } catch (...) {
        ::close(descriptor_);
        throw;
    }
}

RegularFile::~RegularFile() {
    ::close(descriptor_);
}

std::int64_t RegularFile::read_at(char* to, std::size_t size, std::uint64_t offset) const noexcept {
    std::size_t done = 0;
    while (done < size) {
        const auto got =
            ::pread(descriptor_, to + done, size - done, static_cast<off_t>(offset + done));
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            return -1;
        }
        done += got < 0 ? 0 : static_cast<std::size_t>(got);
    }
    return static_cast<std::int64_t>(done);
}

}  // namespace socshift
