#include "text/report.hpp"

#include "choice_option.hpp"
#include "text/harmless.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <ostream>
#include <sstream>

namespace socshift::cli {

namespace {

nlohmann::ordered_json cell_json(const Table& table, std::size_t column, const std::string& cell) {
    const auto& name = table.columns[column];
    if (table.lists.count(name) != 0) {
        auto list = nlohmann::ordered_json::array();
        std::istringstream parts(cell);
        for (std::string part; std::getline(parts, part, list_cell({"", ""}).front());) {
            list.push_back(part);
        }
        return list;
    }
    if (table.numeric.count(name) == 0) {
        return cell;
    }
    std::int64_t number = 0;
    const auto* const end = cell.data() + cell.size();
    return !cell.empty() && std::from_chars(cell.data(), end, number).ptr == end
               ? nlohmann::ordered_json(number)
               : nlohmann::ordered_json(nullptr);
}

/// A whole number, perhaps with marks between thousands, as one; any other figure, which may have a
/// fraction, as text, because a number of JSON would be rounded.
nlohmann::ordered_json number_json(std::string text) {
    const auto exact = text;
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());
    std::int64_t number = 0;
    const auto* const end = text.data() + text.size();
    if (text.empty()) {
        return nullptr;
    }
    return std::from_chars(text.data(), end, number).ptr == end ? nlohmann::ordered_json(number)
                                                                : nlohmann::ordered_json(exact);
}

/// @p text, one figure or "low to high", under two names.
void add_bounds(nlohmann::ordered_json& object, const std::string& name, const std::string& text) {
    constexpr std::string_view between = " to ";
    const auto at = text.find(between);
    object[name + "_low"] = number_json(text.substr(0, at));
    object[name + "_high"] =
        number_json(at == std::string::npos ? text : text.substr(at + between.size()));
}

void write_json(const Report& report, std::ostream& out) {
    nlohmann::ordered_json document = {{"schema", report.schema}};
    for (const auto& [name, value] : report.facts) {
        document[name] = value;
    }
    auto totals = nlohmann::ordered_json::object();
    for (const auto& section : report.sections) {
        for (const auto& [name, text] : section.totals) {
            if (section.bounds.count(name) != 0) {
                add_bounds(totals, name, text);
            } else {
                totals[name] = number_json(text);
            }
        }
    }
    if (!totals.empty()) {
        document["totals"] = std::move(totals);
    }
    for (const auto& section : report.sections) {
        auto rows = nlohmann::ordered_json::array();
        for (const auto& row : section.table.rows) {
            nlohmann::ordered_json object;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const auto& name = section.table.columns[i];
                if (section.bounds.count(name) != 0) {
                    add_bounds(object, name, row[i]);
                } else {
                    object[name] = cell_json(section.table, i, row[i]);
                }
            }
            rows.push_back(std::move(object));
        }
        document[section.key] = std::move(rows);
    }
    out << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

/// Lists with a blank behind each text, so that they can be wrapped.
Table with_gaps(Table table) {
    const auto mark = list_cell({"", ""});
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.lists.count(table.columns[i]) == 0) {
            continue;
        }
        for (auto& row : table.rows) {
            for (auto at = row[i].find(mark); at != std::string::npos;
                 at = row[i].find(mark, at + 2)) {
                row[i].replace(at, mark.size(), "; ");
            }
        }
    }
    return table;
}

void write_lines(const std::vector<std::string>& lines, bool markdown, Context& context) {
    for (const auto& line : lines) {
        if (markdown || context.width == 0) {
            context.out << (markdown ? markdown_text(line) : line) << '\n';
            continue;
        }
        for (const auto& part : wrap(line, context.width)) {
            context.out << part << '\n';
        }
    }
}

}  // namespace

void add_report_format_option(CLI::App& verb, ReportFormat& format) {
    add_choice(verb, "--format", format, "text, md or json")->type_name("FORMAT")->default_str("");
}

void write_report(const Report& report, ReportFormat format, Context& context) {
    if (format == ReportFormat::json) {
        return write_json(report, context.out);
    }
    const bool markdown = format == ReportFormat::md;
    const Paint paint{context.color};
    context.out << (markdown ? "# " + markdown_text(report.title) : paint.bold(report.title))
                << "\n\n";
    write_lines(report.lines, markdown, context);
    for (const auto& section : report.sections) {
        if (section.table.rows.empty() && section.lines.empty()) {
            continue;
        }
        context.out << '\n'
                    << (markdown ? "## " + markdown_text(section.heading)
                                 : paint.bold(section.heading))
                    << "\n";
        context.out << (markdown ? "\n" : "");
        write_lines(section.lines, markdown, context);
        if (!section.table.rows.empty()) {
            context.out << (markdown && !section.lines.empty() ? "\n" : "");
            write_table(context.out, markdown ? section.table : with_gaps(section.table),
                        markdown ? Format::md : Format::text, context.width);
        }
    }
}

}  // namespace socshift::cli
