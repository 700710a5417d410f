#include "socshift/io/table_file.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/io/blank_columns.hpp"
#include "socshift/io/compression.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/file_kind.hpp"
#include "socshift/io/named_tables.hpp"
#include "socshift/io/table_header.hpp"
#include "socshift/io/turtle.hpp"
#include "socshift/io/utf16.hpp"
#include "socshift/io/whole_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

namespace {

/// How many of the rows of @p table stand above its header; 0: its first line is the header.
std::size_t rows_above(const DelimitedTable& table, std::optional<std::uint32_t> wanted) {
    if (!wanted) {
        std::vector<std::size_t> counts = {filled_cells(table.header)};
        for (const auto& row : table.rows) {
            counts.push_back(filled_cells(row.cells));
        }
        const auto place = header_place(counts);
        return place == counts.size() ? 0 : place;
    }
    const auto found =
        std::find_if(table.rows.begin(), table.rows.end(),
                     [&](const DelimitedTable::Row& row) { return row.line == *wanted; });
    if (*wanted != 1 && found == table.rows.end()) {
        throw FormatError({table.file, *wanted, 0}, "no header: there is no such row");
    }
    return *wanted == 1 ? 0 : static_cast<std::size_t>(found - table.rows.begin()) + 1;
}

DelimitedTable below_titles(DelimitedTable table, std::optional<std::uint32_t> wanted) {
    const auto above = rows_above(table, wanted);
    if (above == 0) {
        return table;
    }
    const auto header = table.rows.begin() + static_cast<std::ptrdiff_t>(above) - 1;
    std::uint32_t place = 0;
    for (auto& name : table.header) {
        name = column_name(header->cells[place]);
        if (name.empty()) {
            name = column_letters(place);
        }
        ++place;
    }
    table.rows.erase(table.rows.begin(), header + 1);
    return table;
}

/// A line of text that may be the header of what is below it.
struct HeaderLine {
    std::size_t at = 0;      // where it starts
    std::uint32_t line = 1;  // its number
    char delimiter = ',';
};

/// How many cells the records of @p text have, if all of the first ones have as many, two or more.
std::size_t even_width(std::string_view text, char delimiter) {
    constexpr std::size_t window = 20;
    DelimitedRecord record;
    std::size_t width = 0;
    std::size_t records = 0;
    while (records < window && !text.empty() && cut_record(text, delimiter, true, record)) {
        if (!record.bytes.empty()) {
            if (width != 0 && record.fields.size() != width) {
                return 0;
            }
            width = record.fields.size();
            ++records;
        }
        text.remove_prefix(record.bytes.size() + record.line_end.size());
    }
    return records > 1 && width > 1 ? width : 0;
}

/// The cells of the record at the start of @p text that hold something, and whether one of them is
/// a number.
std::pair<std::size_t, bool> filled_in(std::string_view text, char delimiter) {
    DelimitedRecord record;
    std::string storage;
    std::vector<std::string> cells;
    if (cut_record(text, delimiter, true, record)) {
        for (const auto field : record.fields) {
            cells.emplace_back(field_text(field, storage));
        }
    }
    const bool has_number = std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return cell.find_first_of("0123456789") != std::string::npos &&
               cell.find_first_not_of("0123456789.,+-%$ ") == std::string::npos;
    });
    return {filled_cells(cells), has_number};
}

/// Where the table of @p text starts, of which some lines above the header are titles: lines that
/// fill half as many cells at most as the header. It is line @p wanted, if that is given; else the
/// first from which on all lines are cut alike, without numbers in it. None if there is no such.
std::optional<HeaderLine> header_below_titles(std::string_view text,
                                              std::optional<std::uint32_t> wanted,
                                              std::optional<char> delimiter) {
    constexpr std::uint32_t most_titles = 100;
    const std::string delimiters =
        delimiter ? std::string(1, *delimiter) : std::string{known_delimiters};
    HeaderLine header;
    std::vector<std::string_view> above;
    for (; header.line <= wanted.value_or(most_titles) && header.at < text.size(); ++header.line) {
        const auto rest = text.substr(header.at);
        const bool may_be_it = !wanted || header.line == *wanted;
        for (const char each : may_be_it ? delimiters : std::string{}) {
            const auto width = even_width(rest, each);
            const auto [filled, has_number] = filled_in(rest, each);
            // A title may have commas: what counts is how the table is cut.
            const bool is_below_titles = std::all_of(
                above.begin(), above.end(),
                [&](std::string_view title) { return filled_in(title, each).first * 2 <= width; });
            const bool is_header = filled * 2 > width && !has_number && is_below_titles;
            if (width > 0 && (wanted || is_header)) {
                header.delimiter = each;
                return header;
            }
        }
        const auto next = std::min(text.find('\n', header.at), text.size() - 1) + 1;
        above.push_back(text.substr(header.at, next - header.at));
        header.at = next;
    }
    return std::nullopt;
}

/// Delimited text whose lines above the header are titles that are shorter than the table.
/// @throws @p ragged, which was found without looking for titles, where there are none.
DelimitedTable read_below_titles(std::string_view text, const std::string& file,
                                 const TableChoice& choice, const RaggedTable& ragged) {
    const auto header = header_below_titles(text, choice.header_row, choice.delimiter);
    if (!header || header->at == 0) {
        throw ragged;
    }
    try {
        auto table = read_delimited_table(bytes_of(text.substr(header->at)), file,
                                          header->delimiter, most_table_cells, choice.short_rows);
        table.header_line = header->line;
        for (auto& row : table.rows) {
            row.line += header->line - 1;
        }
        return table;
    } catch (const RaggedTable&) {
        throw ragged;
    }
}

