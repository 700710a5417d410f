#pragma once

// Internal: not installed.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace socshift::readstat {

/// A temporary file without a name, for what has to be written before it is known how: pieces of
/// bytes, read again one by one, in their order.
class Spool {
public:
    /// In the folder @p folder. @throws FileError.
    explicit Spool(const std::filesystem::path& folder);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    /// @throws FileError if there is no room.
    void add(std::string_view piece);

    /// From the first piece on. Nothing can be added any more.
    void rewind() noexcept { place_ = 0; }

    /// The next piece, which lives until the next call; false at the end.
    [[nodiscard]] bool next(std::string_view& piece);

private:
    void read(void* to, std::size_t size);

    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    std::uint64_t place_ = 0;
    std::unique_ptr<char[]> piece_;
    std::size_t room_ = 0;
};

}  // namespace socshift::readstat
