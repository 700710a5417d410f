#include "socshift/exchange/escapes.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/report/explorer_page.hpp"
#include "socshift/report/explorer_pages.hpp"
#include "socshift/report/svg.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

constexpr std::string_view to_root = "../";

class CodePage {
public:
    CodePage(const ItemPage& page, const FamilyDrawing& history, const PageOf& page_of)
        : page_(page), history_(history), page_of_(page_of) {}

    std::string html() {
        ExplorerPage out;
        out.title = fmt::format("{} {} ({})", page_.item.code.text(), page_.item.title,
                                page_.edition.id.text());
        out.up = to_root;
        out.data = uri_segment(uri_segment(page_.item.code.text()) + ".json");
        if (page_.edition.status == Status::draft) {
            out.drafts.push_back(page_.edition.id);
        }
        for (const auto& place : page_.elsewhere) {
            if (place.status == Status::draft) {
                out.drafts.push_back(place.edition);
            }
        }
        path();
        main_ += fmt::format("<h1><span class=\"code\">{}</span> {}</h1>\n",
                             xml_text(page_.item.code.text()), xml_text(page_.item.title));
        main_ += draft_marks(out.drafts);
        facts();
        history();
        elsewhere();
        children();
        notes();
        out.main = std::move(main_);
        return explorer_html(out);
    }

private:
    [[nodiscard]] std::string href(const EditionId& edition, std::string_view code) const {
        const auto page = page_of_(edition, code);
        return page.empty() ? page : std::string(to_root) + page;
    }

    void path() {
        main_ += fmt::format("<nav class=\"path\" aria-label=\"Where it stands\"><ol><li>{}</li>",
                             link_html("index.html", edition_label(page_.edition)));
        for (const auto& item : page_.path) {
            if (item.code != page_.item.code) {
                main_ +=
                    fmt::format("<li>{}</li>", link_html(href(page_.edition.id, item.code.text()),
                                                         item.code.text() + " " + item.title));
            }
        }
        main_ += "</ol></nav>\n";
    }

    void facts() {
        main_ += "<dl>\n" + fact_html("edition", xml_text(page_.edition.title)) +
                 fact_html("level", xml_text(page_.item.level +
                                             std::string(page_.residual ? ", residual" : "")));
        for (const auto& [name, value] : page_.attributes) {
            auto shown = name;
            std::replace(shown.begin(), shown.end(), '_', ' ');
            main_ += fact_html(shown, xml_text(value));
        }
        main_ += "</dl>\n";
    }

    void history() {
        const bool is_one = history_.layers.size() == 1;
        main_ += "<section aria-labelledby=\"h-history\">\n<h2 id=\"h-history\">History</h2>\n";
        main_ += fmt::format(
            "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>{}</defs>"
            "</svg>\n",
            drawing_patterns());
        main_ += fmt::format(
            "<figure><div class=\"scroll history {}\" tabindex=\"0\" role=\"group\" "
            "aria-label=\"Drawing\">{}</div><figcaption>{}</figcaption></figure>\n</section>\n",
            layers_class(history_.layers.size()), family_svg(history_, SvgForm::element),
            is_one ? "There is no other edition of this series here."
                   : "A ribbon is as thick as its share of the code before; hatched: nobody knows "
                     "the share. The table has the same.");
    }

    void elsewhere() {
        if (page_.elsewhere.empty()) {
            return;
        }
        main_ +=
            "<section aria-labelledby=\"h-elsewhere\">\n<h2 id=\"h-elsewhere\">In other editions"
            "</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table: in "
            "other editions\"><table id=\"elsewhere\"><thead><tr><th>edition<th>relation<th>code"
            "<th>title<th class=\"n\">share of it<th>basis<th>cardinality</tr></thead><tbody>\n";
        for (const auto& place : page_.elsewhere) {
            bool is_first = true;
            for (const auto& each : place.places) {
                row(place, each, is_first);
                is_first = false;
            }
        }
        main_ += "</tbody></table></div>\n</section>\n";
    }

    void row(const PagePlace& place, const MappedPlace& each, bool is_first) {
        const auto label = place.edition.text() + (place.status == Status::draft ? " (DRAFT)" : "");
        main_ += fmt::format(
            "<tr><td>{}<td>{}",
            is_first ? link_html(std::string(to_root) + map_href(page_.edition.id, place.edition,
                                                                 page_.item.code.text()),
                                 label)
                     : xml_text(label),
            relation_text(place));
        if (each.item) {
            const auto& code = each.item->code.text();
            main_ +=
                fmt::format("<td class=\"code\">{}<td>{}",
                            link_html(href(place.edition, code), code), xml_text(each.item->title));
        } else {
            main_ += each.kind == PlaceKind::nowhere ? "<td><td>nowhere" : "<td><td>not known";
        }
        main_ += fmt::format(
            "<td class=\"n\">{}<td>{}<td>{}\n",
            each.share ? xml_text(share_of(each)) : "<span class=\"unknown\">unknown</span>",
            each.share ? to_string(each.share->basis) : "", to_string(place.cardinality));
    }

    static std::string_view relation_text(const PagePlace& place) {
        return place.candidates ? "may be" : relation_of(place);
    }

    void children() {
        if (page_.children.empty()) {
            return;
        }
        main_ +=
            "<section aria-labelledby=\"h-children\">\n<h2 id=\"h-children\">Below it</h2>\n"
            "<ul class=\"codes\">\n";
        for (const auto& child : page_.children) {
            main_ += fmt::format("<li>{}\n", link_html(href(page_.edition.id, child.code.text()),
                                                       child.code.text() + " " + child.title));
        }
        main_ += "</ul>\n</section>\n";
    }

    void notes() {
        if (page_.notes.empty()) {
            return;
        }
        main_ +=
            "<section aria-labelledby=\"h-notes\">\n<h2 id=\"h-notes\">Cross references</h2>\n"
            "<ul class=\"codes\">\n";
        for (const auto& note : page_.notes) {
            const bool is_one =
                note.items.size() == 1 && note.items.front().code.text() == note.reference;
            main_ += fmt::format(
                "<li>{} {}\n", note_text(note),
                link_html(is_one ? href(page_.edition.id, note.reference) : "",
                          note.reference + (note.title.empty() ? "" : " " + note.title)));
        }
        main_ += "</ul>\n</section>\n";
    }

    static std::string_view note_text(const PageNote& note) {
        if (note.relation == NoteRelation::excludes) {
            return note.names_item ? "excluded by" : "excludes";
        }
        return note.names_item ? "includes of" : "included in";
    }

    const ItemPage& page_;
    const FamilyDrawing& history_;
    const PageOf& page_of_;
    std::string main_;
};

}  // namespace

std::string code_page(const ItemPage& page, const FamilyDrawing& history, const PageOf& page_of) {
    return CodePage(page, history, page_of).html();
}

}  // namespace socshift
