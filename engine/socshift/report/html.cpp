#include "socshift/base/counted.hpp"
#include "socshift/exchange/escapes.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/report/page_parts.hpp"
#include "socshift/report/report.hpp"
#include "socshift/report/svg.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

namespace socshift {

namespace {

/// "sha256-…", by which a content security policy names @p text.
std::string policy_hash(std::string_view text) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto hex = sha256(text);
    std::array<unsigned, 33> bytes{};  // 32, and one to make groups of three
    for (std::size_t i = 0; i < hex.size(); ++i) {
        const auto digit = static_cast<unsigned>(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
        bytes[i / 2] = bytes[i / 2] * 16 + digit;
    }
    std::string out = "sha256-";
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto group = bytes[i] << 16U | bytes[i + 1] << 8U | bytes[i + 2];
        for (const unsigned shift : {18U, 12U, 6U, 0U}) {
            out += digits[group >> shift & 63U];
        }
    }
    out.back() = '=';
    return out;
}

std::string heading_text(std::string_view column) {
    std::string out{column};
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

bool is_number(ColumnKind kind) noexcept {
    return kind == ColumnKind::whole || kind == ColumnKind::measure || kind == ColumnKind::amount;
}

/// A number as people read it, with the number itself in an attribute.
std::string number_html(const std::string& text) {
    const auto point = std::min(text.find('.'), text.size());
    const auto shown = with_thousands(text.substr(0, point)) + text.substr(point);
    return fmt::format(R"(<data value="{}">{}</data>)", xml_text(text), xml_text(shown));
}

std::string cell_html(const Cell& cell, ColumnKind kind) {
    if (cell.is_nothing()) {
        return "";
    }
    if (kind == ColumnKind::texts) {
        std::string out;
        for (const auto& text : std::get<SharedTexts>(cell.value()).all()) {
            out += (out.empty() ? "" : "<br>") + xml_text(text);
        }
        return out;
    }
    const auto text = printed(cell, kind);
    return is_number(kind) ? number_html(text) : xml_text(text);
}

class PageWriter {
public:
    explicit PageWriter(const Report& report) : report_(report) {}

    std::string html() {
        head();
        body();
        return std::move(out_);
    }

private:
    [[nodiscard]] const SectionExtras* extras(const Section& section) const {
        const auto found = report_.extras.find(section.key);
        return found == report_.extras.end() ? nullptr : &found->second;
    }

    [[nodiscard]] bool says_something(const Section& section) const {
        const auto* const more = extras(section);
        return !section.lines.empty() || !section.table.empty() ||
               (more != nullptr && !more->is_folded);
    }

    void head() {
        const auto style = std::string(page_style()) + std::string(drawing_style());
        const auto policy = fmt::format(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action "
            "'none'",
            policy_hash(style), policy_hash(page_script()));
        out_ += fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
{}<style>{}</style>
</head>
)",
                            page_facts(policy, report_.page.marked_title()), style);
    }

    void body() {
        out_ += "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n";
        out_ += fmt::format(
            "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\">"
            "<defs>{}</defs></svg>\n",
            drawing_patterns());
        header();
        navigation();
        out_ += "<main id=\"main\" tabindex=\"-1\">\n";
        for (const auto& section : report_.page.sections) {
            if (says_something(section)) {
                write(section);
            }
        }
        out_ += "</main>\n<footer><p>Made by socshift, version ";
        out_ += std::string(version()) + ".</p></footer>\n";
        out_ += "<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n";
        out_ += fmt::format("<script>{}</script>\n</body>\n</html>\n", page_script());
    }

