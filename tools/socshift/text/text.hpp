#pragma once

#include "socshift/base/counted.hpp"
#include "socshift/base/text_width.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::cli {

using socshift::display_width;
using socshift::pad;
using socshift::wrap;

/// wrap() for phrases that are not broken themselves, joined by single spaces.
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
