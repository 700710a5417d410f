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

/// Whether there is something below the heading of @p section. What it says of its cards alone is
/// not said where they are not shown.
bool has_content(const Section& section, const SectionExtras& extras, bool with_drawings) {
    if (!section.table.empty() || !extras.text.empty()) {
        return true;
    }
    const bool has_drawings = !extras.drawings.empty() || !extras.cards.empty();
    return has_drawings ? with_drawings : !section.lines.empty();
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
    const SectionExtras none;
    for (const auto& section : page.sections) {
        const auto found = report.extras.find(section.key);
        const auto& extras = found == report.extras.end() ? none : found->second;
        const bool is_empty = section.lines.empty() && section.table.empty();
        if (!has_content(section, extras, !folder.empty()) || (is_empty && extras.is_folded)) {
            continue;
        }
        out << "\n## " << markdown_text(section.heading) << '\n';
        write_paragraphs(out, section.lines);
        const auto image = [&](const std::string& caption, const std::string& name) {
            if (!folder.empty()) {
                out << fmt::format("\n![{}](<{}/{}.svg>)\n", markdown_text(caption), folder, name);
            }
        };
        for (const auto& drawing : extras.drawings) {
            image(drawing.caption, drawing.name);
        }
        for (const auto& card : extras.cards) {
            image(card.heading, card.id);
        }
        write_paragraphs(out, extras.text, "> ");
        if (!section.table.empty()) {
            out << '\n';
            write_markdown(out, section.table);
        }
    }
    return out.str();
}

}  // namespace socshift
