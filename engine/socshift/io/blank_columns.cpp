#include "socshift/io/blank_columns.hpp"

#include <cstddef>
#include <memory>
#include <utility>

namespace socshift {

namespace {

/// Goes through a text byte by byte.
class BlankSqueezer {
public:
    void add(std::string_view text, std::string& out) {
        for (const char c : text) {
            add(c, out);
        }
    }

private:
    /// `closed`: behind a quote that may have closed the field, or be the first of two.
    enum class State { line_start, gap, field, quoted, closed };

    void add(char c, std::string& out) {
        if (state_ == State::quoted) {
            state_ = c == '"' ? State::closed : State::quoted;
            out += c;
            return;
        }
        if (c == ' ' || c == '\t') {
            state_ = state_ == State::line_start ? State::line_start : State::gap;
            return;
        }
        if (c == '\n' || c == '\r') {
            state_ = State::line_start;
            out += c;
            return;
        }
        const bool is_start = state_ == State::line_start || state_ == State::gap;
        if (state_ == State::gap) {
            out += ' ';
        }
        const bool opens = c == '"' && (is_start || state_ == State::closed);
        state_ = opens ? State::quoted : State::field;
        out += c;
    }

    State state_ = State::line_start;
};

}  // namespace

std::string single_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    BlankSqueezer().add(text, out);
    return out;
}

ReadBytes single_blanks(ReadBytes read) {
    struct Reading {
        ReadBytes read;
        BlankSqueezer squeezer = {};
        std::string waiting = {};
        std::size_t given = 0;
    };
    return [reading = std::make_shared<Reading>(Reading{std::move(read)})](
               char* to, std::size_t size) -> std::size_t {
        constexpr std::size_t block = std::size_t{1} << 16U;
        std::string bytes;
        while (reading->given == reading->waiting.size()) {
            reading->waiting.clear();
            reading->given = 0;
            bytes.resize(block);
            bytes.resize(reading->read(bytes.data(), block));
            if (bytes.empty()) {
                return 0;
            }
            reading->squeezer.add(bytes, reading->waiting);
        }
        const auto count = reading->waiting.copy(to, size, reading->given);
        reading->given += count;
        return count;
    };
}

}  // namespace socshift
