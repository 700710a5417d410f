#pragma once

#include "socshift/publish/page.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A drawing, as SVG. What it shows stands in a table of its section as well.
struct Drawing {
    std::string name;     // of a file for it: "rows"
    std::string caption;  // a sentence
    std::string wide;     // elements for a page
    std::string narrow;   // for a narrow one; empty: the same
    std::string file;     // a file of its own
};

/// One thing of several: a heading, a small drawing, its table.
struct Card {
    std::string id;  // unique on its page, and the name of its file: "family-15-1134"
    std::string heading;
    std::vector<std::string> marks;  // words beside the heading
    std::string svg;                 // an element for a page
    std::string file;                // a file of its own
    Table table;
};

/// What a section of a page has beside its lines and its table.
struct SectionExtras {
    std::vector<Drawing> drawings;
    std::vector<Card> cards;
    std::vector<std::string> text = {};  // paragraphs to be copied as they are
    bool has_search = false;             // over cards and rows
    bool is_folded = false;              // its table is shown when asked for
};

/// A page with drawings that explains something to people: a conversion, a revision.
///
///     const auto report = conversion_report(read_account(read_file("account.json"),
///     "account.json")); write_file("page.html", report_html(report));
struct Report {
    Page page;
    std::map<std::string, SectionExtras> extras = {};  // by the key of the section
};

/// @p report as one HTML file that needs nothing else: no network, no other file; its only script
/// and its only style sheet are named by their checksums in its content security policy, so that
/// nothing else runs, whatever a title says. A section is left out that has nothing.
/// The same report gives the same bytes.
[[nodiscard]] std::string report_html(const Report& report);

/// The same as Markdown: lines, tables and texts. Where @p folder is not empty, each drawing as the
/// image "FOLDER/NAME.svg".
[[nodiscard]] std::string report_markdown(const Report& report, std::string_view folder);

}  // namespace socshift
