#include "output_file.hpp"

#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace socshift::cli {

namespace fs = std::filesystem;

namespace {

void check_replaceable(const fs::path& path, bool overwrite) {
    std::error_code ignored;
    const auto status = fs::status(path, ignored);
    if (!fs::exists(status)) {
        return;
    }
    if (!fs::is_regular_file(status)) {
        throw FileError(
            fmt::format("'{}' is not a regular file and cannot be replaced", path.string()));
    }
    if (!overwrite) {
        throw FileError(
            fmt::format("'{}' is there already; --overwrite replaces it", path.string()));
    }
}

}  // namespace

OutputFile::OutputFile(fs::path path, bool overwrite)
    : path_(std::move(path)), overwrite_(overwrite) {
    check_replaceable(path_, overwrite_);
    std::error_code ignored;
    if (fs::is_symlink(path_, ignored)) {  // the file is replaced, not the link to it
        path_ = fs::canonical(path_);
    }
}

OutputFile::~OutputFile() {
    if (is_open()) {
        ::close(descriptor_);
        std::error_code ignored;
        fs::remove(temporary_, ignored);
    }
}

void OutputFile::open() {
    // A name of our own: no other process has this number, no earlier one may have left the file.
    temporary_ = path_;
    temporary_ += fmt::format(".{}.part", ::getpid());
    constexpr int mode = 0666;
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor_ < 0 && errno == EEXIST && ::unlink(temporary_.c_str()) == 0) {
        descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    }
    if (descriptor_ < 0) {
        fail_to_write();
    }
}

void OutputFile::write(std::string_view bytes) {
    if (!is_open()) {
        open();
    }
    while (!bytes.empty()) {
        const auto written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            fail_to_write();
        }
    }
}

void OutputFile::commit() {
    check_replaceable(path_, overwrite_);
    if (!is_open()) {
        std::error_code error;
        fs::remove(path_, error);
        if (error) {
            throw FileError(fmt::format("cannot remove '{}': {}", path_.string(), error.message()));
        }
        return;
    }
    if (::close(std::exchange(descriptor_, -1)) != 0 ||
        ::rename(temporary_.c_str(), path_.c_str()) != 0) {
        const int error = errno;
        ::unlink(temporary_.c_str());
        errno = error;
        fail_to_write();
    }
}

void OutputFile::fail_to_write() const {
    throw FileError(fmt::format("cannot write '{}': {}", path_.string(), std::strerror(errno)));
}

}  // namespace socshift::cli
