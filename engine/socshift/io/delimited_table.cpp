#include "socshift/io/delimited_table.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/table_header.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace socshift {

std::optional<std::size_t> place_after_sign(std::string_view name) noexcept {
    if (name.size() < 2 || name.front() != '#') {
        return std::nullopt;
    }
    const auto place = whole_number<std::size_t>(name.substr(1));
    return place && *place > 0 ? place : std::nullopt;
}

std::optional<std::size_t> DelimitedTable::find_column(std::string_view name) const noexcept {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - header.begin());
}

namespace {

/// The only column whose name is @p name but for blanks and line ends, of which publishers have
/// several between words.
std::optional<std::size_t> only_alike(const std::vector<std::string>& header,
                                      std::string_view name) {
    const auto wanted = column_name(name);
    std::optional<std::size_t> found;
    for (std::size_t at = 0; at < header.size(); ++at) {
        if (column_name(header[at]) == wanted) {
            if (found) {
                return std::nullopt;
            }
            found = at;
        }
    }
    return found;
}

}  // namespace

std::size_t DelimitedTable::column(std::string_view name) const {
    const auto first = std::find(header.begin(), header.end(), name);
    if (first == header.end()) {
        if (const auto place = only_alike(header, name)) {
            return *place;
        }
        if (const auto place = place_after_sign(name); place && *place <= header.size()) {
            return *place - 1;
        }
        throw FormatError({file, 1, 0}, fmt::format("no column '{}'; the columns are {}", name,
                                                    choices(name, header)));
    }
    const auto second = std::find(std::next(first), header.end(), name);
    if (second != header.end()) {
        throw FormatError(
            {file, 1, 0},
            fmt::format("several columns '{}'; name one by its place, #{} or #{}", name,
                        first - header.begin() + 1, second - header.begin() + 1));
    }
    return static_cast<std::size_t>(first - header.begin());
}

DelimitedTable read_delimited_table(ReadBytes read, std::string file, std::optional<char> delimiter,
                                    std::size_t most_cells, bool short_rows) {
    DelimitedOptions options;
    options.delimiter = delimiter;
    options.block = std::size_t{1} << 16U;  // these files are small
    DelimitedReader reader(std::move(read), std::move(file), options);
    DelimitedTable table{reader.file(), {}, {}};
    std::string storage;
    while (const auto* const record = reader.next()) {
        std::vector<std::string> cells;
        cells.reserve(record->fields.size());
        for (const auto field : record->fields) {
            cells.emplace_back(field_text(field, storage));
        }
        if (table.header.empty()) {
            table.header = std::move(cells);
        } else if (!record->bytes.empty()) {
            if (short_rows && cells.size() < table.header.size()) {
                cells.resize(table.header.size());
            }
            if (cells.size() != table.header.size()) {
                throw RaggedTable(reader.where(record->line),
                                  fmt::format("{} columns, expected {} as in the header",
                                              cells.size(), table.header.size()));
            }
            if ((table.rows.size() + 2) * table.header.size() > most_cells) {
                throw FormatError(
                    reader.where(record->line),
                    fmt::format("more than {} cells, the most that a table may have", most_cells));
            }
            table.rows.push_back({reader.where(record->line).line, std::move(cells)});
        }
    }
    if (table.header.empty()) {
        throw FormatError({table.file, 0, 0}, "an empty file; expected a header line");
    }
    return table;
}

void append_record(std::string& out, const std::vector<std::string>& cells, char delimiter) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) {
            out += delimiter;
        }
        first = false;
        append_field(out, cell, delimiter);
    }
    out += '\n';
}

}  // namespace socshift
