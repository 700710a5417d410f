#include "socshift/matching/crosswalk_sides.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/code_cells.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/catalog/share_column.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace socshift {

namespace {

using Words = std::set<std::string>;
using Sides = std::array<std::optional<std::size_t>, 2>;  // of the source, of the target

constexpr std::size_t source_side = 0;
constexpr std::size_t target_side = 1;

/// "soc2010" and "2010 SOC Code" both have the words soc and 2010.
Words words_in(std::string_view text) {
    Words out;
    std::string word;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (const char c : fold_title(text) + " ") {
        const bool ends = c == ' ' || (!word.empty() && is_digit(word.back()) != is_digit(c));
        if (ends && !word.empty()) {
            out.insert(std::exchange(word, {}));
        }
        if (c != ' ') {
            word += c;
        }
    }
    return out;
}

bool have_one_of(const Words& words, const Words& wanted) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const std::string& word) { return words.count(word) != 0; });
}

class SideFinder {
public:
    SideFinder(const DelimitedTable& table, const Edition& before, const Edition& after,
               const SideNames& names)
        : table_(table), editions_{&before, &after}, names_(names) {
        for (std::size_t column = 0; column < table.header.size(); ++column) {
            look_at(column);
        }
    }

    [[nodiscard]] std::array<std::size_t, 2> find() const {
        Sides sides;
        const auto own = distinct_names();
        take_named(own, sides);
        take_named({Words{"source", "old", "from", "before", "previous"},
                    Words{"target", "new", "to", "after", "current"}},
                   sides);
        if (!sides[source_side] && !sides[target_side]) {
            take_pair(sides);
        }
        for (const auto side : {source_side, target_side}) {
            if (!sides[side]) {
                sides[side] = only_one(side, sides[1 - side]);
            }
        }
        return {*sides[source_side], *sides[target_side]};
    }

private:
    struct Column {
        Words words;
        bool is_title = false;
        std::size_t filled = 0;
        std::array<std::size_t, 2> codes = {};  // of each side

        [[nodiscard]] bool holds_only(std::size_t side) const {
            return filled > 0 && codes[side] == filled;
        }
    };

    void look_at(std::size_t place) {
        Column column{words_in(table_.header[place])};
        column.is_title = have_one_of(column.words, {"title", "titles", "name", "description"});
        for (const auto& row : table_.rows) {
            const auto& cell = row.cells[place];
            column.filled += says_none(cell) ? 0U : 1U;
            for (const auto side : {source_side, target_side}) {
                column.codes[side] += editions_[side]->find_by_any_code(cell) != nullptr ? 1U : 0U;
            }
        }
        columns_.push_back(std::move(column));
    }

    /// The words of each name that the other has not.
    [[nodiscard]] std::array<Words, 2> distinct_names() const {
        std::array<Words, 2> out{words_in(names_[source_side]), words_in(names_[target_side])};
        const auto all = out;
        for (const auto side : {source_side, target_side}) {
            std::erase_if(out[side],
                          [&](const auto& word) { return all[1 - side].count(word) != 0; });
        }
        return out;
    }

    /// Of sides without a column those for which exactly one is named.
    void take_named(const std::array<Words, 2>& names, Sides& sides) const {
        for (const auto side : {source_side, target_side}) {
            if (sides[side]) {
                continue;
            }
            std::vector<std::size_t> found;
            for (std::size_t place = 0; place < columns_.size(); ++place) {
                const auto& column = columns_[place];
                if (!column.is_title && column.codes[side] > 0 && place != sides[1 - side] &&
                    have_one_of(column.words, names[side]) &&
                    !have_one_of(column.words, names[1 - side])) {
                    found.push_back(place);
                }
            }
            if (found.size() == 1) {
                sides[side] = found.front();
            }
        }
    }

    /// The only two columns of which the one holds codes of the source, the other of the target.
    void take_pair(Sides& sides) const {
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (std::size_t source = 0; source < columns_.size(); ++source) {
            for (std::size_t target = 0; target < columns_.size(); ++target) {
                if (source != target && columns_[source].holds_only(source_side) &&
                    columns_[target].holds_only(target_side)) {
                    pairs.emplace_back(source, target);
                }
            }
        }
        if (pairs.size() > 1) {
            std::set<std::string> several;
            for (const auto& [source, target] : pairs) {
                several.insert(table_.header[source]);
                several.insert(table_.header[target]);
            }
            throw wrong(fmt::format("columns '{}' hold codes of both editions",
                                    fmt::join(several, "', '")));
        }
        if (!pairs.empty()) {
            sides = {pairs.front().first, pairs.front().second};
        }
    }

