#pragma once

// Internal: not installed.

#include "socshift/io/file_state.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

namespace socshift {

/// The bytes of a regular file, read from the disk as they are looked at. The file must not be
/// written to or cut off meanwhile; one that is only ever replaced, or removed, stays what it was.
class MappedFile {
public:
    /// nullptr if there is no such file, if it is empty or none that has bytes of its own, or if it
    /// cannot be read.
    [[nodiscard]] static std::shared_ptr<const MappedFile> open(const std::filesystem::path& file);

    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }
    [[nodiscard]] const FileState& state() const noexcept { return state_; }

private:
    MappedFile(std::string_view bytes, const FileState& state) : bytes_(bytes), state_(state) {}

    std::string_view bytes_;
    FileState state_;
};

}  // namespace socshift
