#include "socshift/publish/delimited.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

using Printed = std::vector<std::string>;

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

void disarm(std::string& cell) {
    constexpr std::string_view starts = "=+-@\t\r";
    if (!cell.empty() && starts.find(cell.front()) != std::string_view::npos && !is_number(cell)) {
        cell.insert(0, 1, '\'');
    }
}

template <typename Quote>
void write_line(std::ostream& out, const Printed& cells, char gap, Quote quote) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) {
            out << gap;
        }
        out << quote(cells[i]);
    }
    out << '\n';
}

template <typename Quote>
void write_delimited(std::ostream& out, const Table& table, Spreadsheets spreadsheets, char gap,
                     Quote quote) {
    write_line(out, printed_names(table), gap, quote);
    for (const auto& row : table.rows()) {
        auto cells = printed_cells(table, row);
        if (spreadsheets == Spreadsheets::safe) {
            std::for_each(cells.begin(), cells.end(), disarm);
        }
        write_line(out, cells, gap, quote);
    }
}

}  // namespace

Printed printed_names(const Table& table) {
    Printed out;
    for (const auto& [name, kind] : table.columns()) {
        if (kind == ColumnKind::interval) {
            out.push_back(name + "_low");
            out.push_back(name + "_high");
        } else {
            out.push_back(name);
        }
    }
    return out;
}

Printed printed_cells(const Table& table, const Table::Row& row) {
    Printed out;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto kind = table.columns()[i].kind;
        if (kind != ColumnKind::interval) {
            out.push_back(printed(row[i], kind));
            continue;
        }
        const auto* const interval = std::get_if<Interval>(&row[i].value());
        out.push_back(interval == nullptr ? "" : printed(interval->least));
        out.push_back(interval == nullptr ? "" : printed(interval->most));
    }
    return out;
}

void write_csv(std::ostream& out, const Table& table, Spreadsheets spreadsheets) {
    write_delimited(out, table, spreadsheets, ',', csv_cell);
}

void write_tsv(std::ostream& out, const Table& table, Spreadsheets spreadsheets) {
    write_delimited(out, table, spreadsheets, '\t', tsv_cell);
}

}  // namespace socshift
