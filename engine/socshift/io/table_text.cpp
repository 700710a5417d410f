#include "socshift/io/table_text.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/io/blank_columns.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/io/file_kind.hpp"
#include "socshift/io/sheet_text.hpp"
#include "socshift/io/table_header.hpp"
#include "socshift/io/utf16.hpp"
#include "socshift/io/workbook.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace socshift {

namespace {

constexpr std::size_t start_size = std::size_t{1} << 20U;
constexpr std::size_t most_workbook = std::size_t{256} << 20U;
constexpr std::size_t most_titles = 100;  // lines above a header that is looked for
constexpr std::size_t window = 20;        // records that are compared with it

using Record = std::vector<std::string>;

/// Reads until @p text has @p size bytes. False if there are no more.
bool read_up_to(std::string& text, std::size_t size, const ReadBytes& read) {
    while (text.size() < size) {
        const auto had = text.size();
        text.resize(std::min(size, std::max(2 * had, start_size)));  // most files are far smaller
        const auto got = read(text.data() + had, text.size() - had);
        text.resize(had + got);
        if (got == 0) {
            return false;
        }
    }
    return true;
}

/// @p start, then what @p read gives.
ReadBytes joined(std::string start, ReadBytes read) {
    struct Rest {
        std::string start;
        std::size_t given = 0;
        ReadBytes read;
    };
    return [rest = std::make_shared<Rest>(Rest{std::move(start), 0, std::move(read)})](
               char* to, std::size_t size) -> std::size_t {
        if (rest->given == rest->start.size()) {
            return rest->read(to, size);
        }
        const auto count = rest->start.copy(to, size, rest->given);
        rest->given += count;
        if (rest->given == rest->start.size()) {
            rest->start = {};
            rest->given = 0;
        }
        return count;
    };
}

/// The first records of @p text that are not empty.
std::vector<Record> first_records(std::string_view text, char delimiter, bool is_all) {
    std::vector<Record> out;
    DelimitedRecord record;
    std::string storage;
    while (out.size() <= window && !text.empty() && cut_record(text, delimiter, is_all, record)) {
        if (!record.bytes.empty()) {
            auto& cells = out.emplace_back();
            for (const auto field : record.fields) {
                cells.emplace_back(field_text(field, storage));
            }
        }
        text.remove_prefix(record.bytes.size() + record.line_end.size());
    }
    return out;
}

/// "12", "-1,234.5": what stands in a row of data rather than in a header.
bool is_figure(std::string_view cell) {
    cell = without_blanks_around(cell);
    return cell.find_first_of("0123456789") != std::string_view::npos &&
           cell.find_first_not_of("0123456789.,+-%$ ") == std::string_view::npos;
}

/// Whether the first of @p records fills more than half as many cells as the fullest. What stands
/// below other lines, @p is_below, has no figures and no codes either.
bool may_be_header(const std::vector<Record>& records, bool is_below) {
    if (is_below && !records.empty() &&
        std::any_of(records.front().begin(), records.front().end(), is_figure)) {
        return false;
    }
    std::size_t most = 0;
    for (const auto& record : records) {
        most = std::max(most, filled_cells(record));
    }
    return !records.empty() && filled_cells(records.front()) * 2 > most;
}

/// How the text from some line on is cut into columns.
struct Cut {
    char delimiter = ',';
    bool has_blanks = false;
};

/// The start of @p text with single blanks: enough to look at.
std::vector<Record> blank_records(std::string_view text, bool is_all) {
    constexpr std::size_t enough = std::size_t{1} << 16U;
    return first_records(single_blanks(text.substr(0, enough)), ' ',
                         is_all && text.size() <= enough);
}

std::vector<Record> records_of(std::string_view text, const Cut& cut, bool is_all) {
    return cut.has_blanks ? blank_records(text, is_all)
                          : first_records(text, cut.delimiter, is_all);
}

/// Whether all of @p records have as many cells as the first, two or more, or, but for it, one
/// more.
bool is_regular(const std::vector<Record>& records) {
    return records.size() > 1 && records[1].size() > 1 &&
           records[1].size() - records[0].size() <= 1 &&
           std::all_of(records.begin() + 1, records.end(),
                       [&](const Record& record) { return record.size() == records[1].size(); });
}

Cut cut_of(const DataShape& shape, std::optional<char> named, std::string_view text, bool is_all) {
    if (shape.blanks) {
        return {' ', true};
    }
    if (shape.delimiter || named) {
        return {shape.delimiter ? *shape.delimiter : *named, false};
    }
    const char found = detect_delimiter(text, is_all);
    DelimitedRecord first;
    if (!cut_record(text, found, is_all, first) || first.fields.size() > 1) {
        return {found, false};
    }
    const auto line = text.substr(0, text.find('\n'));
    const bool has_blank = line.find_first_of(" \t") != std::string_view::npos;
    if (has_blank && is_regular(blank_records(text, is_all))) {
        return {' ', true};
    }
    return {found, false};
}

/// Whether some delimiter cuts most records behind the first, which none cuts, alike: it stands
/// above a table.
bool is_above_table(std::string_view text, bool is_all) {
    return std::any_of(known_delimiters.begin(), known_delimiters.end(), [&](char delimiter) {
        const auto records = first_records(text, delimiter, is_all);
        if (records.size() < 2 || records[0].size() > 1) {
            return false;
        }
        const auto size = records.back().size();
        const auto alike = std::count_if(records.begin() + 1, records.end(),
                                         [&](const Record& one) { return one.size() == size; });
        return size > 1 && static_cast<std::size_t>(alike) * 2 > records.size() - 1;
    });
}

/// The X of a first line "sep=X", which spreadsheets take for the delimiter.
std::optional<char> named_delimiter(std::string_view line) {
    line = without_blanks_around(line);
    if (line.size() > 2 && line.front() == '"' && line.back() == '"') {
        line = line.substr(1, line.size() - 2);
    }
    constexpr std::string_view start = "sep=";
    const bool is_named = line.size() == start.size() + 1 &&
                          std::equal(start.begin(), start.end(), line.begin(),
                                     [](char a, char b) { return a == b || a == (b | 0x20); });
    return is_named ? std::optional{line.back()} : std::nullopt;
}

}  // namespace

