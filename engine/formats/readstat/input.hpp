#pragma once

// Internal: not installed. The bytes of a file, as they are asked for.

#include "readstat/parser.hpp"

#include <cstddef>
#include <cstdint>
#include <readstat.h>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::readstat {

/// The file as the library asks for it: small pieces, one behind the other.
class Input {
public:
    /// Refers to @p bytes.
    Input(const ReadAt& bytes, std::uint64_t size);

    [[nodiscard]] std::uint64_t place() const noexcept { return place_; }
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

    /// From now on the file has @p bytes at @p offset.
    void replace(std::uint64_t offset, std::string bytes);

    readstat_off_t seek(readstat_off_t offset, readstat_io_flags_t whence);

    /// As many bytes as there are, at most @p size; below 0: they cannot be read.
    ssize_t read(char* to, std::size_t size);

    /// The same at another place; empty where the file ends, or cannot be read.
    std::string text_at(std::uint64_t place, std::size_t size);

    /// Bytes that were read a moment ago, wherever they are; fewer where the file ends. They live
    /// until the next call.
    std::string_view peek(std::uint64_t place, std::size_t size);

    /// Whether the read() before this one asked for no more than @p most bytes, at the end of the
    /// file, and got none.
    [[nodiscard]] bool has_stopped_at_end(std::size_t most) const noexcept {
        return asked_ <= most && got_ == 0 && place_ == size_;
    }

private:
    const ReadAt& bytes_;
    std::uint64_t size_;
    std::uint64_t place_ = 0;
    std::size_t asked_ = 0;  // of the last read()
    std::size_t got_ = 0;
    std::uint64_t begin_ = 0;
    std::size_t held_ = 0;
    std::vector<char> buffer_;
    std::string peeked_;
    std::uint64_t replaced_at_ = 0;
    std::string replaced_;
};

}  // namespace socshift::readstat