/// @p text without the byte-order mark that some programs put before UTF-8.
std::string_view without_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

/// @p bytes decompressed, and in UTF-8 if they are UTF-16.
std::string decoded(std::string_view bytes, const std::string& file) {
    bool is_utf16 = false;
    const auto read = utf8_of(decompressed(bytes_of(bytes), file), file, is_utf16);
    std::string out;
    constexpr std::size_t step = std::size_t{1} << 16U;
    for (;;) {
        const auto had = out.size();
        out.resize(had + step);
        const auto got = read(out.data() + had, step);
        out.resize(had + got);
        if (got == 0) {
            return out;
        }
        if (out.size() > most_file_bytes) {
            throw FormatError({file, 0, 0},
                              fmt::format("more than {} bytes once it is decompressed",
                                          grouped(most_file_bytes)));
        }
    }
}

/// @p text without what stands before its character number @p count.
std::string_view after_characters(std::string_view text, std::size_t count) {
    for (; count > 0 && !text.empty(); --count) {
        text.remove_prefix(std::max<std::size_t>(valid_character_size(text), 1));
    }
    return text;
}

/// Lines whose columns stand at fixed places; blank ones are left out.
DelimitedTable read_fixed(std::string_view text, const std::string& file,
                          const std::vector<FixedColumn>& columns) {
    DelimitedTable table{file, {}, {}, 0};
    for (const auto& column : columns) {
        table.header.push_back(column.name);
    }
    if (text.substr(0, utf8_mark.size()) == utf8_mark) {
        text.remove_prefix(utf8_mark.size());
    }
    for (std::uint32_t line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto row = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (without_blanks_around(row).empty()) {
            continue;
        }
        DelimitedTable::Row cells{line, {}};
        for (const auto& column : columns) {
            auto cell = after_characters(row, column.first - 1);
            if (column.last != 0) {
                const auto rest = after_characters(cell, column.last + 1 - column.first);
                cell.remove_suffix(rest.size());
            }
            cells.cells.emplace_back(without_blanks_around(cell));
        }
        table.rows.push_back(std::move(cells));
        if (table.rows.size() * columns.size() > most_table_cells) {
            throw FormatError({file, line, 0}, fmt::format("more than {} cells, the most that a "
                                                           "table may have",
                                                           most_table_cells));
        }
    }
    return table;
}

/// @p table, of which the first line is no header but a row, under the names @p columns.
DelimitedTable under_names(DelimitedTable table, const std::vector<std::string>& columns) {
    if (table.header.size() != columns.size()) {
        throw FormatError({table.file, 1, 0}, fmt::format("{} columns, and {} are named",
                                                          table.header.size(), columns.size()));
    }
    table.rows.insert(table.rows.begin(), {1, std::move(table.header)});
    table.header = columns;
    table.header_line = 0;
    return table;
}

}  // namespace

DelimitedTable read_table(std::string_view bytes, const std::string& file,
                          const TableChoice& choice) {
    const auto text = decoded(bytes, file);
    const bool is_named = !choice.columns.empty() || !choice.fixed.empty();
    if (is_workbook(text)) {
        if (is_named) {
            throw FormatError({file, 0, 0}, "a workbook: its columns are named by its header");
        }
        return as_table(read_workbook(text, file), {choice.sheet, choice.header_row});
    }
    refuse_other_kinds(text, file);
    const auto marked = without_mark(text);
    const bool is_linked = is_turtle(marked);
    if (choice.language && !is_linked) {
        throw FormatError({file, 0, 0}, "not linked data: its titles have no languages");
    }
    if (is_linked || is_mapping_set(marked)) {
        if (is_named || choice.delimiter || choice.header_row) {
            throw FormatError({file, 0, 0},
                              "linked data and mapping sets say what their columns are");
        }
        return one_of(is_linked ? read_linked_tables(marked, file, choice.language)
                                : read_mapping_set(marked, file),
                      choice.sheet, file);
    }
    if (choice.sheet) {
        throw FormatError({file, 0, 0}, "not a workbook: it has no sheets");
    }
    if (!choice.fixed.empty()) {
        return read_fixed(text, file, choice.fixed);
    }
    const auto blanks = choice.delimiter == ' ' ? single_blanks(text) : std::string{};
    const auto rows = choice.delimiter == ' ' ? std::string_view{blanks} : std::string_view{text};
    const auto read = [&] {
        return read_delimited_table(bytes_of(rows), file, choice.delimiter, most_table_cells,
                                    choice.short_rows);
    };
    if (!choice.columns.empty()) {
        return under_names(read(), choice.columns);
    }
    try {
        return below_titles(read(), choice.header_row);
    } catch (const RaggedTable& ragged) {
        return read_below_titles(rows, file, choice, ragged);
    }
}

bool is_linked_data(std::string_view bytes) {
    const auto text = decoded(bytes, "");
    return is_turtle(without_mark(text));
}

DelimitedTable read_table(const std::filesystem::path& file, const TableChoice& choice) {
    const auto bytes = read_file(file);
    return read_table(bytes, file.string(), choice);
}

}  // namespace socshift
