#include "socshift/base/counted.hpp"
#include "socshift/exchange/escapes.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/report/explorer_page.hpp"
#include "socshift/report/explorer_pages.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

std::vector<EditionId> drafts_of(const std::vector<const Edition*>& editions) {
    std::vector<EditionId> out;
    for (const auto* const edition : editions) {
        if (edition->header().status == Status::draft) {
            out.push_back(edition->id());
        }
    }
    return out;
}

std::string validity_text(const Validity& validity) {
    return to_string(validity.from) +
           (validity.until ? " until before " + to_string(*validity.until) : " on");
}

/// Items with those below them as a list in a list.
class Tree {
public:
    Tree(const Edition& edition, const PageOf& page_of, bool is_sample)
        : edition_(edition), page_of_(page_of), is_sample_(is_sample) {}

    std::string html() {
        add(edition_.roots());
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string page(const Item& item) const {
        return page_of_(edition_.id(), item.code.text());
    }

    [[nodiscard]] bool is_shown(const Item& item) const {
        if (!is_sample_) {
            return true;
        }
        const auto below = edition_.subtree(item);
        return std::any_of(below.begin(), below.end(),
                           [&](const Item* each) { return !page(*each).empty(); });
    }

    void add(const std::vector<const Item*>& items) {
        out_ += "<ul>\n";
        for (const auto* const item : items) {
            if (!is_shown(*item)) {
                continue;
            }
            const auto address = page(*item);
            out_ += "<li>" + link_html(address.empty() ? address : "../" + address,
                                       item->code.text() + " " + item->title);
            const auto below = edition_.children(*item);
            if (std::any_of(below.begin(), below.end(),
                            [&](const Item* each) { return is_shown(*each); })) {
                out_ += '\n';
                add(below);
            }
            out_ += "</li>\n";
        }
        out_ += "</ul>\n";
    }

    const Edition& edition_;
    const PageOf& page_of_;
    bool is_sample_;
    std::string out_;
};

/// Links to the files of @p download, which are named by their ends.
std::string files_html(const ExplorerDownload& download, const std::string& up) {
    std::string out;
    for (const auto& file : download.files) {
        out += (out.empty() ? "" : ", ") + link_html(up + file, file.substr(file.rfind('/') + 1));
    }
    return out;
}

std::string downloads_html(const std::vector<ExplorerDownload>& downloads, const std::string& up) {
    std::string out =
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table: "
        "downloads\"><table>"
        "<thead><tr><th>series<th>format<th>editions<th>files</tr></thead><tbody>\n";
    for (const auto& download : downloads) {
        std::string editions;
        for (const auto& id : download.editions) {
            const bool is_draft = std::find(download.drafts.begin(), download.drafts.end(), id) !=
                                  download.drafts.end();
            editions += (editions.empty() ? "" : ", ") + id.text() + (is_draft ? " (DRAFT)" : "");
        }
        out += fmt::format("<tr><td>{}<td>{}<td>{}<td>{}\n", xml_text(download.series),
                           xml_text(download.format), xml_text(editions), files_html(download, up));
    }
    return out + "</tbody></table></div>\n";
}

std::string select_html(std::string_view id, std::string_view label,
                        const std::vector<const Edition*>& editions) {
    auto out = fmt::format("<div><label for=\"{0}\">{1}</label><select id=\"{0}\">\n", id, label);
    for (const auto* const edition : editions) {
        out += fmt::format("<option value=\"{}\">{}\n", xml_text(edition->id().text()),
                           xml_text(edition_label(edition->header())));
    }
    return out + "</select></div>\n";
}

}  // namespace

std::string map_href(const EditionId& from, const EditionId& to, std::string_view code) {
    return fmt::format("map.html#from={}&to={}&codes={}", uri_segment(from.text()),
                       uri_segment(to.text()), uri_segment(code));
}

