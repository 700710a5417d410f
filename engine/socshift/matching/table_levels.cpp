#include "socshift/matching/table_levels.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/catalog/code_cells.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/catalog/structure_places.hpp"
#include "socshift/io/table_header.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

std::optional<std::size_t> code_column(const DelimitedTable& table,
                                       const StructureColumns& columns) {
    std::vector<std::string> several;
    return column_named(table, columns.code, "code", {"code", "codes"},
                        {"parent", "level", "title", "name"}, several);
}

/// @p levels, each behind all that are above it; those that no order tells apart as they come.
std::vector<std::string> in_order(
    std::vector<std::string> levels,
    const std::set<std::pair<std::string_view, std::string_view>>& above) {
    const auto all = levels;
    std::vector<std::string> out;
    while (!levels.empty()) {
        const auto next = std::find_if(levels.begin(), levels.end(), [&](const std::string& level) {
            return std::none_of(levels.begin(), levels.end(), [&](const std::string& other) {
                return above.count({other, level}) != 0;
            });
        });
        if (next == levels.end()) {
            return all;  // in a circle: what is wrong with the rows is said of them
        }
        out.push_back(std::move(*next));
        levels.erase(next);
    }
    return out;
}

/// The different cells, a level after those that parents of its codes are of, or their beginnings.
std::vector<std::string> levels_of_column(const DelimitedTable& table, std::size_t level,
                                          std::optional<std::size_t> parent,
                                          const StructureColumns& columns) {
    std::vector<std::string> seen;
    std::map<std::string_view, std::string_view> level_of;  // by code
    const auto code = code_column(table, columns);
    for (const auto& row : table.rows) {
        const auto cell = without_blanks_around(row.cells[level]);
        if (!cell.empty() && std::find(seen.begin(), seen.end(), cell) == seen.end()) {
            seen.emplace_back(cell);
        }
        if (code) {
            level_of.emplace(without_blanks_around(row.cells[*code]), cell);
        }
    }
    std::set<std::pair<std::string_view, std::string_view>> above;
    for (const auto& row : table.rows) {
        auto found =
            parent ? level_of.find(without_blanks_around(row.cells[*parent])) : level_of.end();
        if (!parent && code) {
            auto text = without_blanks_around(row.cells[*code]);
            while (found == level_of.end() && text.size() > 1) {
                text.remove_suffix(1);
                found = level_of.find(text);
            }
        }
        if (found != level_of.end() && found->second != without_blanks_around(row.cells[level])) {
            above.emplace(found->second, without_blanks_around(row.cells[level]));
        }
    }
    if (above.empty() && std::all_of(seen.begin(), seen.end(), [](const std::string& text) {
            return whole_number<unsigned>(text).has_value();
        })) {
        std::sort(seen.begin(), seen.end(), [](const std::string& a, const std::string& b) {
            return whole_number<unsigned>(a) < whole_number<unsigned>(b);
        });
        return seen;
    }
    return in_order(std::move(seen), above);
}

std::vector<std::string> levels_by_length(const DelimitedTable& table, StructureColumns& columns,
                                          std::vector<std::string>& notes) {
    const auto code = code_column(table, columns);
    std::set<std::string_view> codes;
    std::set<std::size_t> lengths;
    for (const auto& row : table.rows) {
        if (code && !says_none(row.cells[*code])) {
            codes.insert(row.cells[*code]);
            lengths.insert(row.cells[*code].size());
        }
    }
    std::set<std::string_view> above;
    for (const auto text : codes) {
        const auto own = lengths.find(text.size());
        if (own != lengths.begin()) {
            above.insert(text.substr(0, *std::prev(own)));
        }
    }
    const bool are_groups = std::all_of(codes.begin(), codes.end(), [&](std::string_view text) {
        return (text.size() == *lengths.rbegin()) != (above.count(text) != 0);
    });
    if (lengths.size() < 2 || !are_groups ||
        !std::includes(codes.begin(), codes.end(), above.begin(), above.end())) {
        return {};
    }
    columns.level_lengths.assign(lengths.begin(), lengths.end());
    notes.push_back(fmt::format("{}: levels by the length of codes, {} characters", table.file,
                                fmt::join(lengths, ", ")));
    std::vector<std::string> out;
    for (const auto length : lengths) {
        out.push_back(fmt::format("length-{}", length));
    }
    return out;
}

}  // namespace

std::vector<std::string> levels_in(const DelimitedTable& table, StructureColumns& columns,
                                   std::vector<std::string>& notes) {
    auto cleaned = table;
    std::vector<std::string> several;
    const auto level = column_named(table, columns.level, "level", {"level"},
                                    {"parent", "title", "name"}, several);
    const auto parent =
        column_named(table, columns.parent, "parent", {"parent"}, {"title", "name"}, several);
    // What stands around codes is taken off by whoever reads them, so that it says nothing here.
    CodeCells cells{cleaned};
    for (const auto& column : {code_column(table, columns), parent}) {
        if (column) {
            cells.unquote(*column);
        }
    }
    if (level) {
        if (!parent) {
            columns.parents = ParentRule::beginning;
            notes.push_back(fmt::format(
                "{} has no column of parents: each code is under the longest beginning of it that "
                "is a code of a coarser level",
                table.file));
        }
        return levels_of_column(cleaned, *level, parent, columns);
    }
    if (parent || !several.empty()) {
        throw FormatError(
            SourceLocation{table.file, table.header_line, 0},
            fmt::format("column '{}' says that there are levels; expected a column 'level' "
                        "with the level of each code",
                        parent ? table.header[*parent] : several.front()));
    }
    return levels_by_length(cleaned, columns, notes);
}

}  // namespace socshift
