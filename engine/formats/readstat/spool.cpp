#include "readstat/spool.hpp"

#include "socshift/base/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace socshift::readstat {

namespace {

[[noreturn]] void trouble(const char* what) {
    throw FileError(fmt::format("a temporary file cannot be {}: {}", what, std::strerror(errno)));
}

}  // namespace

Spool::Spool(const std::filesystem::path& folder) {
    const auto where = folder.empty() ? std::filesystem::path{"."} : folder;
#ifdef O_TMPFILE
    descriptor_ = ::open(where.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
    if (descriptor_ < 0) {  // not every file system has that
        auto name = (where / ".socshift-XXXXXX").string();
        descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ < 0) {
            trouble("made");
        }
        ::unlink(name.c_str());
    }
}

Spool::~Spool() {
    ::close(descriptor_);
}

void Spool::add(std::string_view piece) {
    const std::uint64_t size = piece.size();
    for (std::string_view part :
         {std::string_view{reinterpret_cast<const char*>(&size), sizeof size}, piece}) {
        while (!part.empty()) {
            const auto written =
                ::pwrite(descriptor_, part.data(), part.size(), static_cast<off_t>(size_));
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written <= 0) {
                trouble("written");
            }
            size_ += static_cast<std::uint64_t>(written);
            part.remove_prefix(static_cast<std::size_t>(written));
        }
    }
}

void Spool::read(void* to, std::size_t size) {
    auto* at = static_cast<char*>(to);
    while (size > 0) {
        const auto got = ::pread(descriptor_, at, size, static_cast<off_t>(place_));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            trouble("read");
        }
        at += got;
        place_ += static_cast<std::uint64_t>(got);
        size -= static_cast<std::size_t>(got);
    }
}

bool Spool::next(std::string_view& piece) {
    if (place_ == size_) {
        return false;
    }
    std::uint64_t size = 0;
    read(&size, sizeof size);
    if (size > room_) {
        piece_.reset(new char[size]);
        room_ = size;
    }
    read(piece_.get(), size);
    piece = {piece_.get(), size};
    return true;
}

}  // namespace socshift::readstat
