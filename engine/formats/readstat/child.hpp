#pragma once

// Internal: not installed.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace socshift::readstat {

/// What a Child may take.
struct ChildLimits {
    std::uint64_t memory = std::uint64_t{2} << 30U;  // bytes, more than this process has
    std::uint64_t silence = 600;                     // seconds of computing without a word, about
};

/// A process that does work which may end it, or take any amount of memory or time: a copy of this
/// one, whose only way to be heard is a pipe. Ended with this object.
///
/// In the copy there is the calling thread alone, no handler of signals, no file but @p keep, and
/// standard error goes nowhere.
class Child {
public:
    /// Writes all of it; false: nobody reads any more.
    using Write = std::function<bool(std::string_view bytes)>;

    /// Runs @p work in the copy. @throws Error if there can be none.
    Child(const std::function<void(const Write&)>& work, int keep, const ChildLimits& limits);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// The next @p size bytes; false at an end that comes earlier.
    [[nodiscard]] bool read(char* buffer, std::size_t size);

    /// How it ended, in words ("stopped with signal 11 (segmentation fault)"); nothing: as it
    /// should. Ends it if read() has not come to its end: it is not waited for.
    [[nodiscard]] std::optional<std::string> how_it_ended();

private:
    void end() noexcept;

    int from_ = -1;
    pid_t process_ = -1;  // below 0: it has ended
    bool is_heard_out_ = false;
    std::optional<std::string> how_it_ended_;
};

}  // namespace socshift::readstat
