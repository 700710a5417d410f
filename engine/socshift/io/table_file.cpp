#include "socshift/io/table_file.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/compression.hpp"
#include "socshift/io/file_kind.hpp"
#include "socshift/io/table_header.hpp"
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

}  // namespace

DelimitedTable read_table(std::string_view bytes, const std::string& file,
                          const TableChoice& choice) {
    const auto text = decoded(bytes, file);
    if (is_workbook(text)) {
        return as_table(read_workbook(text, file), {choice.sheet, choice.header_row});
    }
    refuse_other_kinds(text, file);
    if (choice.sheet) {
        throw FormatError({file, 0, 0}, "not a workbook: it has no sheets");
    }
    return below_titles(read_delimited_table(bytes_of(std::string_view{text}), file,
                                             choice.delimiter, most_table_cells, choice.short_rows),
                        choice.header_row);
}

DelimitedTable read_table(const std::filesystem::path& file, const TableChoice& choice) {
    const auto bytes = read_file(file);
    return read_table(bytes, file.string(), choice);
}

}  // namespace socshift
