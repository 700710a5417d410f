#pragma once

#include "socshift/io/byte_source.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>

namespace socshift::cli {

/// One line on a terminal that says how far a file has been read, written over again and again and
/// taken away at the end: "12,345,678 lines  410 of 450 MB  1,203 MB/s  1 s left".
class Progress {
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// @p total: bytes that there are to read; none if nobody knows, as in a pipe.
    Progress(std::ostream& out, std::optional<std::uint64_t> total,
             Clock clock = std::chrono::steady_clock::now);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// @p read, counted: `bytes` as the file has them, `lines` after decompressing. This object
    /// must outlive both.
    [[nodiscard]] ReadBytes counting_bytes(ReadBytes read);
    [[nodiscard]] ReadBytes counting_lines(ReadBytes read);

private:
    void show();

    std::ostream& out_;
    std::optional<std::uint64_t> total_;
    Clock clock_;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point next_;
    std::uint64_t bytes_ = 0;
    std::uint64_t lines_ = 0;
    bool is_shown_ = false;
};

}  // namespace socshift::cli
