#include "text/progress.hpp"

#include "text/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto first_after = 500ms;  // what is done by then needs no bar
constexpr auto interval = 100ms;
constexpr std::uint64_t mega = 1000000;

std::string duration_text(std::uint64_t seconds) {
    constexpr std::uint64_t minute = 60;
    return seconds < 2 * minute ? fmt::format("{} s", seconds)
                                : fmt::format("{} min", (seconds + minute / 2) / minute);
}

}  // namespace

Progress::Progress(std::ostream& out, std::optional<std::uint64_t> total, Clock clock)
    : out_(out),
      total_(total),
      clock_(std::move(clock)),
      start_(clock_()),
      next_(start_ + first_after) {}

Progress::~Progress() {
    if (is_shown_) {
        out_ << "\r\x1B[K" << std::flush;
    }
}

ReadBytes Progress::counting_bytes(ReadBytes read) {
    return [this, read = std::move(read)](char* buffer, std::size_t size) {
        const auto got = read(buffer, size);
        bytes_ += got;
        return got;
    };
}

ReadBytes Progress::counting_lines(ReadBytes read) {
    return [this, read = std::move(read)](char* buffer, std::size_t size) {
        const auto got = read(buffer, size);
        lines_ += static_cast<std::uint64_t>(std::count(buffer, buffer + got, '\n'));
        show();
        return got;
    };
}

void Progress::show() {
    const auto now = clock_();
    if (now < next_) {
        return;
    }
    next_ = now + interval;
    is_shown_ = true;
    const auto seconds = std::chrono::duration<double>(now - start_).count();
    const auto rate = static_cast<double>(bytes_) / seconds;
    auto line = fmt::format("{} lines  {}{} MB  {} MB/s", grouped(lines_), grouped(bytes_ / mega),
                            total_ ? " of " + grouped(*total_ / mega) : "",
                            grouped(static_cast<std::uint64_t>(rate / mega)));
    if (total_ && rate > 0) {
        const auto left = *total_ - std::min(*total_, bytes_);
        line += fmt::format(
            "  {} left",
            duration_text(static_cast<std::uint64_t>(static_cast<double>(left) / rate + 0.5)));
    }
    out_ << '\r' << line << "\x1B[K" << std::flush;
}

}  // namespace socshift::cli
