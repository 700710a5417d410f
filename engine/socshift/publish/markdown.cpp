#include "socshift/publish/markdown.hpp"

#include <ostream>
#include <vector>

namespace socshift {

namespace {

void write_row(std::ostream& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out << (i == 0 ? "| " : " | ") << markdown_text(cells[i]);
    }
    out << " |\n";
}

void write_lines(std::ostream& out, const std::vector<std::string>& lines) {
    for (const auto& line : lines) {
        out << markdown_text(line) << '\n';
    }
}

}  // namespace

std::string markdown_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '|':
            case '\\':
            case '`':
            case '[':
                out += '\\';
                out += c;
                break;
            case '\n':
            case '\r':
                out += ' ';
                break;
            default:
                out += c;
        }
    }
    return out;
}

void write_markdown(std::ostream& out, const Table& table) {
    std::vector<std::string> names;
    for (const auto& column : table.columns()) {
        names.push_back(column.name);
    }
    write_row(out, names);
    write_row(out, std::vector<std::string>(names.size(), "---"));
    for (const auto& row : table.rows()) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back(printed(row[i], table.columns()[i].kind));
        }
        write_row(out, cells);
    }
}

void write_markdown(std::ostream& out, const Page& page) {
    out << "# " << markdown_text(page.marked_title()) << "\n\n";
    write_lines(out, page.lines);
    for (const auto& section : page.sections) {
        if (section.table.empty() && section.lines.empty()) {
            continue;
        }
        out << "\n## " << markdown_text(section.heading) << "\n\n";
        write_lines(out, section.lines);
        if (!section.table.empty()) {
            out << (section.lines.empty() ? "" : "\n");
            write_markdown(out, section.table);
        }
    }
}

}  // namespace socshift
