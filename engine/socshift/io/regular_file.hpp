#pragma once

#include <cstdint>
#include <filesystem>

namespace socshift {

/// A file that is read here and there, and not from its start to its end: a regular one. It is in
/// the InputLog.
///
/// Needs and errors  @throws FileError if it cannot be opened or is no regular file; what
/// InputLog::add() throws.
class RegularFile {
public:
    explicit RegularFile(const std::filesystem::path& file);
    ~RegularFile();
    RegularFile(const RegularFile&) = delete;
    RegularFile& operator=(const RegularFile&) = delete;

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }  // when it was opened

    /// Puts @p size bytes from @p offset on where there is room: how many it were, fewer only at
    /// the end; below 0: they cannot be read, and errno says why. By any thread.
    [[nodiscard]] std::int64_t read_at(char* to, std::size_t size,
                                       std::uint64_t offset) const noexcept;

private:
    int descriptor_;
    std::uint64_t size_ = 0;
};

}  // namespace socshift
