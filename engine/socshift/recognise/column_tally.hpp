#pragma once

// Internal: not installed. What is counted while a file is read to find its editions.

#include "socshift/recognise/readings.hpp"
#include "socshift/recognise/recognise.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace socshift {

/// So many different values that no edition explains are kept of a column.
inline constexpr std::size_t most_unexplained = 4096;

/// A column that others are compared with has at most so many different values: the years of any
/// panel, the states of a country.
inline constexpr std::size_t most_group_values = 64;

/// The cells of one column, counted by what they mean.
class ColumnTally {
public:
    struct Unknown {
        std::uint64_t rows = 0;
        std::uint64_t line = 0;  // the first
    };

    /// Explained rows that have one signature.
    struct Signed {
        std::uint64_t rows = 0;
        std::size_t first = 0;  // reading
        bool several = false;   // there are others
    };

    /// Explained rows for one value of another column, by signature.
    using Part = std::map<std::size_t, Signed>;

    /// Counts a cell; its reading, or none. A number that has lost zeros has none before settle().
    /// @p no_code: somebody's own words for no code.
    std::optional<std::size_t> add(std::string_view cell, std::uint64_t line, Readings& readings,
                                   const std::vector<std::string>& no_code);

    /// Decides on numbers that are codes with zeros in front, once all cells were added: they count
    /// if the editions that explain the most other rows all have such codes. Words for no code that
    /// are also a code somewhere count as one if an edition that has it explains another cell of
    /// the column, and else as no code.
    void settle(const Readings& readings);

    /// Whether every cell is a number that can be a year, 1900 to 2099.
    [[nodiscard]] bool may_be_years() const noexcept { return rows_ > 0 && may_be_years_; }

    /// Counts the reading of this column for a value of column @p group.
    void add_to_part(std::size_t group, std::size_t value, std::size_t reading,
                     std::size_t signature);

    /// Column @p group has too many values.
    void drop_group(std::size_t group);

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::uint64_t explained() const noexcept { return explained_; }
    [[nodiscard]] std::uint64_t empty() const noexcept { return empty_; }
    /// Words for no code.
    [[nodiscard]] std::uint64_t no_code() const noexcept { return no_code_; }

    /// Of explained rows that needed repairs, by reading.
    [[nodiscard]] const std::map<std::size_t, RepairedRows>& repaired() const noexcept {
        return repaired_;
    }
    [[nodiscard]] std::uint64_t rows_not_kept() const noexcept { return rows_not_kept_; }

    /// By reading; may be shorter than there are.
    [[nodiscard]] const std::vector<std::uint64_t>& by_reading() const noexcept {
        return by_reading_;
    }
    [[nodiscard]] const std::unordered_map<std::string, Unknown>& unknown() const noexcept {
        return unknown_;
    }
    /// By value of column @p group; empty if there is nothing to go by.
    [[nodiscard]] const std::vector<Part>& parts(std::size_t group) const;

private:
    /// A number that has lost zeros.
    struct ShortNumber {
        std::size_t reading = 0;
        Repairs repairs;
        Unknown seen;
    };

    void count(std::size_t reading, Repairs repairs, std::uint64_t rows, std::size_t readings);
    void add_unknown(const std::string& text, const Unknown& seen);
    void settle_words(const Readings& readings);

    bool may_be_years_ = true;
    std::unordered_map<std::string, ShortNumber> short_numbers_;
    std::uint64_t rows_ = 0;
    std::uint64_t explained_ = 0;
    std::uint64_t empty_ = 0;
    std::uint64_t no_code_ = 0;
    std::uint64_t rows_not_kept_ = 0;
    std::map<std::size_t, RepairedRows> repaired_;
    std::vector<std::uint64_t> by_reading_;
    std::unordered_map<std::string, Unknown> unknown_;
    std::vector<std::vector<Part>> parts_;  // by group column, then value
    std::set<std::size_t> word_readings_;   // words for no code that are codes somewhere
};

/// The values of a column that others may follow, as long as they are few.
class GroupValues {
public:
    /// Which value @p text is; none once there are too many.
    std::optional<std::size_t> add(std::string_view text);

    [[nodiscard]] bool is_live() const noexcept { return is_live_; }
    [[nodiscard]] const std::vector<std::string>& values() const noexcept { return values_; }

private:
    bool is_live_ = true;
    std::vector<std::string> values_;
    std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace socshift
