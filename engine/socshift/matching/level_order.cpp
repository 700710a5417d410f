#include "socshift/matching/level_order.hpp"

#include "socshift/base/whole_number.hpp"
#include "socshift/io/table_header.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

using Names = std::vector<std::string>;

/// Pairs of levels, by their places, of which the first has parents of items of the second.
std::set<std::pair<std::size_t, std::size_t>> pairs_of(const DelimitedTable& table,
                                                       const StructureColumns& columns,
                                                       std::size_t level, const Names& names) {
    std::set<std::pair<std::size_t, std::size_t>> out;
    const auto code = table.find_column(columns.code);
    const auto parent = table.find_column(columns.parent);
    if (!code || !parent) {
        return out;
    }
    const auto place = [&](const DelimitedTable::Row& row) {
        const auto found =
            std::find(names.begin(), names.end(), without_blanks_around(row.cells[level]));
        return static_cast<std::size_t>(found - names.begin());
    };
    std::unordered_map<std::string_view, std::size_t> levels;
    for (const auto& row : table.rows) {
        levels.emplace(without_blanks_around(row.cells[*code]), place(row));
    }
    for (const auto& row : table.rows) {
        const auto above = levels.find(without_blanks_around(row.cells[*parent]));
        const auto own = place(row);
        if (above != levels.end() && above->second < names.size() && own < names.size() &&
            above->second != own) {
            out.emplace(above->second, own);
        }
    }
    return out;
}

/// @p names with each behind those that are above it; as they are if that cannot be.
Names in_order(const Names& names, const std::set<std::pair<std::size_t, std::size_t>>& pairs) {
    std::vector<bool> is_placed(names.size());
    Names out;
    while (out.size() < names.size()) {
        std::size_t next = 0;
        const auto is_next = [&](std::size_t place) {
            return !is_placed[place] &&
                   std::none_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
                       return pair.second == place && !is_placed[pair.first];
                   });
        };
        while (next < names.size() && !is_next(next)) {
            ++next;
        }
        if (next == names.size()) {
            return names;  // a circle: what is wrong with the parents is said where they are read
        }
        is_placed[next] = true;
        out.push_back(names[next]);
    }
    return out;
}

}  // namespace

std::vector<std::string> levels_of(const DelimitedTable& table, const StructureColumns& columns) {
    Names names;
    const auto level = table.find_column(columns.level);
    for (std::size_t row = 0; level && row < table.rows.size(); ++row) {
        std::string cell{without_blanks_around(table.rows[row].cells[*level])};
        if (!cell.empty() && std::find(names.begin(), names.end(), cell) == names.end()) {
            names.push_back(std::move(cell));
        }
    }
    const auto number = [](const std::string& name) { return whole_number<std::uint64_t>(name); };
    if (std::all_of(names.begin(), names.end(),
                    [&](const auto& name) { return number(name).has_value(); })) {
        std::stable_sort(names.begin(), names.end(),
                         [&](const auto& a, const auto& b) { return *number(a) < *number(b); });
        return names;
    }
    return in_order(names, pairs_of(table, columns, *level, names));
}

}  // namespace socshift