    /// The column with the codes of a side whose other side is @p taken: the only one with nothing
    /// else, or, so that the cell that is none is named, the one with the most of them.
    [[nodiscard]] std::size_t only_one(std::size_t side, std::optional<std::size_t> taken) const {
        std::vector<std::size_t> whole;
        std::optional<std::size_t> most;
        for (std::size_t place = 0; place < columns_.size(); ++place) {
            const auto& column = columns_[place];
            if (place == taken || column.is_title || column.codes[side] == 0) {
                continue;
            }
            if (column.holds_only(side)) {
                whole.push_back(place);
            }
            if (!most || column.codes[side] > columns_[*most].codes[side]) {
                most = place;
            }
        }
        if (whole.size() > 1) {
            throw wrong(fmt::format("columns '{}' and '{}' both hold codes of {}",
                                    table_.header[whole[0]], table_.header[whole[1]], id(side)));
        }
        if (!most) {
            throw FormatError(SourceLocation{table_.file, table_.header_line, 0},
                              fmt::format("expected a column with codes of {}", id(side)));
        }
        return whole.empty() ? *most : whole.front();
    }

    [[nodiscard]] FormatError wrong(const std::string& what) const {
        return {SourceLocation{table_.file, table_.header_line, 0},
                fmt::format("{}; expected headers that say which is which: '{}' and '{}', or "
                            "'source' and 'target'",
                            what, names_[source_side], names_[target_side])};
    }

    [[nodiscard]] const std::string& id(std::size_t side) const {
        return editions_[side]->id().text();
    }

    const DelimitedTable& table_;
    std::array<const Edition*, 2> editions_;
    const SideNames& names_;
    std::vector<Column> columns_;
};

/// The column of titles for the codes at @p place: the next one, if it is called so.
std::optional<std::string> title_beside(const DelimitedTable& table, std::size_t place) {
    const auto next = place + 1;
    if (next < table.header.size() &&
        have_one_of(words_in(table.header[next]), {"title", "titles", "name"})) {
        return fmt::format("#{}", next + 1);
    }
    return std::nullopt;
}

std::optional<ShareColumn> shares_in(const DelimitedTable& table, std::set<std::size_t> taken) {
    std::vector<std::size_t> found;
    while (const auto place = find_share_column(table, taken)) {
        found.push_back(*place);
        taken.insert(*place);
    }
    if (found.size() > 1) {
        throw FormatError(SourceLocation{table.file, table.header_line, 0},
                          fmt::format("columns '{}' and '{}' both hold shares; expected one",
                                      table.header[found[0]], table.header[found[1]]));
    }
    return found.empty() ? std::nullopt
                         : std::optional{ShareColumn{fmt::format("#{}", found.front() + 1)}};
}

/// A table that says each source once, and has blank cells below some, may mean the code above, as
/// merged cells look when they are saved as text.
void check_blanks(const DelimitedTable& table, std::size_t source, std::size_t target) {
    std::set<std::string> seen;
    const DelimitedTable::Row* blank = nullptr;
    for (const auto& row : table.rows) {
        const auto& cell = row.cells[source];
        if (says_none(cell)) {
            if (!says_none(row.cells[target]) && blank == nullptr && !seen.empty()) {
                blank = &row;
            }
        } else if (!seen.insert(cell).second) {
            return;  // here codes are repeated, so a blank is one
        }
    }
    if (blank != nullptr) {
        throw FormatError(
            table.where(*blank),
            fmt::format(
                "no code in '{}', and no code stands there twice: does the one above go on? "
                "expected it in each row, and no row for what is new",
                table.header[source]));
    }
}

}  // namespace

CrosswalkColumns crosswalk_sides(const DelimitedTable& table, const Edition& before,
                                 const Edition& after, const SideNames& names) {
    // What stands around codes is taken off by whoever reads them, so that it says nothing here.
    auto cleaned = table;
    CodeCells cells{cleaned};
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        cells.unquote(column, &before);
        cells.unquote(column, &after);
    }
    if (table.find_column("decision")) {
        throw FormatError(
            SourceLocation{table.file, table.header_line, 0},
            "has a column 'decision': decisions about matched codes are no table, and "
            "are named as decisions");
    }
    const auto [source, target] = SideFinder(cleaned, before, after, names).find();
    check_merged(table.merged, table.sheet,
                 {{source, table.header[source]}, {target, table.header[target]}}, table.file);
    check_blanks(cleaned, source, target);
    CrosswalkColumns out;
    out.source = fmt::format("#{}", source + 1);
    out.target = fmt::format("#{}", target + 1);
    out.source_title = title_beside(table, source);
    out.target_title = title_beside(table, target);
    out.marks_in_titles = out.source_title || out.target_title;
    out.share = shares_in(cleaned, {source, target});
    out.rounded = out.share.has_value();
    return out;
}

}  // namespace socshift
