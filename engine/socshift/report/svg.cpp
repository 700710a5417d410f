#include "socshift/report/svg.hpp"

#include "socshift/exchange/escapes.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

constexpr std::string_view style =
    R"(.drawing{--ink:#1b2733;--quiet:#4d5c6b;--paper:#fff;--node:#35506b;--flow:#7ba7d0;--stay:#c3cdd7;--move:#d9822b;--aside:#b04a3a;--part:#4f8f6b;--fill:#f1f4f7;--edge:#9aa8b5;font-family:system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;font-size:12px}
.drawing text{fill:var(--ink)}
.drawing.family{font-size:11px}
.drawing .name{font-weight:600}
.drawing .quiet{fill:var(--quiet)}
.drawing .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.drawing .node{fill:var(--node)}
.drawing .node.aside{fill:var(--aside)}
.drawing .node.assumed{fill:var(--move)}
.drawing .box{fill:var(--fill);stroke:var(--edge)}
.drawing .ribbon{fill:var(--flow);fill-opacity:.55}
.drawing .ribbon.stay{fill:var(--stay)}
.drawing .ribbon.move,.drawing .ribbon.assumed{fill:var(--move);fill-opacity:.7}
.drawing .ribbon.aside{fill:var(--aside);fill-opacity:.45}
.drawing .ribbon.unknown{fill:url(#unknown-share);fill-opacity:1;stroke:var(--edge);stroke-width:.6px}
.drawing .range{stroke:var(--flow);stroke-width:7px;stroke-linecap:butt}
.drawing .value{stroke:var(--ink);stroke-width:2.5px}
.drawing .axis{stroke:var(--edge);stroke-width:1px}
.hatch{stroke:#6d7c8a;stroke-width:1.6px}
@media (prefers-color-scheme:dark){.drawing{--ink:#e6ebf0;--quiet:#aab6c2;--paper:#14191f;--node:#8fb3d6;--flow:#4f81b3;--stay:#3b4752;--move:#e0954a;--aside:#d9776a;--part:#6fb38c;--fill:#1e262e;--edge:#6d7c8a}.hatch{stroke:#9aa8b5}}
@media print{.drawing{--ink:#000;--quiet:#333;--paper:#fff;--node:#35506b;--flow:#7ba7d0;--stay:#c3cdd7;--move:#d9822b;--aside:#b04a3a;--part:#4f8f6b;--fill:#f1f4f7;--edge:#777}.hatch{stroke:#555}}
)";

constexpr std::string_view patterns =
    R"svg(<pattern id="unknown-share" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern>)svg";

}  // namespace

std::string printed_tenths(Tenths value) {
    constexpr Tenths ten = 10;
    const auto size = value < 0 ? -value : value;
    return fmt::format("{}{}{}", value < 0 ? "-" : "", size / ten,
                       size % ten == 0 ? "" : fmt::format(".{}", size % ten));
}

void Svg::bar(std::string_view class_name, Tenths x, Tenths y, Tenths width, Tenths height) {
    body_ += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", class_name,
                         printed_tenths(x), printed_tenths(y), printed_tenths(width),
                         printed_tenths(height));
}

void Svg::text(std::string_view class_name, Tenths x, Tenths y, std::string_view anchor,
               std::string_view text) {
    body_ += fmt::format(R"(<text{} x="{}" y="{}"{}>{}</text>)",
                         class_name.empty() ? "" : fmt::format(R"( class="{}")", class_name),
                         printed_tenths(x), printed_tenths(y),
                         anchor == "start" ? "" : fmt::format(R"( text-anchor="{}")", anchor),
                         xml_text(text));
}

void Svg::line(std::string_view class_name, Tenths x1, Tenths y1, Tenths x2, Tenths y2) {
    body_ += fmt::format(R"(<path class="{}" d="M{} {}L{} {}"/>)", class_name, printed_tenths(x1),
                         printed_tenths(y1), printed_tenths(x2), printed_tenths(y2));
}

void Svg::ribbon(std::string_view class_name, Tenths x1, Tenths y1, Tenths thick1, Tenths x2,
                 Tenths y2, Tenths thick2, std::string_view title) {
    const auto middle = printed_tenths(x1 + (x2 - x1) / 2);
    body_ +=
        fmt::format(R"(<path class="{}" d="M{} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} {}Z")",
                    class_name, printed_tenths(x1), printed_tenths(y1), middle, printed_tenths(y1),
                    middle, printed_tenths(y2), printed_tenths(x2), printed_tenths(y2),
                    printed_tenths(y2 + thick2), middle, printed_tenths(y2 + thick2), middle,
                    printed_tenths(y1 + thick1), printed_tenths(x1), printed_tenths(y1 + thick1));
    body_ += title.empty() ? "/>" : fmt::format("><title>{}</title></path>", xml_text(title));
}

std::string Svg::start(Tenths height, std::string_view name) const {
    return fmt::format(R"(<svg{} class="{}" role="img" aria-label="{}" viewBox="0 0 {} {}")", name,
                       class_name_, xml_text(label_), printed_tenths(width_),
                       printed_tenths(height));
}

std::string Svg::element(Tenths height) const {
    return start(height, "") + ">" + body_ + "</svg>";
}

std::string Svg::file(Tenths height) const {
    return start(height, R"( xmlns="http://www.w3.org/2000/svg")") +
           fmt::format(R"( width="{}" height="{}"><style>{}</style><defs>{}</defs>)",
                       printed_tenths(width_), printed_tenths(height), style, patterns) +
           body_ + "</svg>\n";
}

std::string_view drawing_style() {
    return style;
}

std::string_view drawing_patterns() {
    return patterns;
}

Tenths text_width(std::string_view text) {
    constexpr Tenths usual = 68;
    constexpr Tenths wide = 90;
    Tenths out = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool follows = (byte & 0xC0U) == 0x80U;  // the rest of a character of several bytes
        out += follows ? 0 : (c >= 'A' && c <= 'Z') || byte >= 0x80U ? wide : usual;
    }
    return out;
}

std::vector<std::string> wrapped_to(std::string_view text, Tenths width) {
    std::vector<std::string> out(1);
    while (!text.empty()) {
        const auto end = text.find(' ');
        const auto word = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        auto& line = out.back();
        const auto longer = line.empty() ? std::string(word) : line + " " + std::string(word);
        if (line.empty() || text_width(longer) <= width) {
            line = longer;
        } else {
            out.emplace_back(word);
        }
    }
    return out;
}

}  // namespace socshift
