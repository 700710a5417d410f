#pragma once

// Internal: not installed. How the figures of a column are written, from its first cells.

#include "socshift/numbers/figure_form.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace socshift {

/// A cell that says something, and where it stands.
struct FigureWitness {
    std::string text;
    std::uint64_t line = 0;
};

/// What the first cells of a column say about how its figures are written. Only cells that are one
/// number whatever its signs mean say anything.
class FigureLook {
public:
    void add(std::string_view cell, std::uint64_t line);

    /// The first cell with a point, or a comma, that cannot stand between thousands, or that says
    /// so by another sign.
    [[nodiscard]] const std::optional<FigureWitness>& point() const noexcept { return point_; }
    [[nodiscard]] const std::optional<FigureWitness>& comma() const noexcept { return comma_; }

    /// The first cell that is 1234 or 1.234, by what its point or comma means.
    [[nodiscard]] const std::optional<FigureWitness>& point_or_thousands() const noexcept {
        return point_or_thousands_;
    }
    [[nodiscard]] const std::optional<FigureWitness>& comma_or_thousands() const noexcept {
        return comma_or_thousands_;
    }

    /// The form but for what the sign of decimals is.
    [[nodiscard]] FigureForm form() const;

private:
    std::optional<FigureWitness> point_;
    std::optional<FigureWitness> comma_;
    std::optional<FigureWitness> point_or_thousands_;
    std::optional<FigureWitness> comma_or_thousands_;
    std::set<std::string> currencies_;
    std::uint64_t with_percent_ = 0;
    std::uint64_t without_percent_ = 0;  // but zeros
    bool parentheses_ = false;           // around what is no number of a footnote
};

}  // namespace socshift
