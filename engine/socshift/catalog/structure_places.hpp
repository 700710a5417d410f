#pragma once

// Internal: not installed. Levels and parents of the items of a structure table that has one code a
// row.

#include "socshift/catalog/import.hpp"
#include "socshift/catalog/import_rows.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace socshift {

/// The column of @p table called @p name, or, if that is @p usual and there is none, the only one
/// whose name has one of @p words, such as "2022 NAICS US Code" or "CIPCode"; of several words the
/// first that some column has. Those with a word of @p others are left out.
/// @throws FormatError where @p name is not @p usual and there is no such column. None where no
/// column is found, or several are: @p several then has them.
[[nodiscard]] std::optional<std::size_t> column_named(const DelimitedTable& table,
                                                      const std::string& name,
                                                      std::string_view usual,
                                                      const std::vector<std::string_view>& words,
                                                      const std::vector<std::string_view>& others,
                                                      std::vector<std::string>& several);

/// Where the levels and parents of items come from: worked out of the columns that were asked for
/// and those that the table has.
class StructurePlaces {
public:
    /// @throws UnclearStructure if the table shows no levels or no parents and nobody said where
    /// they are; FormatError for a missing column, or more or fewer lengths than levels.
    StructurePlaces(const DelimitedTable& table, const StructureColumns& columns,
                    const EditionHeader& header, std::size_t code);

    /// The level of the item of @p row; none, and a finding, where its code does not say it. What
    /// stands in a column of levels without being one is given as it is: check() tells.
    [[nodiscard]] std::optional<std::string> level(const SourceRow& row, const Code& code,
                                                   Findings& findings);

    /// Gives @p items, whose levels are known, their parents. @p rows has the row of each.
    void set_parents(std::vector<Item>& items, const std::vector<SourceRow>& rows);

    [[nodiscard]] std::optional<std::size_t> level_column() const noexcept { return level_; }
    [[nodiscard]] std::optional<std::size_t> parent_column() const noexcept { return parent_; }

    /// What is to be said of how levels and parents were read, once all are.
    [[nodiscard]] std::vector<std::string> found() const;

private:
    /// A range of codes that is itself a code.
    struct Range {
        std::string first;
        std::string last;
        std::size_t item = 0;
    };

    void read_level_numbers(const DelimitedTable& table);
    [[nodiscard]] std::pair<std::string, std::string> range_ends(std::string_view code) const;
    [[nodiscard]] std::size_t length_of(std::string_view code) const;
    [[nodiscard]] std::vector<std::size_t> lengths_in(std::size_t column) const;
    [[nodiscard]] std::vector<std::string> beginnings(const Item& item) const;
    void find_ranges(const std::vector<Item>& items);
    [[nodiscard]] std::optional<std::size_t> level_place(const Item& item) const;
    [[nodiscard]] const Item* longest_beginning(const std::vector<Item>& items,
                                                const Item& item) const;
    void set_by_column(std::vector<Item>& items, const std::vector<SourceRow>& rows);
    void set_by_beginning(std::vector<Item>& items);
    void set_by_order(std::vector<Item>& items);

    const DelimitedTable& table_;
    const StructureColumns& columns_;
    const EditionHeader& header_;
    ParentRule parents_ = ParentRule::column;
    std::unordered_set<std::string> codes_;  // of all rows, without separators
    std::optional<std::size_t> level_;
    std::optional<std::size_t> parent_;
    std::optional<std::size_t> first_number_;   // of the first level, where levels are numbers
    std::map<std::string, std::string> words_;  // of the cells in the column of levels
    std::unordered_map<std::string, std::size_t> plain_;  // items by what may not be left out
    std::vector<Range> ranges_;
};

}  // namespace socshift
