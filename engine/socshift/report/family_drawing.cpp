#include "socshift/report/family_drawing.hpp"

#include "socshift/publish/cell.hpp"
#include "socshift/report/svg.hpp"

#include <algorithm>

namespace socshift {

namespace {

constexpr Tenths family_width = 3600;
constexpr Tenths box_width = 1450;
constexpr Tenths box_padding = 60;
constexpr Tenths box_gap = 80;
constexpr Tenths box_line = 140;
constexpr Tenths ribbon_slot = 130;      // that a ribbon has at a box
constexpr Tenths whole_thickness = 110;  // thickness of the share one
constexpr Tenths thinnest_ribbon = 12;   // of something
constexpr Tenths unknown_thickness = 60;

/// A box with its text, and where the next ribbon meets it.
struct Box {
    Tenths y = 0;
    Tenths height = 0;
    std::vector<std::string> title;
    Tenths next = 0;
};

std::vector<Box> boxes_of(const std::vector<NamedCode>& items,
                          const std::vector<std::size_t>& ribbons) {
    std::vector<Box> out;
    Tenths y = 10;
    for (std::size_t i = 0; i < items.size(); ++i) {
        Box box;
        box.y = y;
        box.title = wrapped_to(items[i].title, box_width - 2 * box_padding);
        const auto lines = static_cast<Tenths>(box.title.size()) + 1;
        const auto met = static_cast<Tenths>(ribbons[i]) * ribbon_slot;
        box.height = 2 * box_padding + std::max(lines * box_line, met);
        box.next = y + (box.height - met) / 2;
        y += box.height + box_gap;
        out.push_back(std::move(box));
    }
    return out;
}

Tenths end_of(const std::vector<Box>& boxes) {
    return boxes.empty() ? 0 : boxes.back().y + boxes.back().height;
}

void move_down(std::vector<Box>& boxes, Tenths by) {
    for (auto& box : boxes) {
        box.y += by;
        box.next += by;
    }
}

void draw_boxes(Svg& svg, const std::vector<NamedCode>& items, const std::vector<Box>& boxes,
                Tenths x) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& box = boxes[i];
        svg.bar("box", x, box.y, box_width, box.height);
        auto y = box.y + box_padding + box_line - 30;
        svg.text("name", x + box_padding, y, "start", items[i].code.text());
        for (const auto& line : box.title) {
            y += box_line;
            svg.text("", x + box_padding, y, "start", line);
        }
    }
}

Tenths thickness(const std::optional<Share>& share) {
    return share
               ? std::max(
                     thinnest_ribbon,
                     static_cast<Tenths>(share->to_double() * static_cast<double>(whole_thickness)))
               : unknown_thickness;
}

}  // namespace

std::string family_svg(const FamilyDrawing& family, SvgForm form) {
    std::vector<std::size_t> out(family.sources.size());
    std::vector<std::size_t> in(family.targets.size());
    for (const auto& ribbon : family.ribbons) {
        ++out[ribbon.from];
        ++in[ribbon.to];
    }
    auto sources = boxes_of(family.sources, out);
    auto targets = boxes_of(family.targets, in);
    const auto height = std::max(end_of(sources), end_of(targets));
    move_down(sources, (height - end_of(sources)) / 2);
    move_down(targets, (height - end_of(targets)) / 2);
    Svg svg(family_width, family.label, "drawing family");
    const Tenths right = family_width - box_width - 10;
    for (const auto& ribbon : family.ribbons) {
        auto& from = sources[ribbon.from].next;
        auto& to = targets[ribbon.to].next;
        const auto thick = thickness(ribbon.share);
        svg.ribbon(ribbon.share ? "ribbon" : "ribbon unknown", box_width + 10,
                   from + (ribbon_slot - thick) / 2, thick, right, to + (ribbon_slot - thick) / 2,
                   thick, "");
        if (ribbon.share && !ribbon.share->is_one()) {
            svg.text("halo", right - 30, to + ribbon_slot / 2 + 40, "end",
                     printed(Cell(*ribbon.share), ColumnKind::decimal_share));
        }
        from += ribbon_slot;
        to += ribbon_slot;
    }
    draw_boxes(svg, family.sources, sources, 10);
    draw_boxes(svg, family.targets, targets, right);
    return form == SvgForm::file ? svg.file(height + 10) : svg.element(height + 10);
}

}  // namespace socshift
