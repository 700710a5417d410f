#include "text/harmless.hpp"

#include "socshift/base/utf8.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <random>

namespace socshift::cli {

namespace {

/// Stands before and behind a sequence of our own.
const std::string& trust_mark() {
    static const std::string mark = [] {
        std::random_device random;
        return fmt::format("\x1b<{:08x}{:08x}>", random(), random());
    }();
    return mark;
}

std::uint32_t code_point(std::string_view character) {
    const auto byte = [&](std::size_t at) { return std::uint32_t{std::uint8_t(character[at])}; };
    constexpr std::uint32_t lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    auto point = byte(0) & lead_bits[character.size()];
    for (std::size_t at = 1; at < character.size(); ++at) {
        point = point << 6U | (byte(at) & 0x3FU);
    }
    return point;
}

bool is_dangerous(std::uint32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x061C || point == 0x200E ||
           point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

/// How many bytes the character that starts with @p lead has, the lead among them.
std::size_t expected_size(char lead) {
    const auto byte = static_cast<std::uint8_t>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/// Takes text apart from its start.
class Escaper {
public:
    Escaper(std::string_view text, Escapes escapes, bool is_all)
        : text_(text), escapes_(escapes), is_all_(is_all) {}

    /// Up to where it can be said what follows.
    std::size_t run(std::string& out) {
        while (at_ < text_.size() && step(out)) {
        }
        return at_;
    }

private:
    bool step(std::string& out) {
        const auto rest = text_.substr(at_);
        const char c = rest.front();
        if (c == '\x1b' && escapes_ == Escapes::text) {
            const auto& mark = trust_mark();
            const auto shared = std::min(rest.size(), mark.size());
            if (rest.substr(0, shared) == mark.substr(0, shared)) {
                const auto end = rest.find(mark, mark.size());
                if (end != std::string_view::npos) {
                    out += rest.substr(mark.size(), end - mark.size());
                    at_ += end + mark.size();
                    return true;
                }
                if (!is_all_) {
                    return false;
                }
            }
        }
        if (c == '\r' && rest.size() == 1 && !is_all_) {
            return false;
        }
        const bool ends_line = c == '\n' || rest.substr(0, 2) == "\r\n";
        if (ends_line || c == '\t') {
            out += c;
            ++at_;
            return true;
        }
        const auto size = c == '\0' ? 1 : valid_character_size(rest);
        if (size == 0 && rest.size() < expected_size(c) && !is_all_) {
            return false;
        }
        put(rest.substr(0, size), out);
        at_ += std::max<std::size_t>(size, 1);
        return true;
    }

    /// @p character, or a byte that is none if it is empty.
    void put(std::string_view character, std::string& out) const {
        const bool json = escapes_ == Escapes::json;
        if (character.empty()) {
            out +=
                json ? std::string{"\\ufffd"} : fmt::format("\\x{:02x}", std::uint8_t(text_[at_]));
            return;
        }
        const auto point = code_point(character);
        if (!is_dangerous(point)) {
            out += character;
        } else if (json || point >= 0x80) {
            out += fmt::format("\\u{:04x}", point);
        } else {
            out += point == '\r' ? std::string{"\\r"} : fmt::format("\\x{:02x}", point);
        }
    }

    std::string_view text_;
    Escapes escapes_;
    bool is_all_;
    std::size_t at_ = 0;
};

int safe_index() {
    static const int index = std::ios_base::xalloc();
    return index;
}

}  // namespace

std::string harmless(std::string_view text, Escapes escapes) {
    std::string out;
    Escaper{text, escapes, true}.run(out);
    return out;
}

std::string trusted(std::string_view sequence) {
    return trust_mark() + std::string{sequence} + trust_mark();
}

HarmlessStream::HarmlessStream(std::ostream& to, Escapes escapes)
    : std::ostream(nullptr), buffer_(to, escapes) {
    rdbuf(&buffer_);
}

HarmlessStream::~HarmlessStream() {
    buffer_.finish();
}

void HarmlessStream::Buffer::finish() {
    std::string out;
    Escaper{pending_, escapes_, true}.run(out);
    pending_.clear();
    to_ << out;
}

std::streambuf::int_type HarmlessStream::Buffer::overflow(int_type c) {
    if (traits_type::eq_int_type(c, traits_type::eof())) {
        return traits_type::not_eof(c);
    }
    const char byte = traits_type::to_char_type(c);
    return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
}

std::streamsize HarmlessStream::Buffer::xsputn(const char* bytes, std::streamsize size) {
    pending_.append(bytes, static_cast<std::size_t>(size));
    std::string out;
    pending_.erase(0, Escaper{pending_, escapes_, false}.run(out));
    to_ << out;
    return to_ ? size : 0;
}

int HarmlessStream::Buffer::sync() {
    return to_.flush() ? 0 : -1;
}

void set_spreadsheet_safe(std::ostream& out, bool on) {
    out.iword(safe_index()) = on ? 1 : 0;
}

bool is_spreadsheet_safe(std::ostream& out) {
    return out.iword(safe_index()) != 0;
}

std::string markdown_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '|':
            case '\\':
            case '`':
            case '[':
                out += '\\';
                out += c;
                break;
            case '\n':
            case '\r':
                out += ' ';
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace socshift::cli