struct TableText::Lines {
    std::string_view text;  // behind the byte-order mark
    bool is_all = false;
    std::size_t at = 0;  // where the header starts

    [[nodiscard]] std::string_view line(std::size_t from) const {
        return text.substr(from, text.find('\n', from) - from);
    }
    /// Where the line behind the one at @p from starts; the end if there is none.
    [[nodiscard]] std::size_t next(std::size_t from) const {
        return std::min(text.find('\n', from), text.size() - 1) + 1;
    }
};

TableText::TableText(const DataShape& shape, ReadBytes read) {
    auto rest = utf8_of(std::move(read), shape.file, reading_.is_utf16);
    std::string start;
    bool is_all = !read_up_to(start, start_size, rest);
    if (is_workbook(start)) {
        is_all = is_all || !read_up_to(start, most_workbook, rest);
        if (!is_all) {
            throw FormatError({shape.file, 0, 0},
                              fmt::format("a workbook of more than {} bytes; save the sheet as "
                                          "delimited text",
                                          most_workbook));
        }
        read_sheet(shape, std::move(start));
        return;
    }
    refuse_other_kinds(start, shape.file, FilesWithColumns::read_by_name);
    if (shape.sheet) {
        throw FormatError({shape.file, 0, 0}, "not a workbook: it has no sheets");
    }
    const std::size_t mark = start.starts_with(utf8_mark) ? utf8_mark.size() : 0;
    Lines lines{std::string_view{start}.substr(mark), is_all, 0};
    if (!lines.text.empty()) {
        find_header(shape, lines);
    }
    start.erase(mark, lines.at);
    text_ = joined(std::move(start), std::move(rest));
    if (reading_.has_blanks) {
        text_ = single_blanks(std::move(text_));
    }
}

