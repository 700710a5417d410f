#pragma once

// Internal: not installed. Which column of a table tells the levels of its rows apart.

#include "socshift/convert/row_feed.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Columns that have named the level of each row for a group so far, "broad" beside 15-1250.
class LevelColumns {
public:
    /// @p level: of the group that @p row is for; @p columns: of the whole data.
    void note(const BlockRow& row, std::string_view level, std::size_t columns);

    /// What was noted, to be noted elsewhere; none if no row was.
    struct Noted {
        std::vector<std::size_t> places;
        std::map<std::size_t, std::set<std::string, std::less<>>> cells;  // by place
    };
    [[nodiscard]] std::optional<Noted> noted() const;

    /// Notes what was noted of other rows.
    void add(const Noted& other);

    /// The place of the only one. None: no row was noted, or no column or several are left.
    [[nodiscard]] std::optional<std::size_t> only() const;

    /// The different cells of that column in the rows that were noted. Needs only().
    [[nodiscard]] std::vector<std::string> levels() const;

private:
    std::optional<std::vector<std::size_t>> places_;                   // none before the first row
    std::map<std::size_t, std::set<std::string, std::less<>>> cells_;  // by place, of these
    std::string storage_;
};

}  // namespace socshift