    void header() {
        const auto& page = report_.page;
        out_ += fmt::format("<header>\n<h1>{}</h1>\n", xml_text(page.title));
        for (const auto& draft : page.drafts) {
            out_ += fmt::format(
                "<p class=\"draft\"><strong>DRAFT</strong> {} is a draft: nothing "
                "of it is in force.</p>\n",
                xml_text(draft.text()));
        }
        lines(page.lines);
        if (!page.facts.empty()) {
            out_ += "<dl>\n";
            for (const auto& fact : page.facts) {
                out_ += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n",
                                    xml_text(heading_text(fact.name)), fact_html(fact.value));
            }
            out_ += "</dl>\n";
        }
        out_ += "</header>\n";
    }

    static std::string fact_html(const Cell& value) {
        if (std::holds_alternative<std::int64_t>(value.value())) {
            return cell_html(value, ColumnKind::whole);
        }
        return cell_html(value, std::holds_alternative<SharedTexts>(value.value())
                                    ? ColumnKind::texts
                                    : ColumnKind::text);
    }

    void navigation() {
        out_ += "<nav aria-label=\"Sections\"><ul>\n";
        for (const auto& section : report_.page.sections) {
            if (says_something(section)) {
                out_ += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.key,
                                    xml_text(section.heading));
            }
        }
        out_ += "</ul></nav>\n";
    }

    void lines(const std::vector<std::string>& lines) {
        for (const auto& line : lines) {
            out_ += fmt::format("<p>{}</p>\n", xml_text(line));
        }
    }

    void write(const Section& section) {
        out_ += fmt::format(
            "<section id=\"{0}\" aria-labelledby=\"h-{0}\">\n<h2 id=\"h-{0}\">{1}"
            "</h2>\n",
            section.key, xml_text(section.heading));
        lines(section.lines);
        const auto* const more = extras(section);
        if (more != nullptr) {
            if (more->has_search) {
                search(section);
            }
            for (const auto& drawing : more->drawings) {
                write(drawing);
            }
            text(section, more->text);
            cards(more->cards);
        }
        if (!section.table.empty()) {
            const bool is_folded = more != nullptr && more->is_folded;
            out_ += is_folded ? "<details><summary>Show the table</summary>\n" : "";
            table(section);
            out_ += is_folded ? "</details>\n" : "";
        }
        out_ += "</section>\n";
    }

    void search(const Section& section) {
        out_ += fmt::format(
            "<p class=\"search scripted\" hidden><label for=\"q-{0}\">Search codes and titles"
            "</label> <input id=\"q-{0}\" type=\"search\" data-search=\"{0}\" autocomplete=\"off\">"
            " <span class=\"found\" aria-live=\"polite\"></span></p>\n",
            section.key);
    }

    void write(const Drawing& drawing) {
        out_ += "<figure>";
        if (drawing.narrow.empty()) {
            out_ += drawing.wide;
        } else {
            out_ += fmt::format("<div class=\"wide\">{}</div><div class=\"narrow\">{}</div>",
                                drawing.wide, drawing.narrow);
        }
        out_ += fmt::format("<figcaption>{}</figcaption></figure>\n", xml_text(drawing.caption));
    }

    void text(const Section& section, const std::vector<std::string>& paragraphs) {
        if (paragraphs.empty()) {
            return;
        }
        out_ += fmt::format("<blockquote id=\"text-{0}\">\n", section.key);
        lines(paragraphs);
        out_ += "</blockquote>\n";
        button("text-" + section.key, "Copy the text");
    }

    void button(const std::string& id, std::string_view label) {
        out_ += fmt::format(
            "<button type=\"button\" class=\"scripted\" hidden data-copy=\"{}\">{}"
            "</button>\n",
            id, label);
    }

    void cards(const std::vector<Card>& cards) {
        if (cards.empty()) {
            return;
        }
        out_ += "<div class=\"cards\">\n";
        for (const auto& card : cards) {
            out_ += fmt::format("<article class=\"card\" id=\"{}\"><h3>{}</h3><p class=\"marks\">",
                                card.id, xml_text(card.heading));
            for (const auto& mark : card.marks) {
                out_ += fmt::format("<span>{}</span> ", xml_text(mark));
            }
            out_ += "</p>" + card.svg + "<details><summary>As a table</summary>";
            rows(card.table, "");
            out_ += "</details></article>\n";
        }
        out_ += "</div>\n";
    }

    void table(const Section& section) {
        const auto id = "table-" + section.key;
        out_ += fmt::format(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
            "aria-label=\"Table: {}\">",
            xml_text(section.heading));
        rows(section.table, id);
        out_ += "</div>\n";
        button(id, "Copy the table");
    }

    void rows(const Table& table, const std::string& id) {
        out_ += id.empty() ? "<table>" : fmt::format("<table id=\"{}\">", id);
        out_ += "<thead><tr>";
        for (const auto& column : table.columns()) {
            out_ += fmt::format("<th{}>{}", is_number(column.kind) ? " class=\"n\"" : "",
                                xml_text(heading_text(column.name)));
        }
        out_ += "</tr></thead><tbody>\n";
        for (const auto& row : table.rows()) {
            out_ += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i) {
                const auto kind = table.columns()[i].kind;
                out_ += fmt::format("<td{}>{}", is_number(kind) ? " class=\"n\"" : "",
                                    cell_html(row[i], kind));
            }
            out_ += "\n";
        }
        out_ += "</tbody></table>";
    }

    const Report& report_;
    std::string out_;
};

}  // namespace

std::string report_html(const Report& report) {
    return PageWriter(report).html();
}

}  // namespace socshift