void TableText::read_sheet(const DataShape& shape, std::string bytes) {
    if (!shape.has_header) {
        throw FormatError({shape.file, 0, 0}, "a sheet of a workbook has to name its columns");
    }
    auto sheet = sheet_text(std::move(bytes), shape);
    sheet_rows_ = std::move(sheet.rows);
    reading_.header_line = sheet.reading.header_line;
    reading_.sheet = sheet.reading.sheet;
    reading_.merged = std::move(sheet.reading.merged);
    text_ = std::move(sheet.text);
}

/// Puts the place of the header into @p lines, and how it is cut into this.
void TableText::find_header(const DataShape& shape, Lines& lines) {
    const auto named = named_delimiter(lines.line(0));
    const auto above = named ? lines.next(0) : 0;
    std::uint64_t line = named ? 2 : 1;
    std::size_t at = above;
    std::optional<std::pair<std::size_t, std::uint64_t>> by_cells;  // place and line
    std::optional<std::pair<std::size_t, std::uint64_t>> found;
    if (shape.header_row) {
        for (at = 0, line = 1; line < *shape.header_row && at < lines.text.size(); ++line) {
            at = lines.next(at);
        }
        if (at == lines.text.size() || line != *shape.header_row) {
            throw FormatError({shape.file, *shape.header_row, 0},
                              "no header: there is no such line near the start of the file");
        }
        found = {at, line};
    }
    const bool by_name = !shape.column.empty() && !place_after_sign(shape.column);
    for (std::size_t i = 0; !found && shape.has_header && i < most_titles && at < lines.text.size();
         ++i) {
        const auto text = lines.text.substr(at);
        const auto cut = cut_of(shape, named, text, lines.is_all);
        const auto records = records_of(text, cut, lines.is_all);
        const bool is_blank = without_blanks_around(lines.line(at)).empty();
        if (!is_blank && !records.empty()) {
            const auto& cells = records.front();
            if (by_name && std::find(cells.begin(), cells.end(), shape.column) != cells.end()) {
                found = {at, line};
            } else if (!by_cells && may_be_header(records, at > 0) &&
                       (cells.size() > 1 || shape.delimiter || named ||
                        !is_above_table(text, lines.is_all))) {
                by_cells = {at, line};
            }
        }
        if (by_cells && !by_name) {
            break;
        }
        at = lines.next(at);
        ++line;
    }
    if (!found) {
        found = by_cells ? *by_cells : std::pair{above, std::uint64_t{named ? 2U : 1U}};
    }
    lines.at = found->first;
    reading_.header_line = found->second;
    const auto text = lines.text.substr(lines.at);
    const auto cut = cut_of(shape, named, text, lines.is_all);
    delimiter_ = cut.delimiter;
    reading_.has_blanks = cut.has_blanks;
    if (shape.has_header) {
        fit_header(text, lines.is_all);
    }
}

/// Whether rows have one cell more than the header, which R and others write.
void TableText::fit_header(std::string_view text, bool is_all) {
    const auto records = records_of(text, {delimiter_, reading_.has_blanks}, is_all);
    if (records.size() < 3) {  // one row may be wrong
        return;
    }
    const auto columns = records.front().size();
    std::set<std::string_view> first_cells;
    bool all_longer = true;
    bool all_empty = true;
    for (auto record = records.begin() + 1; record != records.end(); ++record) {
        all_longer = all_longer && record->size() == columns + 1;
        all_empty = all_empty && record->back().empty();
        first_cells.insert(record->front());
    }
    reading_.has_end_marks = all_longer && all_empty;
    reading_.has_row_names =
        all_longer && !all_empty && columns > 1 && first_cells.size() + 1 == records.size();
}

DelimitedOptions TableText::options() const {
    DelimitedOptions out;
    out.delimiter = delimiter_;
    out.first_line = sheet_rows_.empty() ? reading_.header_line : 1;
    return out;
}

std::uint64_t own_line(const std::vector<std::uint32_t>& rows, std::uint64_t line) {
    return rows.empty() || line == 0
               ? line
               : rows[static_cast<std::size_t>(std::min<std::uint64_t>(line, rows.size())) - 1];
}

}  // namespace socshift
