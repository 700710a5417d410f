#pragma once

// Internal: not installed. The parts of a cell with a figure.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// What stands around a number, taken off; each once, in any order that people write.
struct FigureShell {
    std::string_view body;      // what is left, without blanks around
    std::string_view currency;  // "$"; empty: none
    bool percent = false;
    bool in_parentheses = false;
    bool minus = false;
    bool is_twice = false;  // one of these is there twice: it is no number
};

[[nodiscard]] FigureShell take_shell(std::string_view text);

/// Digits that are cut into threes.
struct FigureGroups {
    std::string digits;
    std::string_view separator;  // the one between all of them; empty: there is none
    std::size_t separators = 0;  // how many
};

/// Digits alone, or 1 to 3 of them, not starting with zero, and threes behind one separator: a
/// comma, a point, a blank, an apostrophe or a low line. None for anything else.
[[nodiscard]] std::optional<FigureGroups> split_groups(std::string_view text);

/// Digits and nothing else; @p or_nothing: or nothing at all.
[[nodiscard]] bool are_figure_digits(std::string_view text, bool or_nothing = false) noexcept;

/// Whether @p text is one blank: ASCII, or one that does not break a line or is thin.
[[nodiscard]] bool is_figure_blank(std::string_view text) noexcept;

/// @p text without blanks at its ends.
[[nodiscard]] std::string_view without_figure_blanks(std::string_view text) noexcept;

}  // namespace socshift
