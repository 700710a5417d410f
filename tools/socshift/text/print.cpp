#include "text/print.hpp"

#include "socshift/publish/delimited.hpp"
#include "socshift/publish/json.hpp"
#include "socshift/publish/markdown.hpp"
#include "text/aligned.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

/// The cells of @p table as people read them. A page has a blank behind each text of a list, so
/// that it can be wrapped.
void write_table_text(const Table& table, std::string_view between_texts, Context& context) {
    TextRow names;
    for (const auto& column : table.columns()) {
        names.push_back(column.name);
    }
    std::vector<TextRow> rows;
    for (const auto& row : table.rows()) {
        auto& cells = rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto* const texts = std::get_if<SharedTexts>(&row[i].value());
            cells.push_back(texts == nullptr
                                ? printed(row[i], table.columns()[i].kind)
                                : fmt::format("{}", fmt::join(texts->all(), between_texts)));
        }
    }
    write_aligned(context.out, names, rows, context.width);
}

void say(const std::vector<std::string>& notices, Context& context) {
    for (const auto& notice : notices) {
        context.err << "socshift: " << notice << '\n';
    }
}

void write_lines(const std::vector<std::string>& lines, Context& context) {
    for (const auto& line : lines) {
        const auto parts = context.width == 0 ? std::vector{line} : wrap(line, context.width);
        for (const auto& part : parts) {
            context.out << part << '\n';
        }
    }
}

void write_text(const Page& page, Context& context) {
    const Paint paint{context.color};
    context.out << paint.bold(page.marked_title()) << "\n\n";
    write_lines(page.lines, context);
    for (const auto& section : page.sections) {
        if (section.table.empty() && section.lines.empty()) {
            continue;
        }
        context.out << '\n' << paint.bold(section.heading) << '\n';
        write_lines(section.lines, context);
        if (!section.table.empty()) {
            write_table_text(section.table, "; ", context);
        }
    }
}

void write(const Answer& answer, Format format, Context& context, const TextForm& text) {
    switch (format) {
        case Format::text:
            return text.write();
        case Format::csv:
            return write_csv(context.out, answer.table, context.spreadsheets);
        case Format::tsv:
            return write_tsv(context.out, answer.table, context.spreadsheets);
        case Format::json:
            return write_json(context.out, answer);
        case Format::md:
            return text.markdown ? text.markdown() : write_markdown(context.out, answer.table);
    }
}

}  // namespace

void say_drafts(const std::vector<const EditionHeader*>& editions, Context& context) {
    say(origin_notices(Answer("", {}, editions)), context);
}

void write_for_people(const Table& table, Context& context) {
    write_table_text(table, ";", context);
}

void print(const Answer& answer, Format format, Context& context) {
    print(answer, format, context, {[&] { write_for_people(answer.table, context); }});
}

void print(const Answer& answer, Format format, Context& context, const TextForm& text) {
    for (const auto& finding : answer.findings) {
        context.err << to_string(finding) << '\n';
    }
    const auto drafts = format == Format::text ? text.drafts : DraftMark::said;
    say(origin_notices(answer, drafts), context);
    write(answer, format, context, text);
    say(answer.warnings, context);
}

void print(const Page& page, PageFormat format, Context& context) {
    switch (format) {
        case PageFormat::text:
            return write_text(page, context);
        case PageFormat::md:
            return write_markdown(context.out, page);
        case PageFormat::json:
            return write_json(context.out, page);
    }
}

}  // namespace socshift::cli
