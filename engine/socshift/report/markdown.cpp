#include "socshift/publish/markdown.hpp"

#include "socshift/report/report.hpp"

#include <fmt/core.h>

#include <sstream>
#include <variant>

namespace socshift {

namespace {

std::string fact_text(const Cell& value) {
    return printed(value, std::holds_alternative<SharedTexts>(value.value()) ? ColumnKind::texts
                                                                             : ColumnKind::text);
}

void write_paragraphs(std::ostream& out, const std::vector<std::string>& lines,
                      std::string_view start = "") {
    for (const auto& line : lines) {
        out << '\n' << start << markdown_text(line) << '\n';
    }
}

}  // namespace

std::string report_markdown(const Report& report, std::string_view folder) {
    std::ostringstream out;
    const auto& page = report.page;
    out << "# " << markdown_text(page.marked_title()) << '\n';
    write_paragraphs(out, page.lines);
    out << (page.facts.empty() ? "" : "\n");
    for (const auto& fact : page.facts) {
        out << "- " << markdown_text(fact.name) << ": " << markdown_text(fact_text(fact.value))
            << '\n';
    }
    for (const auto& section : page.sections) {
        const auto found = report.extras.find(section.key);
        const bool is_empty = section.lines.empty() && section.table.empty();
        if (is_empty && (found == report.extras.end() || found->second.is_folded)) {
            continue;
        }
        out << "\n## " << markdown_text(section.heading) << '\n';
        write_paragraphs(out, section.lines);
        if (found != report.extras.end()) {
            for (const auto& drawing : found->second.drawings) {
                if (!folder.empty()) {
                    out << fmt::format("\n![{}](<{}/{}.svg>)\n", markdown_text(drawing.caption),
                                       folder, drawing.name);
                }
            }
            write_paragraphs(out, found->second.text, "> ");
        }
        if (!section.table.empty()) {
            out << '\n';
            write_markdown(out, section.table);
        }
    }
    return out.str();
}

}  // namespace socshift
