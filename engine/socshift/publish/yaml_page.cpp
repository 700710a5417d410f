#include "socshift/publish/yaml_page.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <ostream>
#include <string>
#include <variant>

namespace socshift {

namespace {

/// A text in double quotes: what JSON writes is the same text in YAML.
std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string list_of(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const auto& text : texts) {
        out += (out.size() == 1 ? "" : ", ") + quoted(text);
    }
    return out + "]";
}

std::string yaml_of(const Cell& cell, ColumnKind kind) {
    if (const auto* const texts = std::get_if<SharedTexts>(&cell.value())) {
        return list_of(texts->all());
    }
    const bool is_number = std::holds_alternative<std::int64_t>(cell.value()) ||
                           std::holds_alternative<Measure>(cell.value());
    return is_number ? printed(cell, kind) : quoted(printed(cell, kind));
}

void write_lines(std::ostream& out, const std::vector<std::string>& lines,
                 const std::string& indent) {
    if (!lines.empty()) {
        out << indent << "lines:\n";
        for (const auto& line : lines) {
            out << indent << "  - " << quoted(line) << '\n';
        }
    }
}

void write_facts(std::ostream& out, const std::vector<Fact>& facts, const std::string& indent) {
    for (const auto& fact : facts) {
        if (!fact.value.is_nothing()) {
            out << indent << fact.name << ": " << yaml_of(fact.value, ColumnKind::text) << '\n';
        }
    }
}

void write_row(std::ostream& out, const Table& table, const Table::Row& row) {
    const char* start = "    - ";
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!row[i].is_nothing()) {
            out << start << table.columns()[i].name << ": "
                << yaml_of(row[i], table.columns()[i].kind) << '\n';
            start = "      ";
        }
    }
}

}  // namespace

void write_yaml(std::ostream& out, const Page& page) {
    out << "schema: " << quoted(page.schema) << "\ntitle: " << quoted(page.marked_title()) << '\n';
    write_facts(out, page.facts, "");
    write_lines(out, page.lines, "");
    for (const auto& section : page.sections) {
        if (section.table.empty() && section.lines.empty() && section.totals.empty()) {
            continue;
        }
        out << section.key << ":\n";
        write_lines(out, section.lines, "  ");
        write_facts(out, section.totals, "  ");
        if (!section.table.empty()) {
            out << "  rows:\n";
            for (const auto& row : section.table.rows()) {
                write_row(out, section.table, row);
            }
        }
    }
}

}  // namespace socshift
