#include "socshift/report/explorer_page.hpp"

#include "socshift/exchange/escapes.hpp"
#include "socshift/report/page_parts.hpp"
#include "socshift/report/svg.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>

namespace socshift {

namespace {

/// Nothing but the site's own files, and nothing that stands in a page itself.
constexpr std::string_view site_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";

constexpr std::size_t most_layers = 12;

constexpr std::string_view own_style =
    R"(.site{display:flex;flex-wrap:wrap;gap:.3rem 2rem;align-items:baseline;padding:.8rem 0;border-bottom:1px solid var(--edge)}
.site ul{margin:0}
.search{flex:1 1 20rem}
.search label{margin-right:.4rem}
#found{color:var(--quiet);min-height:1.5em;margin:.2rem 0}
#results{margin:0;padding:0;list-style:none}
#results li,.codes li{padding:.15rem 0}
.path ol{display:flex;flex-wrap:wrap;gap:.2rem .6rem;list-style:none;padding:0;margin:.8rem 0 0}
.path li+li::before{content:"› ";color:var(--quiet)}
.code{font-variant-numeric:tabular-nums;white-space:nowrap}
.history svg{display:block;width:100%;height:auto}
.codes,.codes ul{list-style:none;padding:0}
.codes ul ul{padding-left:1.4rem}
.ask{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));gap:.8rem;align-items:end;max-width:60rem}
.ask label{display:block;color:var(--quiet)}
.ask select,.ask input{width:100%}
select{font:inherit;color:inherit;background:var(--fill);border:1px solid var(--quiet);border-radius:4px;padding:.3rem .7rem;max-width:100%}
select:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.unknown{color:var(--quiet)}
@media print{.site{display:none}}
)";

std::string marked(const ExplorerPage& page) {
    return page.drafts.empty() ? page.title
                               : (page.drafts.size() == 1 ? "DRAFT " : "DRAFTS ") + page.title;
}

std::string site_header(const ExplorerPage& page) {
    return fmt::format(R"(<header class="site">
<nav aria-label="Site"><ul><li><a href="{0}index.html">Editions</a></li><li><a href="{0}map.html">Map codes</a></li></ul></nav>
<div class="search scripted" role="search" hidden><label for="q">Search codes and titles</label>
<input id="q" type="search" autocomplete="off" spellcheck="false">
<p id="found" aria-live="polite"></p><ol id="results"></ol></div>
</header>
)",
                       page.up);
}

}  // namespace

std::string explorer_html(const ExplorerPage& page) {
    auto out = fmt::format(R"(<!DOCTYPE html>
<html lang="en" data-up="{}">
<head>
{}<link rel="stylesheet" href="{}explorer.css">
)",
                           page.up, page_facts(site_policy, marked(page)), page.up);
    if (!page.data.empty()) {
        out += fmt::format("<link rel=\"alternate\" type=\"application/json\" href=\"{}\">\n",
                           xml_text(page.data));
    }
    out += fmt::format("<script defer src=\"{}explorer.js\"></script>\n</head>\n<body>\n", page.up);
    out += "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n";
    out += site_header(page);
    out += fmt::format("<main id=\"main\" tabindex=\"-1\">\n{}</main>\n", page.main);
    out += fmt::format(
        "<footer><p>Made by socshift, version {}.{}</p></footer>\n", version(),
        page.data.empty() ? "" : fmt::format(" {} as data.", link_html(page.data, "The same")));
    out += "<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n</body>\n</html>\n";
    return out;
}

std::string draft_marks(const std::vector<EditionId>& drafts) {
    std::string out;
    for (const auto& draft : drafts) {
        out += fmt::format(
            "<p class=\"draft\"><strong>DRAFT</strong> {} is a draft: nothing of it is in "
            "force.</p>\n",
            xml_text(draft.text()));
    }
    return out;
}

std::string link_html(std::string_view href, std::string_view text) {
    return href.empty() ? xml_text(text)
                        : fmt::format("<a href=\"{}\">{}</a>", xml_text(href), xml_text(text));
}

std::string fact_html(std::string_view name, std::string_view value) {
    return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", xml_text(name), value);
}

std::string explorer_style() {
    auto out = std::string(page_style()) + std::string(drawing_style()) + std::string(own_style);
    // A drawing is as wide as it has layers: not smaller than it was made, and not much larger.
    constexpr std::size_t first = 9;  // rem
    constexpr std::size_t next = 13;
    for (std::size_t layers = 1; layers <= most_layers; ++layers) {
        const auto width = first + next * (layers - 1);
        out += fmt::format(".layers-{} svg{{min-width:{}rem;max-width:{}rem}}\n", layers, width,
                           width + width / 3);
    }
    return out;
}

std::string layers_class(std::size_t layers) {
    return fmt::format("layers-{}", std::min(layers, most_layers));
}

}  // namespace socshift
