#pragma once

#include "socshift/base/counted.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::cli {

/// Columns that @p text takes on a terminal.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// @p text with spaces after it, @p width columns wide; longer text is left as it is.
[[nodiscard]] std::string pad(std::string_view text, std::size_t width);

/// @p text broken at spaces into lines of at most @p width columns; a longer word stands alone.
/// At least one line.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The same for phrases that are not broken themselves, joined by single spaces.
[[nodiscard]] std::vector<std::string> wrap(const std::vector<std::string>& phrases,
                                            std::size_t width);

/// Paints text when colours are on; otherwise gives it back as it is.
struct Paint {
    bool on = false;

    [[nodiscard]] std::string bold(std::string_view text) const;
    [[nodiscard]] std::string faint(std::string_view text) const;
    [[nodiscard]] std::string red(std::string_view text) const;
    [[nodiscard]] std::string green(std::string_view text) const;
    [[nodiscard]] std::string yellow(std::string_view text) const;
    [[nodiscard]] std::string cyan(std::string_view text) const;
};

}  // namespace socshift::cli
