#include "socshift/base/text_width.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>

namespace socshift {

std::size_t display_width(std::string_view text) {
    const bool is_ascii = std::all_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_ascii ? text.size() : fmt::detail::compute_width(text);
}

std::string pad(std::string_view text, std::size_t width) {
    const auto used = display_width(text);
    return std::string{text}.append(used < width ? width - used : 0, ' ');
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        const auto room = display_width(word);
        if (used != 0 && used + 1 + room > width) {
            lines.emplace_back();
            used = 0;
        }
        if (used != 0) {
            lines.back() += ' ';
            ++used;
        }
        lines.back() += word;
        used += room;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace socshift
