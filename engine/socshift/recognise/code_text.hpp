#pragma once

// Internal: not installed. How a cell is compared with codes.

#include "socshift/model/edition.hpp"
#include "socshift/recognise/repairs.hpp"

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
    Repairs repairs = {};  // blanks and quotes
};

/// Takes blanks and quotes off both ends of a cell as long as there are any. `="` at the start,
/// which keeps a spreadsheet from changing a code, is a quote.
[[nodiscard]] Core strip(std::string_view text);

/// @p text without hyphens, dashes and blanks.
[[nodiscard]] std::string squeeze(std::string_view text);

/// The same, and without points.
[[nodiscard]] std::string without_points(std::string_view text);

/// What a cell may leave out of a code.
struct MayLeaveOut {
    bool hyphens = true;
    bool points = false;
};

/// What it takes to make @p code of a cell whose core squeezes to the same text: where the code has
/// a hyphen the cell may have any one, or blanks, or, if @p may_leave_out, nothing but blanks;
/// where it has a point, that or nothing if @p may_leave_out. Nothing else may differ: else none.
[[nodiscard]] std::optional<Repairs> compare(const Core& core, std::string_view code,
                                             MayLeaveOut may_leave_out = {});

/// How many digits every code of @p edition has, if they are all digits, as many in each, and one
/// begins with 0; else 0. Such codes lose zeros at their front where something takes them for
/// numbers. Other codes of items (Item::also) do not count.
[[nodiscard]] std::size_t digits_of(const Edition& edition);

/// @p text with zeros in front, to @p digits; none if it is no number of fewer digits.
[[nodiscard]] std::optional<std::string> with_lost_zeros(std::string_view text, std::size_t digits);

/// Which codes of an edition may be written without their hyphens, and without their points: those
/// that cannot be mistaken for another code of its scheme then.
///
/// A hyphen that all codes of a kind have cuts digits into groups ("15-1252"); where others of the
/// kind have none it says something, "to" in the sector "44-45" of NAICS, and 4445 would be a code
/// of four digits. So a code without its hyphens must be longer than every code of the edition that
/// never had any and has the same kinds of characters, digits or letters or both.
///
/// A point may be left out if all codes of the edition that have one are of digits and have hyphen
/// and point at the same places ("15-1252.00"), and no code without a point has as many digits.
class LeavingOut {
public:
    LeavingOut() = default;
    explicit LeavingOut(const Edition& edition);

    /// One more code of the edition.
    void add(std::string_view code);

    /// Of @p code, one of the edition; true of what it does not have.
    [[nodiscard]] MayLeaveOut of(std::string_view code) const;

    /// Whether any code of the edition has a point.
    [[nodiscard]] bool has_points() const noexcept { return !pointed_form_.empty(); }

    /// Whether those that have one are all like "15-1252.00".
    [[nodiscard]] bool has_one_pointed_form() const noexcept {
        return has_points() && is_one_form_;
    }

private:
    std::array<std::size_t, 4> longest_{};  // codes without hyphen, by kinds_of()
    std::size_t longest_unpointed_ = 0;     // digits of codes without point
    std::string pointed_form_;              // of codes with one: "99-9999.99"
    bool is_one_form_ = true;
};

}  // namespace socshift
