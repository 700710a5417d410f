#pragma once

// Internal: not installed.

#include "socshift/numbers/decimal.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Many figures as printed, each a decimal or empty, in nine bytes each; the few that 64 bits do
/// not hold take more.
class FigureList {
public:
    explicit FigureList(std::size_t figures = 0);

    [[nodiscard]] std::size_t size() const noexcept { return decimals_.size(); }
    [[nodiscard]] bool empty(std::size_t at) const noexcept { return decimals_[at] == none; }

    /// @p printed: as FigureColumn::print() writes one, or empty. @throws std::invalid_argument for
    /// other text.
    void set(std::size_t at, std::string_view printed);

    /// What set() was given; "" if nothing was.
    [[nodiscard]] std::string text(std::size_t at) const;

    /// Appends text().
    void append(std::size_t at, std::string& out) const;

    [[nodiscard]] bool is_zero(std::size_t at) const noexcept {
        return digits_[at] == 0 && decimals_[at] <= most_decimals;
    }

    /// Adds a figure to @p sum; nothing if it is empty.
    void add_to(std::size_t at, DecimalSum& sum) const;

    /// The texts of the first @p figures.
    [[nodiscard]] std::vector<std::string> texts(std::size_t figures) const;

private:
    static constexpr std::uint8_t none = 255;
    static constexpr std::uint8_t elsewhere = 254;  // in long_
    static constexpr std::uint8_t most_decimals = 18;

    std::vector<std::int64_t> digits_;
    std::vector<std::uint8_t> decimals_;
    std::map<std::size_t, std::string> long_;
};

}  // namespace socshift
