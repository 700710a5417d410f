#pragma once

// Internal: not installed. How a cell is compared with codes.

#include "socshift/recognise/recognise.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// Longer text is no code; bounds the work per cell.
inline constexpr std::size_t longest_code = 64;

/// A cell without what surrounds it.
struct Core {
    std::string_view text;
    bool blanks = false;
    bool quotes = false;
};

/// Takes blanks and quotes off both ends of a cell as long as there are any. `="` at the start,
/// which keeps a spreadsheet from changing a code, is a quote.
[[nodiscard]] Core strip(std::string_view text);

/// @p text without hyphens, dashes and blanks.
[[nodiscard]] std::string squeeze(std::string_view text);

/// What it takes to make @p code of a cell whose core squeezes to the same text: where the code has
/// a hyphen the cell may have any one, or blanks, or, if @p may_leave_out, nothing but blanks;
/// nowhere else. None if there is anything else.
[[nodiscard]] std::optional<Repairs> compare(const Core& core, std::string_view code,
                                             bool may_leave_out = true);

/// How many digits every code of @p edition has, if they are all digits, as many in each, and one
/// begins with 0; else 0. Such codes lose zeros at their front where something takes them for
/// numbers. Other codes of items (Item::also) do not count.
[[nodiscard]] std::size_t digits_of(const Edition& edition);

/// @p text with zeros in front, to @p digits; none if it is no number of fewer digits.
[[nodiscard]] std::optional<std::string> with_lost_zeros(std::string_view text, std::size_t digits);

/// Which codes of an edition may be written without their hyphens: those that cannot be mistaken
/// for another code of its scheme then. A hyphen that all codes of a kind have cuts digits into
/// groups ("15-1252"); where others of the kind have none it says something, "to" in the sector
/// "44-45" of NAICS, and 4445 would be a code of four digits. So a code without its hyphens must be
/// longer than every code of the edition that never had any and has the same kinds of characters,
/// digits or letters or both.
class HyphenRule {
public:
    HyphenRule() = default;
    explicit HyphenRule(const Edition& edition);

    /// One more code of the edition.
    void add(std::string_view code);

    /// Whether @p code, one of the edition, may be written without its hyphens; true if it has
    /// none.
    [[nodiscard]] bool may_leave_out(std::string_view code) const;

private:
    std::array<std::size_t, 4> longest_{};  // codes without hyphen, by kinds_of()
};

}  // namespace socshift
