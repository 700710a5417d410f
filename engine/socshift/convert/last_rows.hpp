#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift {

/// Where a row stands among those of its person and period. `tied`: it and others are the last.
/// `no_person`: its person or period is empty. `no_order`: its person has several rows in the
/// period, and one of them has no order, so that nobody knows which is the last.
enum class RowPlace : std::uint8_t { last, before_last, tied, no_person, no_order };
template <>
inline constexpr auto word_table<RowPlace> =
    std::to_array<Word<RowPlace>>({{RowPlace::last, "last"},
                                   {RowPlace::before_last, "before the last"},
                                   {RowPlace::tied, "tied"},
                                   {RowPlace::no_person, "no person or period"},
                                   {RowPlace::no_order, "no order"}});

/// Which rows are the last of their person in a period.
struct LastRows {
    std::vector<RowPlace> places;  // of each row, in the order of the data

    /// Rows that are the last together, counted from 0, for each person and period that has such;
    /// by the first of them.
    std::vector<std::vector<std::uint64_t>> ties;

    friend bool operator==(const LastRows&, const LastRows&) = default;
};

/// Finds the last row of each person in each period, for what counts a worker who changed jobs
/// once, in the last occupation.
///
///     LastRowFinder finder;
///     finder.add("7", "2024Q1", "2024-01-31");
///     finder.add("7", "2024Q1", "2024-03-31");
///     finder.finish().places;  // before_last, last
///
/// Cells are compared without the blanks around them: persons and periods by their bytes. Orders
/// are all whole numbers, or all of one form that starts with a year of four digits and "-", such
/// as "2024-01-31" or "2024-01-31T10:00", and of digits, '-', ':', '.', 'T', 'Z' and blanks: text
/// of which the later is the greater. An empty order is none.
///
/// Cost     memory: a number for each row, and each different person and period once.
/// Source   Alaska list of occupations, on employees who changed jobs during a quarter.
class LastRowFinder {
public:
    /// The next row. @throws FormatError, which names the row as the caller counts it from 1, for
    /// an order in another form than the orders before it.
    void add(std::string_view person, std::string_view period, std::string_view order);

    /// Of the rows so far.
    [[nodiscard]] LastRows finish() const;

    /// The same of one row, by its cells; none if no row so far has them. Safe to ask from several
    /// threads at once.
    [[nodiscard]] std::optional<RowPlace> place(std::string_view person, std::string_view period,
                                                std::string_view order) const;

    /// How many rows there are so far.
    [[nodiscard]] std::uint64_t rows() const noexcept { return group_of_.size(); }

private:
    struct Group {
        std::uint64_t rows = 0;
        bool has_gap = false;  // a row without order
        std::int64_t number = 0;
        std::string text;
        std::vector<std::uint64_t> best;  // rows of the greatest order
    };
    static constexpr std::uint32_t no_group = UINT32_MAX;

    void take(Group& group, std::uint64_t row, std::string_view order);
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view order, std::uint64_t row);

    std::unordered_map<std::string, std::uint32_t> by_key_;
    std::vector<Group> groups_;
    std::vector<std::uint32_t> group_of_;  // of each row
    std::string form_;                     // of orders that are text: digits as '0'
    bool by_number_ = false;
};

/// The rows of data by person, period and order, read through once.
struct PersonRows {
    LastRowFinder rows;
    std::vector<std::uint64_t> lines;  // of each
};

}  // namespace socshift
