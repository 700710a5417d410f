#include "socshift/report/flow.hpp"

#include "socshift/report/svg.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

namespace socshift {

namespace {

constexpr Tenths bar_width = 140;
constexpr Tenths gap = 60;          // between slots
constexpr Tenths least_bar = 20;    // of something
constexpr Tenths least_ribbon = 8;  // of something
constexpr Tenths line_height = 150;
constexpr Tenths letter_height = 90;

/// A node with its place.
struct Placed {
    Tenths y = 0;
    Tenths height = 0;
    std::vector<std::string> lines;  // of its label
};

class Drawn {
public:
    Drawn(const Flow& flow, Room room) : flow_(flow), room_(room) {
        for (const auto& node : flow.nodes) {
            layers_ = std::max(layers_, node.layer + 1);
        }
        std::vector<std::uint64_t> totals(layers_);
        std::vector<std::size_t> sizes(layers_);
        for (const auto& node : flow.nodes) {
            totals[node.layer] += node.amount;
            ++sizes[node.layer];
        }
        total_ = std::max<std::uint64_t>(1, *std::max_element(totals.begin(), totals.end()));
        const auto most = static_cast<Tenths>(*std::max_element(sizes.begin(), sizes.end()));
        all_height_ = std::clamp<Tenths>(most * 260, 1600, 6000);
        set_columns();
        place();
    }

    [[nodiscard]] std::string svg(SvgForm form) const {
        Svg svg(width_, flow_.label);
        draw_ribbons(svg);
        for (std::size_t i = 0; i < flow_.nodes.size(); ++i) {
            draw_node(svg, flow_.nodes[i], placed_[i]);
        }
        return form == SvgForm::file ? svg.file(height_) : svg.element(height_);
    }

private:
    [[nodiscard]] bool is_wide() const noexcept { return room_ == Room::wide; }
    [[nodiscard]] bool is_pair() const noexcept { return layers_ == 2; }

    /// Two layers have their labels outside; of three, each has them to its right.
    void set_columns() {
        width_ = !is_wide() ? 3600 : is_pair() ? 12000 : 9600;
        if (is_pair()) {
            const Tenths side = is_wide() ? 4700 : 960;
            columns_ = {side, width_ - side - bar_width};
            label_room_ = side - 80;
        } else {
            columns_ =
                is_wide() ? std::vector<Tenths>{0, 3200, 6400} : std::vector<Tenths>{0, 1200, 2400};
            label_room_ = columns_[1] - bar_width - 80;
        }
        columns_.resize(std::max<std::size_t>(layers_, columns_.size()));
    }

    /// The height that @p amount takes. Divided first: no two machines round that differently.
    [[nodiscard]] Tenths scaled(std::uint64_t amount) const {
        return static_cast<Tenths>(static_cast<double>(amount) / static_cast<double>(total_) *
                                   static_cast<double>(all_height_));
    }
    [[nodiscard]] Tenths thick(std::uint64_t amount) const {
        return amount == 0 ? 0 : std::max(least_ribbon, scaled(amount));
    }

    /// All that ribbons take at the end of @p node where they come in, or go out.
    [[nodiscard]] Tenths taken(std::size_t node, std::size_t FlowLink::*end) const {
        Tenths out = 0;
        for (const auto& link : flow_.links) {
            out += link.*end == node ? thick(link.amount) : 0;
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> label(const FlowNode& node) const {
        const auto& name = is_wide() || node.short_name.empty() ? node.name : node.short_name;
        if (is_pair()) {
            return wrapped_to(fmt::format("{} ({})", name, node.amount_text), label_room_);
        }
        auto out = wrapped_to(name, label_room_);
        out.push_back(node.amount_text);
        return out;
    }

    void place() {
        std::vector<Tenths> next(layers_, 40);
        for (std::size_t i = 0; i < flow_.nodes.size(); ++i) {
            const auto& node = flow_.nodes[i];
            Placed at;
            at.lines = label(node);
            at.height = std::max({node.amount == 0 ? Tenths{0} : least_bar, scaled(node.amount),
                                  taken(i, &FlowLink::from), taken(i, &FlowLink::to)});
            const auto slot =
                std::max(at.height, static_cast<Tenths>(at.lines.size()) * line_height);
            at.y = next[node.layer] + (slot - at.height) / 2;
            next[node.layer] += slot + gap;
            placed_.push_back(std::move(at));
        }
        height_ = *std::max_element(next.begin(), next.end());
    }

    /// Ribbons leave a bar in the order of where they go, and arrive in that of where they are
    /// from.
    void draw_ribbons(Svg& svg) const {
        const auto count = flow_.nodes.size();
        std::vector<Tenths> out(count);
        std::vector<Tenths> in(count);
        std::vector<std::size_t> order(flow_.links.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto& links = flow_.links;
        std::vector<std::pair<Tenths, Tenths>> starts(links.size());
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(links[a].from, links[a].to) < std::pair(links[b].from, links[b].to);
        });
        for (const auto i : order) {
            starts[i].first = placed_[links[i].from].y + out[links[i].from];
            out[links[i].from] += thick(links[i].amount);
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(links[a].to, links[a].from) < std::pair(links[b].to, links[b].from);
        });
        for (const auto i : order) {
            starts[i].second = placed_[links[i].to].y + in[links[i].to];
            in[links[i].to] += thick(links[i].amount);
        }
        // What stays lies behind what moves.
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return (links[a].mark == "stay") > (links[b].mark == "stay");
        });
        for (const auto i : order) {
            const auto& from = flow_.nodes[links[i].from];
            const auto& to = flow_.nodes[links[i].to];
            svg.ribbon(links[i].mark.empty() ? "ribbon" : "ribbon " + links[i].mark,
                       columns_[from.layer] + bar_width, starts[i].first, thick(links[i].amount),
                       columns_[to.layer], starts[i].second, thick(links[i].amount),
                       fmt::format("{} → {}: {}", from.name, to.name, links[i].amount));
        }
    }

    void draw_node(Svg& svg, const FlowNode& node, const Placed& at) const {
        const auto x = columns_[node.layer];
        svg.bar(node.mark.empty() ? "node" : "node " + node.mark, x, at.y, bar_width, at.height);
        const bool is_left = is_pair() && node.layer == 0;
        const auto text_x = is_left ? x - 50 : x + bar_width + 50;
        const auto block = static_cast<Tenths>(at.lines.size()) * line_height;
        auto y = at.y + at.height / 2 - block / 2 + (line_height + letter_height) / 2;
        for (std::size_t i = 0; i < at.lines.size(); ++i) {
            const bool is_amount = !is_pair() && i + 1 == at.lines.size();
            svg.text(is_amount   ? "halo quiet"
                     : is_pair() ? "halo"
                                 : "halo name",
                     text_x, y, is_left ? "end" : "start", at.lines[i]);
            y += line_height;
        }
    }

    const Flow& flow_;
    Room room_;
    std::size_t layers_ = 1;
    std::uint64_t total_ = 1;
    Tenths all_height_ = 0;
    Tenths width_ = 0;
    Tenths height_ = 0;
    Tenths label_room_ = 0;
    std::vector<Tenths> columns_;
    std::vector<Placed> placed_;
};

}  // namespace

std::string flow_svg(const Flow& flow, Room room, SvgForm form) {
    return flow.nodes.empty() ? std::string{} : Drawn(flow, room).svg(form);
}

}  // namespace socshift
