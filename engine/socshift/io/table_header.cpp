#include "socshift/io/table_header.hpp"

#include <algorithm>

namespace socshift {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

/// The size of the blank that @p text starts with; 0 if it starts with none.
std::size_t blank_size(std::string_view text) noexcept {
    if (text.substr(0, 2) == no_break_space) {
        return 2;
    }
    return !text.empty() && std::string_view{" \t\r\n"}.find(text.front()) != std::string_view::npos
               ? 1
               : 0;
}

}  // namespace

std::string_view without_blanks_around(std::string_view text) noexcept {
    while (const auto size = blank_size(text)) {
        text.remove_prefix(size);
    }
    while (!text.empty()) {
        if (blank_size(text.substr(text.size() - 1)) == 1) {
            text.remove_suffix(1);
        } else if (text.size() > 1 && text.substr(text.size() - 2) == no_break_space) {
            text.remove_suffix(2);
        } else {
            break;
        }
    }
    return text;
}

std::string column_name(std::string_view text) {
    std::string out;
    text = without_blanks_around(text);
    while (!text.empty()) {
        if (auto size = blank_size(text)) {
            out += ' ';
            while (size != 0) {
                text.remove_prefix(size);
                size = blank_size(text);
            }
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string column_letters(std::uint32_t column) {
    std::string out;
    for (auto rest = column + 1; rest != 0; rest = (rest - 1) / 26) {
        out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return out;
}

std::size_t filled_cells(const std::vector<std::string>& cells) {
    return static_cast<std::size_t>(std::count_if(
        cells.begin(), cells.end(),
        [](const std::string& cell) { return !without_blanks_around(cell).empty(); }));
}

std::size_t header_place(const std::vector<std::size_t>& filled) {
    const auto most = filled.empty() ? 0 : *std::max_element(filled.begin(), filled.end());
    const auto found = std::find_if(filled.begin(), filled.end(),
                                    [most](std::size_t cells) { return cells * 2 > most; });
    return static_cast<std::size_t>(found - filled.begin());
}

}  // namespace socshift
