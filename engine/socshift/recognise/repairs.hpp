#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace socshift {

/// One thing that had to be put right before a cell was an item's code. Those up to `punctuation`
/// cannot make another code of it and are always made; the others are made where they are asked
/// for. docs/formats.md has the rule of each.
enum class Repair : std::uint8_t {
    missing_hyphens,  // a hyphen left out, or a blank instead
    other_hyphens,    // a dash or minus sign instead, of any encoding
    blanks,           // blanks around it, or about its hyphens
    quotes,          // quotes that are part of the text, `="…"` and a leading apostrophe included
    other_digits,    // digits of another script, of full width above all
    missing_points,  // the point of an extension's code left out: 15113200
    lost_zeros,      // zeros at its front, of a code of so many digits: 10 for 0010
    decimals,        // a number's decimals or exponent: 151252.0, 1.51252E5
    thousands,       // a number's separators: 151,252
    extra_suffix,    // an extension's .00 behind a code of what it extends: 15-1132.00
    missing_suffix,  // what the only code of an extension has behind it: 15-1132 for 15-1132.00
    footnote_marks,  // a star, a dagger, a raised digit, a number in brackets behind it
    punctuation,     // a point, comma or colon behind it, brackets around it, a comma for its point
    dates,           // on request, as the next: what a spreadsheet took for a date
    titles,          // a title in the same cell
    masked,          // X for digits: the group of the codes that it stands for
    several,         // several codes: a group of those
};
template <>
inline constexpr auto word_table<Repair> =
    std::to_array<Word<Repair>>({{Repair::missing_hyphens, "missing-hyphens"},
                                 {Repair::other_hyphens, "other-hyphens"},
                                 {Repair::blanks, "blanks"},
                                 {Repair::quotes, "quotes"},
                                 {Repair::other_digits, "other-digits"},
                                 {Repair::missing_points, "missing-points"},
                                 {Repair::lost_zeros, "lost-zeros"},
                                 {Repair::decimals, "decimals"},
                                 {Repair::thousands, "thousands"},
                                 {Repair::extra_suffix, "extra-suffix"},
                                 {Repair::missing_suffix, "missing-suffix"},
                                 {Repair::footnote_marks, "footnote-marks"},
                                 {Repair::punctuation, "punctuation"},
                                 {Repair::dates, "dates"},
                                 {Repair::titles, "titles"},
                                 {Repair::masked, "masked"},
                                 {Repair::several, "several"}});

/// How many kinds of repairs there are.
inline constexpr std::size_t repair_kinds = word_table<Repair>.size();

/// Whether @p repair is made only where it is asked for.
[[nodiscard]] constexpr bool is_on_request(Repair repair) noexcept {
    return repair >= Repair::dates;
}

/// What had to be put right in one cell: a set of repairs.
class Repairs {
public:
    constexpr Repairs() = default;
    constexpr Repairs(std::initializer_list<Repair> repairs) {
        for (const auto repair : repairs) {
            add(repair);
        }
    }

    constexpr void add(Repair repair) noexcept { bits_ |= bit(repair); }
    constexpr void add(Repairs others) noexcept { bits_ |= others.bits_; }

    [[nodiscard]] constexpr bool has(Repair repair) const noexcept {
        return (bits_ & bit(repair)) != 0;
    }
    /// All of them but @p repair.
    [[nodiscard]] constexpr Repairs without(Repair repair) const noexcept {
        auto out = *this;
        out.bits_ &= ~bit(repair);
        return out;
    }

    [[nodiscard]] constexpr bool any() const noexcept { return bits_ != 0; }

    friend auto operator<=>(const Repairs&, const Repairs&) = default;

private:
    [[nodiscard]] static constexpr std::uint32_t bit(Repair repair) noexcept {
        return std::uint32_t{1} << static_cast<unsigned>(repair);
    }

    std::uint32_t bits_ = 0;
};

/// Rows whose code was recognised only after a repair; a row can count in several kinds.
struct RepairedRows {
    std::uint64_t rows = 0;
    std::array<std::uint64_t, repair_kinds> by_kind{};

    [[nodiscard]] std::uint64_t of(Repair repair) const noexcept {
        return by_kind[static_cast<std::size_t>(repair)];
    }

    /// Counts @p count rows that needed @p repairs, if they needed any.
    void add(Repairs repairs, std::uint64_t count) noexcept {
        if (!repairs.any()) {
            return;
        }
        rows += count;
        for (const auto& [repair, word] : word_table<Repair>) {
            by_kind[static_cast<std::size_t>(repair)] += repairs.has(repair) ? count : 0;
        }
    }

    void add(const RepairedRows& other) noexcept {
        rows += other.rows;
        for (std::size_t kind = 0; kind < by_kind.size(); ++kind) {
            by_kind[kind] += other.by_kind[kind];
        }
    }
};

}  // namespace socshift
