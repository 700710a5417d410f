#include "readstat/input.hpp"

#include <algorithm>
#include <utility>

namespace socshift::readstat {

namespace {

constexpr std::size_t input_bytes = std::size_t{256} << 10U;

}  // namespace

Input::Input(const ReadAt& bytes, std::uint64_t size) : bytes_(bytes), size_(size) {
    buffer_.resize(input_bytes);
}

void Input::replace(std::uint64_t offset, std::string bytes) {
    replaced_at_ = offset;
    replaced_ = std::move(bytes);
    held_ = 0;
}

readstat_off_t Input::seek(readstat_off_t offset, readstat_io_flags_t whence) {
    const auto from = whence == READSTAT_SEEK_SET   ? std::int64_t{0}
                      : whence == READSTAT_SEEK_CUR ? static_cast<std::int64_t>(place_)
                                                    : static_cast<std::int64_t>(size_);
    std::int64_t to = 0;
    if (__builtin_add_overflow(from, std::int64_t{offset}, &to) || to < 0) {
        return -1;
    }
    place_ = static_cast<std::uint64_t>(to);
    return to;
}

std::string_view Input::peek(std::uint64_t place, std::size_t size) {
    if (place >= begin_ && place + size <= begin_ + held_) {
        return {buffer_.data() + (place - begin_), size};
    }
    peeked_.resize(size);
    std::size_t done = 0;
    while (done < size) {
        const auto got = bytes_(peeked_.data() + done, size - done, place + done);
        if (got <= 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return {peeked_.data(), done};
}

std::string Input::text_at(std::uint64_t place, std::size_t size) {
    std::string out(size, '\0');
    seek(static_cast<readstat_off_t>(place), READSTAT_SEEK_SET);
    out.resize(static_cast<std::size_t>(std::max<ssize_t>(read(out.data(), size), 0)));
    return out;
}

ssize_t Input::read(char* to, std::size_t size) {
    asked_ = size;
    got_ = 0;
    std::size_t done = 0;
    while (done < size) {
        if (place_ < begin_ || place_ >= begin_ + held_) {
            const auto got = bytes_(buffer_.data(), buffer_.size(), place_);
            if (got < 0) {
                return -1;
            }
            begin_ = place_;
            held_ = static_cast<std::size_t>(got);
            if (held_ == 0) {
                break;
            }
            for (std::size_t i = 0; i < replaced_.size(); ++i) {
                if (replaced_at_ + i >= begin_ && replaced_at_ + i < begin_ + held_) {
                    buffer_[static_cast<std::size_t>(replaced_at_ + i - begin_)] = replaced_[i];
                }
            }
        }
        const auto at = static_cast<std::size_t>(place_ - begin_);
        const auto part = std::min(size - done, held_ - at);
        std::copy_n(buffer_.data() + at, part, to + done);
        done += part;
        place_ += part;
    }
    got_ = done;
    return static_cast<ssize_t>(done);
}

}  // namespace socshift::readstat
