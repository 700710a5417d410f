#include "output_file.hpp"

#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace socshift::cli {

namespace fs = std::filesystem;

namespace {

/// The names of unfinished files, for remove_unfinished_files(): no lock, no memory of its own.
std::array<std::atomic<const char*>, 16> unfinished{};
static_assert(std::atomic<const char*>::is_always_lock_free);

void replace_first(const char* old_name, const char* new_name) noexcept {
    for (auto& place : unfinished) {
        const auto* expected = old_name;
        if (place.compare_exchange_strong(expected, new_name)) {
            return;
        }
    }
}

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

OutputFile::OutputFile(fs::path path, bool overwrite, Compression how)
    : path_(std::move(path)),
      overwrite_(overwrite),
      compressor_([this](std::string_view bytes) { write_as_is(bytes); }, how) {
    check_replaceable(path_, overwrite_);
    std::error_code ignored;
    if (fs::is_symlink(path_, ignored)) {  // the file is replaced, not the link to it
        path_ = fs::canonical(path_);
    }
}

OutputFile::~OutputFile() {
    if (is_open()) {
        ::close(descriptor_);
        ::unlink(temporary_.c_str());
        replace_first(temporary_.c_str(), nullptr);
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
    replace_first(nullptr, temporary_.c_str());
}

void OutputFile::write(std::string_view bytes) {
    if (!is_open()) {
        open();
    }
    compressor_.write(bytes);
}

void OutputFile::write_as_is(std::string_view bytes) {
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
    compressor_.finish();
    const bool is_there = ::close(std::exchange(descriptor_, -1)) == 0 &&
                          ::rename(temporary_.c_str(), path_.c_str()) == 0;
    const int error = errno;
    if (!is_there) {
        ::unlink(temporary_.c_str());
    }
    replace_first(temporary_.c_str(), nullptr);
    if (!is_there) {
        errno = error;
        fail_to_write();
    }
}

void OutputFile::fail_to_write() const {
    throw FileError(fmt::format("cannot write '{}': {}", path_.string(), std::strerror(errno)));
}

void remove_unfinished_files() noexcept {
    for (const auto& place : unfinished) {
        if (const auto* const name = place.load()) {
            ::unlink(name);
        }
    }
}

}  // namespace socshift::cli
