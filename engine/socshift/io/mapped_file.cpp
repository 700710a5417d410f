#include "socshift/io/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace socshift {

std::shared_ptr<const MappedFile> MappedFile::open(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return nullptr;
    }
    struct stat found {};
    void* start = MAP_FAILED;
    const bool is_known = ::fstat(descriptor, &found) == 0;
    const auto state = is_known ? FileState::of(found) : FileState{};
    if (is_known && state.is_regular() && state.size > 0) {
        start = ::mmap(nullptr, state.size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    }
    ::close(descriptor);
    if (start == MAP_FAILED) {
        return nullptr;
    }
    return std::shared_ptr<const MappedFile>(
        new MappedFile({static_cast<const char*>(start), state.size}, state));
}

MappedFile::~MappedFile() {
    ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace socshift
