#include "socshift/report/family_drawing.hpp"

#include "socshift/publish/cell.hpp"
#include "socshift/report/svg.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

constexpr Tenths box_width = 1450;
constexpr Tenths layer_step = 2130;  // from the left of a layer to that of the next
constexpr Tenths box_padding = 60;
constexpr Tenths box_gap = 80;
constexpr Tenths box_line = 140;
constexpr Tenths ribbon_slot = 130;      // that a ribbon has at a box
constexpr Tenths whole_thickness = 110;  // thickness of the share one
constexpr Tenths thinnest_ribbon = 12;   // of something
constexpr Tenths unknown_thickness = 60;
constexpr Tenths margin = 10;

/// A box with its text, and where the next ribbon meets it on either side.
struct PlacedBox {
    Tenths y = 0;
    Tenths height = 0;
    std::vector<std::string> text;
    Tenths next_in = 0;
    Tenths next_out = 0;
};

/// A layer as it is drawn, and how many ribbons meet its boxes.
struct PlacedLayer {
    std::vector<std::size_t> in;
    std::vector<std::size_t> out;
    std::vector<PlacedBox> boxes;
};

void append(std::vector<std::string>& out, const std::string& text) {
    const auto lines = wrapped_to(text, box_width - 2 * box_padding);
    out.insert(out.end(), lines.begin(), lines.end());
}

void place(const FamilyDrawing::Layer& layer, Tenths top, PlacedLayer& out) {
    Tenths y = top;
    for (std::size_t i = 0; i < layer.boxes.size(); ++i) {
        const auto& box = layer.boxes[i];
        PlacedBox placed;
        placed.y = y;
        append(placed.text, box.title);
        for (const auto& mark : box.marks) {
            append(placed.text, fmt::format("[{}]", mark));
        }
        const auto lines = static_cast<Tenths>(placed.text.size()) + (box.code.empty() ? 0 : 1);
        const auto in = static_cast<Tenths>(out.in[i]) * ribbon_slot;
        const auto going = static_cast<Tenths>(out.out[i]) * ribbon_slot;
        placed.height = 2 * box_padding + std::max({lines * box_line, in, going});
        placed.next_in = y + (placed.height - in) / 2;
        placed.next_out = y + (placed.height - going) / 2;
        y += placed.height + box_gap;
        out.boxes.push_back(std::move(placed));
    }
}

Tenths end_of(const std::vector<PlacedBox>& boxes) {
    return boxes.empty() ? 0 : boxes.back().y + boxes.back().height;
}

void move_down(std::vector<PlacedBox>& boxes, Tenths by) {
    for (auto& box : boxes) {
        box.y += by;
        box.next_in += by;
        box.next_out += by;
    }
}

void draw_boxes(Svg& svg, const FamilyDrawing::Layer& layer, const PlacedLayer& placed, Tenths x) {
    for (std::size_t i = 0; i < layer.boxes.size(); ++i) {
        const auto& box = placed.boxes[i];
        svg.bar("box", x, box.y, box_width, box.height);
        auto y = box.y + box_padding + box_line - 30;
        if (const auto& code = layer.boxes[i].code; !code.empty()) {
            svg.text("name", x + box_padding, y, "start", code);
            y += box_line;
        }
        for (const auto& line : box.text) {
            svg.text("", x + box_padding, y, "start", line);
            y += box_line;
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

Tenths left_of(std::size_t layer) {
    return margin + static_cast<Tenths>(layer) * layer_step;
}

std::vector<PlacedLayer> placed_layers(const FamilyDrawing& family, Tenths top) {
    std::vector<PlacedLayer> out;
    for (const auto& layer : family.layers) {
        out.push_back({std::vector<std::size_t>(layer.boxes.size()),
                       std::vector<std::size_t>(layer.boxes.size()),
                       {}});
    }
    for (const auto& ribbon : family.ribbons) {
        ++out[ribbon.layer].out[ribbon.from];
        ++out[ribbon.layer + 1].in[ribbon.to];
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        place(family.layers[i], top, out[i]);
    }
    return out;
}

void draw_ribbon(Svg& svg, const FamilyDrawing::Ribbon& ribbon, std::vector<PlacedLayer>& layers) {
    auto& from = layers[ribbon.layer].boxes[ribbon.from].next_out;
    auto& to = layers[ribbon.layer + 1].boxes[ribbon.to].next_in;
    const auto thick = thickness(ribbon.share);
    const auto right = left_of(ribbon.layer + 1);
    svg.ribbon(ribbon.share ? "ribbon" : "ribbon unknown", left_of(ribbon.layer) + box_width,
               from + (ribbon_slot - thick) / 2, thick, right, to + (ribbon_slot - thick) / 2,
               thick, "");
    if (ribbon.share && !ribbon.share->is_one()) {
        svg.text("halo", right - 30, to + ribbon_slot / 2 + 40, "end",
                 printed(Cell(*ribbon.share), ColumnKind::decimal_share));
    }
    from += ribbon_slot;
    to += ribbon_slot;
}

}  // namespace

std::string family_svg(const FamilyDrawing& family, SvgForm form) {
    const bool has_headings =
        std::any_of(family.layers.begin(), family.layers.end(),
                    [](const FamilyDrawing::Layer& layer) { return !layer.heading.empty(); });
    const auto top = margin + (has_headings ? box_line + box_padding : 0);
    auto layers = placed_layers(family, top);
    Tenths height = 0;
    for (const auto& layer : layers) {
        height = std::max(height, end_of(layer.boxes));
    }
    for (auto& layer : layers) {
        if (!layer.boxes.empty()) {
            move_down(layer.boxes, (height - end_of(layer.boxes)) / 2);
        }
    }
    const auto last = layers.empty() ? 0 : layers.size() - 1;
    Svg svg(left_of(last) + box_width + margin, family.label, "drawing family");
    for (const auto& ribbon : family.ribbons) {
        draw_ribbon(svg, ribbon, layers);
    }
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (!family.layers[i].heading.empty()) {
            svg.text("name", left_of(i), margin + box_line - 30, "start", family.layers[i].heading);
        }
        draw_boxes(svg, family.layers[i], layers[i], left_of(i));
    }
    auto y = height;
    for (const auto& note : family.notes) {
        for (const auto& line : wrapped_to(note, left_of(last) + box_width)) {
            y += box_line;
            svg.text("quiet", left_of(0), y, "start", line);
        }
    }
    return form == SvgForm::file ? svg.file(y + margin) : svg.element(y + margin);
}

}  // namespace socshift