std::string edition_page(const Edition& edition, const std::vector<ExplorerDownload>& downloads,
                         const PageOf& page_of, bool is_sample) {
    const auto& header = edition.header();
    ExplorerPage out;
    out.title = fmt::format("{}: {}", header.id.text(), header.title);
    out.up = "../";
    out.data = fmt::format("../data/{}.json", header.id.text());
    out.drafts = drafts_of({&edition});
    out.main =
        fmt::format("<h1>{}</h1>\n", xml_text(out.title)) + draft_marks(out.drafts) + "<dl>\n";
    out.main += fact_html("series", xml_text(header.series)) +
                fact_html("status", to_string(header.status)) +
                fact_html("valid", validity_text(header.validity));
    if (header.follows) {
        out.main += fact_html("follows", xml_text(header.follows->text()));
    }
    if (header.extends) {
        out.main += fact_html("extends", xml_text(header.extends->text()));
    }
    const auto& from = header.provenance;
    out.main += fact_html("codes of its own", grouped(edition.own_size())) +
                fact_html("publisher", xml_text(from.publisher)) +
                fact_html("document", xml_text(from.document + ", " + from.date));
    out.main += "</dl>\n";
    if (!downloads.empty()) {
        out.main +=
            "<section aria-labelledby=\"h-downloads\">\n<h2 id=\"h-downloads\">Downloads"
            "</h2>\n" +
            downloads_html(downloads, out.up) + "</section>\n";
    }
    out.main +=
        "<section class=\"codes\" aria-labelledby=\"h-codes\">\n<h2 id=\"h-codes\">Codes</h2>\n";
    out.main += is_sample ? "<p>This site is a sample: not every code has a page.</p>\n" : "";
    out.main += Tree(edition, page_of, is_sample).html() + "</section>\n";
    return explorer_html(out);
}

std::string index_page(const std::vector<const Edition*>& editions,
                       const std::vector<ExplorerDownload>& downloads,
                       const std::vector<EditionId>& drafts,
                       const std::vector<std::string>& notices) {
    ExplorerPage out;
    out.title = "Codes across editions";
    out.data = "data/editions.json";
    out.drafts = drafts;
    out.main = "<h1>Codes across editions</h1>\n" + draft_marks(drafts);
    out.main +=
        "<p>Every edition, every code, and what became of it. <a href=\"map.html\">Map codes</a> "
        "from any edition to any other.</p>\n"
        "<section aria-labelledby=\"h-editions\">\n<h2 id=\"h-editions\">Editions</h2>\n"
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table: editions\"><table>"
        "<thead><tr><th>edition<th>series<th>title<th>status<th>valid<th class=\"n\">codes of its "
        "own<th>data</tr></thead><tbody>\n";
    for (const auto* const edition : editions) {
        const auto& header = edition->header();
        const auto id = header.id.text();
        out.main += fmt::format(
            "<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td class=\"n\">{}<td>{}\n",
            link_html(id + "/index.html", edition_label(header)), xml_text(header.series),
            xml_text(header.title), to_string(header.status), validity_text(header.validity),
            grouped(edition->own_size()), link_html("data/" + id + ".json", id + ".json"));
    }
    out.main += "</tbody></table></div>\n</section>\n";
    if (!downloads.empty() || !notices.empty()) {
        out.main +=
            "<section aria-labelledby=\"h-downloads\">\n<h2 id=\"h-downloads\">Downloads"
            "</h2>\n<p>Each has the editions of a series, and what joins each with the "
            "next.</p>\n";
        for (const auto& notice : notices) {
            out.main += fmt::format("<p>{}</p>\n", xml_text(notice));
        }
        out.main += downloads.empty() ? "" : downloads_html(downloads, "");
        out.main += "</section>\n";
    }
    return explorer_html(out);
}

std::string map_page(const std::vector<const Edition*>& editions) {
    ExplorerPage out;
    out.title = "Map codes";
    out.main =
        "<h1>Map codes</h1>\n"
        "<noscript><p>This page needs its script; the page of a code has the same in its "
        "table.</p></noscript>\n"
        "<div class=\"scripted\" hidden>\n<div class=\"ask\" role=\"group\" "
        "aria-label=\"What is asked\">\n" +
        select_html("from", "From", editions) + select_html("to", "To", editions) +
        "<div><label for=\"codes\">Codes, with blanks or commas between</label>"
        "<input id=\"codes\" autocomplete=\"off\" spellcheck=\"false\"></div>\n"
        "</div>\n"
        "<p><button type=\"button\" id=\"copy-link\">Copy the link</button> "
        "<button type=\"button\" id=\"copy-table\">Copy the table</button></p>\n"
        "<div id=\"draft\"></div>\n"
        "<p id=\"asked\" aria-live=\"polite\"></p>\n<div id=\"notices\"></div>\n"
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table: where the "
        "codes are\"><table id=\"answers\" hidden><thead><tr><th>code<th>title<th>to<th>"
        "title<th class=\"n\">share<th>basis<th>cardinality</tr></thead><tbody></tbody>"
        "</table></div>\n"
        "</div>\n";
    return explorer_html(out);
}

}  // namespace socshift
