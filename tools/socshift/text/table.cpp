#include "text/table.hpp"

#include "choice_option.hpp"
#include "text/harmless.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <sstream>

namespace socshift::cli {

namespace {

constexpr std::size_t column_gap = 2;
constexpr std::size_t narrowest_column = 10;

// Stands between the texts of a list cell until it is printed: ASCII's own unit separator.
constexpr char list_mark = '\x1f';

using Row = std::vector<std::string>;

nlohmann::ordered_json json_list(std::string_view cell) {
    auto list = nlohmann::ordered_json::array();
    while (!cell.empty()) {
        const auto end = std::min(cell.find(list_mark), cell.size());
        list.push_back(cell.substr(0, end));
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return list;
}

/// @p table with its lists joined as every format but JSON prints them.
Table with_joined_lists(Table table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.lists.count(table.columns[i]) != 0) {
            for (auto& row : table.rows) {
                std::replace(row[i].begin(), row[i].end(), list_mark, ';');
            }
        }
    }
    return table;
}

std::string csv_cell(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string out = "\"";
    for (const char c : cell) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    return out + "\"";
}

std::string tsv_cell(std::string cell) {
    std::replace_if(
        cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\r' || c == '\n'; }, ' ');
    return cell;
}

/// "-0.5": what a spreadsheet takes for a number, and computes nothing of.
bool is_number(std::string_view cell) {
    cell.remove_prefix(cell.starts_with('-') || cell.starts_with('+') ? 1 : 0);
    const auto other = cell.find_first_not_of("0123456789.");
    return !cell.empty() && other == std::string_view::npos &&
           std::count(cell.begin(), cell.end(), '.') < 2;
}

/// @p table without cells that a spreadsheet would compute: numbers stay as they are.
Table without_formulas(Table table) {
    constexpr std::string_view starts = "=+-@\t\r";
    for (auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            auto& cell = row[i];
            if (!cell.empty() && starts.find(cell.front()) != std::string_view::npos &&
                table.numeric.count(table.columns[i]) == 0 && !is_number(cell)) {
                cell.insert(0, 1, '\'');
            }
        }
    }
    return table;
}

template <typename Cell>
void write_line(std::ostream& out, const Row& row, std::string_view before, std::string_view gap,
                std::string_view after, Cell cell) {
    out << before;
    for (std::size_t i = 0; i < row.size(); ++i) {
        out << (i == 0 ? "" : gap) << cell(row[i]);
    }
    out << after << '\n';
}

template <typename Cell>
void write_delimited(std::ostream& out, const Table& table, std::string_view gap, Cell cell) {
    write_line(out, table.columns, "", gap, "", cell);
    for (const auto& row : table.rows) {
        write_line(out, row, "", gap, "", cell);
    }
}

void write_md(std::ostream& out, const Table& table) {
    write_line(out, table.columns, "| ", " | ", " |", markdown_text);
    write_line(out, Row(table.columns.size(), "---"), "| ", " | ", " |", markdown_text);
    for (const auto& row : table.rows) {
        write_line(out, row, "| ", " | ", " |", markdown_text);
    }
}

std::string to_json(const Table& table, const Row& row) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& name = table.columns[i];
        if (table.lists.count(name) != 0) {
            object[name] = json_list(row[i]);
        } else if (table.numeric.count(name) == 0) {
            object[name] = row[i];
        } else {
            object[name] = row[i].empty() ? nlohmann::ordered_json(nullptr)
                                          : nlohmann::ordered_json::parse(row[i]);
        }
    }
    return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void write_json(std::ostream& out, const Table& table) {
    out << "{\"schema\":" << nlohmann::json(table.schema).dump() << ",\"rows\":[";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        out << (i == 0 ? "\n" : ",\n") << to_json(table, table.rows[i]);
    }
    out << "\n]}\n";
}

std::vector<std::size_t> natural_widths(const Table& table) {
    std::vector<std::size_t> widths;
    widths.reserve(table.columns.size());
    for (const auto& column : table.columns) {
        widths.push_back(display_width(column));
    }
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row[i]));
        }
    }
    return widths;
}

/// The longest words of each column: narrower, it could not be wrapped.
std::vector<std::size_t> word_widths(const Table& table) {
    std::vector<std::size_t> widths(table.columns.size(), narrowest_column);
    const auto look_at = [&](const Row& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::istringstream words(row[i]);
            for (std::string word; words >> word;) {
                widths[i] = std::max(widths[i], display_width(word));
            }
        }
    };
    look_at(table.columns);
    std::for_each(table.rows.begin(), table.rows.end(), look_at);
    return widths;
}

/// Takes from the widest column that has room, one by one, until the row fits or none has.
void narrow(std::vector<std::size_t>& widths, const std::vector<std::size_t>& least,
            std::size_t limit) {
    std::size_t total = column_gap * (widths.size() - 1);
    for (const auto width : widths) {
        total += width;
    }
    while (total > limit) {
        std::size_t* widest = nullptr;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] > least[i] && (widest == nullptr || widths[i] > *widest)) {
                widest = &widths[i];
            }
        }
        if (widest == nullptr) {
            return;
        }
        --*widest;
        --total;
    }
}

/// A line end in a cell must not look like one of the table.
std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

void write_text_row(std::ostream& out, const Row& row, const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> cells;
    std::size_t lines = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
        cells.push_back(wrap(one_line(row[i]), widths[i]));
        lines = std::max(lines, cells.back().size());
    }
    for (std::size_t line = 0; line < lines; ++line) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            text += pad(line < cells[i].size() ? cells[i][line] : "", widths[i]);
            text.append(column_gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out << text << '\n';
    }
}

void write_text(std::ostream& out, const Table& table, unsigned width) {
    auto widths = natural_widths(table);
    if (width != 0 && !widths.empty()) {
        narrow(widths, word_widths(table), width);
    }
    write_text_row(out, table.columns, widths);
    for (const auto& row : table.rows) {
        write_text_row(out, row, widths);
    }
}

}  // namespace

CLI::Option* add_format_option(CLI::App& verb, Format& format) {
    verb.add_flag("--spreadsheet-safe")
        ->description("In csv and tsv, put an apostrophe before what a spreadsheet would compute");
    auto* const option =
        add_choice(verb, "--format", format, "text, csv, tsv, json or md")->type_name("FORMAT");
    if (format == Format::text) {  // what printed_format() takes to be the default
        option->default_str("");
    }
    return option;
}

std::string list_cell(const std::vector<std::string>& texts) {
    std::string out;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out += (i == 0 ? "" : std::string(1, list_mark)) + texts[i];
    }
    return out;
}

void write_table(std::ostream& out, const Table& table, Format format, unsigned width) {
    if (!table.lists.empty() && format != Format::json) {
        auto joined = with_joined_lists(table);
        joined.lists.clear();
        return write_table(out, joined, format, width);
    }
    if (is_spreadsheet_safe(out) && (format == Format::csv || format == Format::tsv)) {
        const auto safe = without_formulas(table);
        return format == Format::csv ? write_delimited(out, safe, ",", csv_cell)
                                     : write_delimited(out, safe, "\t", tsv_cell);
    }
    switch (format) {
        case Format::text:
            return write_text(out, table, width);
        case Format::csv:
            return write_delimited(out, table, ",", csv_cell);
        case Format::tsv:
            return write_delimited(out, table, "\t", tsv_cell);
        case Format::json:
            return write_json(out, table);
        case Format::md:
            return write_md(out, table);
    }
}

}  // namespace socshift::cli
