#include "text/text.hpp"

#include "text/harmless.hpp"

#include <fmt/color.h>
#include <fmt/core.h>

namespace socshift::cli {

namespace {

std::string painted(bool on, const fmt::text_style& style, std::string_view text) {
    if (!on) {
        return std::string{text};
    }
    const auto whole = fmt::format(style, "{}", ' ');
    const auto at = whole.find(' ');
    return trusted(whole.substr(0, at)) + std::string{text} + trusted(whole.substr(at + 1));
}

}  // namespace

std::vector<std::string> wrap(const std::vector<std::string>& phrases, std::size_t width) {
    std::vector<std::string> lines(1);
    for (const auto& phrase : phrases) {
        const auto used = display_width(lines.back());
        if (used != 0 && used + 1 + display_width(phrase) > width) {
            lines.emplace_back();
        }
        lines.back() += (lines.back().empty() ? "" : " ") + phrase;
    }
    return lines;
}

std::string Paint::bold(std::string_view text) const {
    return painted(on, fmt::text_style{fmt::emphasis::bold}, text);
}

std::string Paint::faint(std::string_view text) const {
    return painted(on, fmt::text_style{fmt::emphasis::faint}, text);
}

std::string Paint::red(std::string_view text) const {
    return painted(on, fmt::fg(fmt::terminal_color::red), text);
}

std::string Paint::green(std::string_view text) const {
    return painted(on, fmt::fg(fmt::terminal_color::green), text);
}

std::string Paint::yellow(std::string_view text) const {
    return painted(on, fmt::fg(fmt::terminal_color::yellow), text);
}

std::string Paint::cyan(std::string_view text) const {
    return painted(on, fmt::fg(fmt::terminal_color::cyan), text);
}

}  // namespace socshift::cli
