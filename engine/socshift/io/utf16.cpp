#include "socshift/io/utf16.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/io/delimited_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

/// Reads a source once.
class Utf8Reading {
public:
    Utf8Reading(ReadBytes read, std::string file)
        : read_(std::move(read)), file_(std::move(file)) {}

    std::size_t read(char* to, std::size_t size) {
        if (!is_started_) {
            start();
        }
        if (!is_utf16_ && waiting_.size() == given_) {
            return read_(to, size);
        }
        while (waiting_.size() == given_) {
            if (!decode_more()) {
                return 0;
            }
        }
        const auto count = waiting_.copy(to, size, given_);
        given_ += count;
        return count;
    }

    [[nodiscard]] bool is_utf16() const noexcept { return is_utf16_; }

private:
    static constexpr std::size_t block = std::size_t{1} << 16U;

    void start() {
        is_started_ = true;
        constexpr std::size_t longest_mark = 4;
        char bytes[longest_mark];
        std::size_t got = 0;
        for (std::size_t more = 1; more > 0 && got < longest_mark; got += more) {
            more = read_(bytes + got, longest_mark - got);
        }
        const std::string_view text{bytes, got};
        using namespace std::string_view_literals;
        if (text == "\xFF\xFE\0\0"sv || text == "\0\0\xFE\xFF"sv) {
            throw FormatError({file_, 0, 0}, "UTF-32; save it as UTF-8 or UTF-16");
        }
        is_little_ = text.substr(0, 2) == "\xFF\xFE"sv;
        is_utf16_ = is_little_ || text.substr(0, 2) == "\xFE\xFF"sv;
        (is_utf16_ ? units_ : waiting_).assign(text);
    }

    /// False at the end.
    bool decode_more() {
        waiting_.clear();
        given_ = 0;
        const auto had = units_.size();
        units_.resize(had + block);
        const auto got = read_(units_.data() + had, block);
        units_.resize(had + got);
        std::size_t at = 0;
        for (; at + 2 <= units_.size(); at += 2) {
            decode(unit(at));
        }
        units_.erase(0, at);
        if (got > 0) {
            return true;
        }
        if (high_ != 0 || !units_.empty()) {
            throw damaged("it ends within a character");
        }
        return !waiting_.empty();
    }

    [[nodiscard]] std::uint32_t unit(std::size_t at) const {
        const auto first = std::uint32_t{static_cast<unsigned char>(units_[at])};
        const auto second = std::uint32_t{static_cast<unsigned char>(units_[at + 1])};
        return is_little_ ? second << 8U | first : first << 8U | second;
    }

    void decode(std::uint32_t unit) {
        const bool is_high = unit >= 0xD800U && unit < 0xDC00U;
        const bool is_low = unit >= 0xDC00U && unit < 0xE000U;
        if (is_low != (high_ != 0)) {
            throw damaged("half a character");
        }
        if (is_high) {
            high_ = unit;
            return;
        }
        append_utf8(waiting_,
                    is_low ? 0x10000U + ((high_ - 0xD800U) << 10U) + (unit - 0xDC00U) : unit);
        high_ = 0;
        line_ += unit == '\n' ? 1 : 0;
    }

    [[nodiscard]] FormatError damaged(const std::string& what) const {
        return {line_of(file_, line_), "damaged UTF-16: " + what};
    }

    ReadBytes read_;
    std::string file_;
    bool is_started_ = false;
    bool is_utf16_ = false;
    bool is_little_ = false;
    std::string units_;    // bytes that are not yet decoded
    std::string waiting_;  // what is not yet given out, from given_ on
    std::size_t given_ = 0;
    std::uint32_t high_ = 0;  // the first half of a character; 0: none
    std::uint64_t line_ = 1;
};

}  // namespace

ReadBytes utf8_of(ReadBytes read, std::string file, bool& is_utf16) {
    const auto reading = std::make_shared<Utf8Reading>(std::move(read), std::move(file));
    // Its start tells what it is, and is given out by the first call.
    static_cast<void>(reading->read(nullptr, 0));
    is_utf16 = reading->is_utf16();
    return [reading](char* to, std::size_t size) { return reading->read(to, size); };
}

}  // namespace socshift
