#include "socshift/exchange/escapes.hpp"

#include "socshift/base/utf8.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>

namespace socshift {

namespace {

constexpr unsigned char first_printable = 0x20;
constexpr unsigned char delete_character = 0x7F;

bool is_control(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte < first_printable || byte == delete_character;
}

bool is_white(char c) noexcept {
    return c == '\t' || c == '\n' || c == '\r';
}

/// @p text, clean, with what @p escape gives for its ASCII characters; it gives none ("") where a
/// character stays.
template <typename Escape>
std::string escaped(const std::string& text, Escape escape) {
    std::string out;
    out.reserve(text.size() + 2);
    for (const char c : text) {
        const std::string instead = escape(c);
        if (instead.empty()) {
            out += c;
        } else {
            out += instead;
        }
    }
    return out;
}

}  // namespace

std::string clean_text(std::string_view text, Cannot cannot) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto size = valid_character_size(text);
        const bool is_gone = size == 0 || (cannot == Cannot::hold_controls && is_control(text[0]) &&
                                           !is_white(text[0]));
        out += is_gone ? replacement_character : text.substr(0, size);
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return out;
}

std::string sql_text(std::string_view text) {
    return "'" +
           escaped(clean_text(text), [](char c) { return std::string(c == '\'' ? "''" : ""); }) +
           "'";
}

std::string xml_text(std::string_view text) {
    return escaped(clean_text(text, Cannot::hold_controls), [](char c) -> std::string {
        switch (c) {
            case '&':
                return "&amp;";
            case '<':
                return "&lt;";
            case '>':
                return "&gt;";
            case '"':
                return "&quot;";
            case '\t':
                return "&#9;";
            case '\n':
                return "&#10;";
            case '\r':
                return "&#13;";
            default:
                return "";
        }
    });
}

std::string turtle_text(std::string_view text) {
    return "\"" +
           escaped(clean_text(text),
                   [](char c) -> std::string {
                       if (c == '"' || c == '\\') {
                           return std::string("\\") + c;
                       }
                       return is_control(c)
                                  ? fmt::format("\\u{:04X}", static_cast<unsigned char>(c))
                                  : "";
                   }) +
           "\"";
}

std::string dot_text(std::string_view text) {
    return "\"" +
           escaped(clean_text(text, Cannot::hold_controls),
                   [](char c) -> std::string {
                       if (c == '"' || c == '\\') {
                           return std::string("\\") + c;
                       }
                       return c == '\n' ? "\\n" : c == '\r' || c == '\t' ? " " : "";
                   }) +
           "\"";
}

std::string csv_field(std::string_view text) {
    const auto clean = clean_text(text);
    if (clean.find_first_of(",\"\r\n") == std::string::npos) {
        return clean;
    }
    return "\"" + escaped(clean, [](char c) { return std::string(c == '"' ? "\"\"" : ""); }) + "\"";
}

std::string uri_segment(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        out += stays ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace socshift
