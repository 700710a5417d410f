#include "socshift/base/harmless.hpp"

#include "socshift/base/utf8.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

namespace socshift {

namespace {

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

/// ASCII that prints as itself.
bool is_plain(char c) {
    return c >= ' ' && c <= '~';
}

/// How many bytes the character that starts with @p lead has, the lead among them.
std::size_t expected_size(char lead) {
    const auto byte = static_cast<std::uint8_t>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/// Takes text apart from its start.
class Escaper {
public:
    Escaper(std::string_view text, Escapes escapes, bool is_all, std::string_view mark)
        : text_(text), escapes_(escapes), is_all_(is_all), mark_(mark) {}

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
        if (is_plain(c)) {  // most of all text, and no part of a mark
            const auto end = std::find_if_not(rest.begin(), rest.end(), is_plain);
            out.append(rest.begin(), end);
            at_ += static_cast<std::size_t>(end - rest.begin());
            return true;
        }
        if (!mark_.empty() && escapes_ == Escapes::text) {
            const auto shared = std::min(rest.size(), mark_.size());
            if (rest.substr(0, shared) == mark_.substr(0, shared)) {
                const auto end = rest.find(mark_, mark_.size());
                if (end != std::string_view::npos) {
                    out += rest.substr(mark_.size(), end - mark_.size());
                    at_ += end + mark_.size();
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
    std::string_view mark_;
    std::size_t at_ = 0;
};

}  // namespace

std::string harmless(std::string_view text, Escapes escapes) {
    std::string out;
    Escaper{text, escapes, true, {}}.run(out);
    return out;
}

std::size_t escape_start(std::string_view text, Escapes escapes, std::string_view mark,
                         std::string& out) {
    return Escaper{text, escapes, false, mark}.run(out);
}

std::string visible(std::string_view value) {
    constexpr std::size_t longest = 40;
    std::string out;
    // More is not looked at than can be shown: a cell may have millions of bytes.
    const auto shown = harmless(value.substr(0, 4 * longest));
    for (const char c : shown) {
        const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (out.size() >= longest && starts_character) {
            return out + "…";
        }
        out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : std::string(1, c);
    }
    return out;
}

}  // namespace socshift
