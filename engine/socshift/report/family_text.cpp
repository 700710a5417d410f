#include "socshift/base/text_width.hpp"
#include "socshift/publish/cell.hpp"
#include "socshift/report/family_drawing.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace socshift {

namespace {

using Ribbons = std::vector<FamilyDrawing::Ribbon>;

/// The characters that lines are made of.
struct Glyphs {
    std::string_view across;
    std::string_view down;
    std::string_view across_unknown;
    std::string_view down_unknown;
    std::string_view left_down;  // a line from the left turns down
    std::string_view left_up;
    std::string_view right_down;
    std::string_view right_up;
    std::string_view crossing;  // empty: the line down goes over the one across
    std::string_view branch;    // of a tree
    std::string_view last_branch;
};

constexpr Glyphs drawn_glyphs = {"─", "│", "╌", "╎", "┐", "┘", "┌", "└", "┼", "├", "└"};
constexpr Glyphs ascii_glyphs = {"-", "|", ".", ":", "+", "+", "+", "+", "", "|", "`"};

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

/// What stands on a line: its share; "?" if nobody knows it; nothing for all.
std::string label_of(const std::optional<Share>& share) {
    if (!share) {
        return "?";
    }
    return share->is_one() ? "" : printed(Cell(*share), ColumnKind::decimal_share);
}

std::vector<std::string> box_text(const FamilyDrawing::Box& box, std::size_t width) {
    auto out = wrap(box.title, width);
    if (!box.code.empty()) {
        out.insert(out.begin(), box.code);
    }
    for (const auto& mark : box.marks) {
        const auto lines = wrap(fmt::format("[{}]", mark), width);
        out.insert(out.end(), lines.begin(), lines.end());
    }
    return out;
}

/// The ribbons of the gap behind a layer.
Ribbons behind(const FamilyDrawing& family, std::size_t layer) {
    Ribbons out;
    std::copy_if(family.ribbons.begin(), family.ribbons.end(), std::back_inserter(out),
                 [&](const FamilyDrawing::Ribbon& ribbon) { return ribbon.layer == layer; });
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return std::pair(a.from, a.to) < std::pair(b.from, b.to);
    });
    return out;
}

/// Whether no two ribbons cross. @p ribbons by from, then to.
bool is_plane(const Ribbons& ribbons) {
    return std::is_sorted(ribbons.begin(), ribbons.end(),
                          [](const auto& a, const auto& b) { return a.to < b.to; });
}

constexpr std::size_t frame_width = 4;  // "│ " and " │"
constexpr std::size_t least_text = 20;  // columns in a box
constexpr std::size_t most_text = 44;
constexpr std::size_t lane_width = 2;  // a line down, and the space behind it
constexpr std::size_t lead_width = 2;  // a line before the first lane
constexpr std::size_t end_width = 2;   // "─>"

/// Lines between two layers, on a grid of characters. Each ribbon leaves its box in a row of its
/// own, goes down or up in a lane of its own, and meets the other box in a row of its own: no two
/// run along each other, and where two meet they cross.
class Gap {
public:
    explicit Gap(Ribbons ribbons) : ribbons_(std::move(ribbons)), plane_(is_plane(ribbons_)) {
        for (const auto& ribbon : ribbons_) {
            label_ = std::max(label_, label_of(ribbon.share).size() + 2);
        }
    }

    [[nodiscard]] const Ribbons& ribbons() const noexcept { return ribbons_; }

    [[nodiscard]] std::size_t width() const noexcept {
        return ribbons_.empty() ? 2
                                : lead_width + lane_width * ribbons_.size() + label_ + end_width;
    }

    /// How many rows a box needs for @p ribbons of them on one side. Where ribbons cross, those
    /// that leave have the even rows and those that arrive the odd ones.
    [[nodiscard]] std::size_t rows_for(std::size_t ribbons) const noexcept {
        return plane_ || ribbons == 0 ? ribbons : 2 * ribbons;
    }

    /// The row of the ribbon at @p place of @p ribbons at a box whose inside has @p rows rows from
    /// @p top.
    [[nodiscard]] std::size_t row(std::size_t top, std::size_t rows, std::size_t ribbons,
                                  std::size_t place, bool arrives) const noexcept {
        const auto start = top + (rows - rows_for(ribbons)) / 2;
        if (plane_) {
            return start + place;
        }
        const auto parity = arrives ? 1U : 0U;
        return start + (start % 2 == parity ? 0U : 1U) + 2 * place;
    }

    /// Draws everything. @p leaves and @p arrives: the row of each ribbon on either side.
    void draw(const std::vector<std::size_t>& leaves, const std::vector<std::size_t>& arrives,
              std::size_t rows, const Glyphs& glyphs) {
        grid_.assign(rows, std::vector<std::string>(width(), " "));
        const auto lanes = lanes_of(leaves, arrives);
        for (std::size_t i = 0; i < ribbons_.size(); ++i) {
            draw_across(leaves[i], arrives[i], lanes[i], ribbons_[i].share, glyphs);
        }
        for (std::size_t i = 0; i < ribbons_.size(); ++i) {
            draw_down(leaves[i], arrives[i], lanes[i], ribbons_[i].share, glyphs);
        }
    }

    [[nodiscard]] std::string line(std::size_t row) const {
        return fmt::format("{}", fmt::join(grid_[row], ""));
    }

private:
    /// The column in which each ribbon goes up or down. Of those that go down the lowest turns
    /// first, of those that go up the highest: then none crosses another that it need not cross,
    /// and a row that one leaves in and another arrives in is free for both.
    [[nodiscard]] std::vector<std::size_t> lanes_of(const std::vector<std::size_t>& leaves,
                                                    const std::vector<std::size_t>& arrives) const {
        std::vector<std::size_t> order(ribbons_.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const bool a_down = arrives[a] > leaves[a];
            const bool b_down = arrives[b] > leaves[b];
            if (a_down != b_down) {
                return a_down;
            }
            return a_down ? leaves[a] > leaves[b] : leaves[a] < leaves[b];
        });
        std::vector<std::size_t> out(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            out[order[i]] = lead_width + lane_width * i;
        }
        return out;
    }

    void draw_across(std::size_t leaves, std::size_t arrives, std::size_t lane,
                     const std::optional<Share>& share, const Glyphs& glyphs) {
        const std::string across{share ? glyphs.across : glyphs.across_unknown};
        for (std::size_t x = 0; x < lane; ++x) {
            grid_[leaves][x] = across;
        }
        auto& row = grid_[arrives];
        for (std::size_t x = lane; x + 1 < row.size(); ++x) {
            row[x] = across;
        }
        row.back() = ">";
        if (const auto label = label_of(share); !label.empty()) {
            auto x = row.size() - end_width - label.size() - 2;
            row[x] = " ";
            for (const char c : label) {
                row[++x] = std::string(1, c);
            }
            row[x + 1] = " ";
        }
    }

    void draw_down(std::size_t leaves, std::size_t arrives, std::size_t lane,
                   const std::optional<Share>& share, const Glyphs& glyphs) {
        if (leaves == arrives) {
            return;
        }
        const bool goes_down = arrives > leaves;
        grid_[leaves][lane] = goes_down ? glyphs.left_down : glyphs.left_up;
        grid_[arrives][lane] = goes_down ? glyphs.right_up : glyphs.right_down;
        for (auto y = std::min(leaves, arrives) + 1; y < std::max(leaves, arrives); ++y) {
            auto& cell = grid_[y][lane];
            const auto down = share ? glyphs.down : glyphs.down_unknown;
            cell = cell == " " || glyphs.crossing.empty() ? down : glyphs.crossing;
        }
    }

    Ribbons ribbons_;
    bool plane_;
    std::size_t label_ = 0;
    std::vector<std::vector<std::string>> grid_;
};

/// A box as it stands in its column: with a frame, or without one if it is of no item.
struct TextBox {
    std::vector<std::string> text;
    std::size_t in = 0;    // ribbons that arrive
    std::size_t out = 0;   // ribbons that leave
    std::size_t top = 0;   // row of the frame
    std::size_t rows = 0;  // inside the frame
};

/// Layers beside each other.
class WideText {
public:
    WideText(const FamilyDrawing& family, const Glyphs& glyphs) : family_(family), glyphs_(glyphs) {
        for (std::size_t i = 0; i + 1 < family.layers.size(); ++i) {
            gaps_.emplace_back(behind(family, i));
        }
    }

    /// Whether layers have room beside each other in @p width columns. Says then how wide they are.
    bool fits(std::size_t width) {
        std::size_t lines = frame_width * family_.layers.size();
        for (const auto& gap : gaps_) {
            lines += gap.width();
        }
        const auto room =
            width == 0
                ? most_text
                : (width > lines ? (width - lines) / std::max<std::size_t>(family_.layers.size(), 1)
                                 : 0);
        text_ = std::min(room, std::max(least_text, widest()));
        text_ = std::min(text_, most_text);
        return room >= least_text;
    }

    std::string text() {
        place();
        for (std::size_t i = 0; i < gaps_.size(); ++i) {
            draw(i);
        }
        std::string out = headings();
        for (std::size_t row = 0; row < rows_; ++row) {
            std::string line;
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                line += columns_[i][row];
                line += i < gaps_.size() ? gaps_[i].line(row) : "";
            }
            out += line.erase(line.find_last_not_of(' ') + 1) + '\n';
        }
        return out;
    }

private:
    /// Columns of the widest line that a box would like to have.
    [[nodiscard]] std::size_t widest() const {
        std::size_t out = 0;
        for (const auto& layer : family_.layers) {
            out = std::max(out, display_width(layer.heading));
            for (const auto& box : layer.boxes) {
                for (const auto& line : box_text(box, most_text)) {
                    out = std::max(out, display_width(line));
                }
            }
        }
        return out;
    }

    void place() {
        for (std::size_t i = 0; i < family_.layers.size(); ++i) {
            std::vector<TextBox> boxes;
            for (const auto& box : family_.layers[i].boxes) {
                boxes.push_back({box_text(box, text_)});
            }
            for (const auto& ribbon : family_.ribbons) {
                if (ribbon.layer == i) {
                    ++boxes[ribbon.from].out;
                }
                if (ribbon.layer + 1 == i) {
                    ++boxes[ribbon.to].in;
                }
            }
            std::size_t y = 0;
            for (auto& box : boxes) {
                box.top = y;
                box.rows = std::max({box.text.size(), i == 0 ? 0 : gaps_[i - 1].rows_for(box.in),
                                     i < gaps_.size() ? gaps_[i].rows_for(box.out) : 0});
                y += box.rows + 2;
            }
            rows_ = std::max(rows_, y);
            heights_.push_back(y);
            layers_.push_back(std::move(boxes));
        }
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            for (auto& box : layers_[i]) {
                box.top += (rows_ - heights_[i]) / 2;
            }
            columns_.push_back(column(i));
        }
    }

    [[nodiscard]] std::vector<std::string> column(std::size_t layer) const {
        const auto width = text_ + frame_width;
        std::vector<std::string> out(rows_, std::string(width, ' '));
        const auto& g = glyphs_;
        for (std::size_t i = 0; i < layers_[layer].size(); ++i) {
            const auto& box = layers_[layer][i];
            const bool is_item = !family_.layers[layer].boxes[i].code.empty();
            if (is_item) {
                const auto across = repeated(g.across, text_ + 2);
                out[box.top] = fmt::format("{}{}{}", g.right_down, across, g.left_down);
                out[box.top + box.rows + 1] = fmt::format("{}{}{}", g.right_up, across, g.left_up);
            }
            const auto side = is_item ? g.down : " ";
            for (std::size_t row = 0; row < box.rows; ++row) {
                const auto line = row < box.text.size() ? box.text[row] : std::string{};
                out[box.top + 1 + row] = fmt::format("{} {} {}", side, pad(line, text_), side);
            }
        }
        return out;
    }

    void draw(std::size_t i) {
        auto& gap = gaps_[i];
        std::vector<std::size_t> leaves;
        std::vector<std::size_t> arrives;
        std::vector<std::size_t> out(layers_[i].size());
        std::vector<std::size_t> in(layers_[i + 1].size());
        for (const auto& ribbon : gap.ribbons()) {
            const auto& from = layers_[i][ribbon.from];
            const auto& to = layers_[i + 1][ribbon.to];
            leaves.push_back(gap.row(from.top + 1, from.rows, from.out, out[ribbon.from]++, false));
            arrives.push_back(gap.row(to.top + 1, to.rows, to.in, in[ribbon.to]++, true));
        }
        gap.draw(leaves, arrives, rows_, glyphs_);
    }

    [[nodiscard]] std::string headings() const {
        std::string out;
        bool any = false;
        for (std::size_t i = 0; i < family_.layers.size(); ++i) {
            const auto& heading = family_.layers[i].heading;
            any = any || !heading.empty();
            out += pad(heading, text_ + frame_width + (i < gaps_.size() ? gaps_[i].width() : 0));
        }
        return any ? out.erase(out.find_last_not_of(' ') + 1) + '\n' : "";
    }

    const FamilyDrawing& family_;
    const Glyphs& glyphs_;
    std::vector<Gap> gaps_;
    std::size_t text_ = 0;  // columns of text in a box
    std::vector<std::vector<TextBox>> layers_;
    std::vector<std::size_t> heights_;
    std::vector<std::vector<std::string>> columns_;
    std::size_t rows_ = 0;
};

/// Each box over those that it leads to.
class NarrowText {
public:
    NarrowText(const FamilyDrawing& family, const Glyphs& glyphs, std::size_t width)
        : family_(family), glyphs_(glyphs), width_(width) {}

    std::string text() {
        if (family_.layers.size() == 1) {
            const auto& only = family_.layers.front();
            out_ += only.heading + (only.heading.empty() ? "" : "\n");
            for (const auto& box : only.boxes) {
                print("", "  ", text_of(box));
            }
        }
        for (std::size_t i = 0; i + 1 < family_.layers.size(); ++i) {
            print_gap(i);
        }
        return std::move(out_);
    }

private:
    void print(const std::string& first, const std::string& others, const std::string& text) {
        const auto lead = display_width(first);
        const auto room = width_ > lead + least_text ? width_ - lead : std::string::npos;
        bool is_first = true;
        for (const auto& line : wrap(text, room)) {
            out_ += (is_first ? first : others) + line + '\n';
            is_first = false;
        }
    }

    static std::string text_of(const FamilyDrawing::Box& box) {
        auto out = box.code + (box.code.empty() ? "" : "  ") + box.title;
        for (const auto& mark : box.marks) {
            out += fmt::format(" [{}]", mark);
        }
        return out;
    }

    /// Codes that lead to the box that @p ribbon leads to as well.
    [[nodiscard]] std::string others(const Ribbons& ribbons,
                                     const FamilyDrawing::Ribbon& ribbon) const {
        std::string out;
        for (const auto& other : ribbons) {
            if (other.to == ribbon.to && other.from != ribbon.from) {
                out +=
                    (out.empty() ? "" : ", ") + family_.layers[other.layer].boxes[other.from].code;
            }
        }
        return out.empty() ? "" : fmt::format(" (from {}, too)", out);
    }

    void print_gap(std::size_t layer) {
        const auto& from = family_.layers[layer];
        const auto& to = family_.layers[layer + 1];
        if (!from.heading.empty() || !to.heading.empty()) {
            out_ += fmt::format("{} -> {}\n", from.heading, to.heading);
        }
        const auto ribbons = behind(family_, layer);
        for (std::size_t i = 0; i < from.boxes.size(); ++i) {
            Ribbons own;
            std::copy_if(ribbons.begin(), ribbons.end(), std::back_inserter(own),
                         [&](const auto& ribbon) { return ribbon.from == i; });
            print("", "  ", text_of(from.boxes[i]));
            for (std::size_t k = 0; k < own.size(); ++k) {
                print_ribbon(ribbons, own[k], k + 1 == own.size());
            }
        }
        for (std::size_t i = 0; i < to.boxes.size(); ++i) {
            const bool is_met = std::any_of(ribbons.begin(), ribbons.end(),
                                            [&](const auto& ribbon) { return ribbon.to == i; });
            if (!is_met) {
                print("> ", "  ", text_of(to.boxes[i]));
            }
        }
    }

    void print_ribbon(const Ribbons& ribbons, const FamilyDrawing::Ribbon& ribbon, bool is_last) {
        const auto& g = glyphs_;
        const auto across = ribbon.share ? g.across : g.across_unknown;
        const auto label = label_of(ribbon.share);
        const auto first =
            label.empty()
                ? fmt::format("{}{}> ", is_last ? g.last_branch : g.branch, repeated(across, 2))
                : fmt::format("{}{} {} {}> ", is_last ? g.last_branch : g.branch, across, label,
                              across);
        const auto others_lead = pad(is_last ? " " : g.down, display_width(first));
        print(first, others_lead,
              text_of(family_.layers[ribbon.layer + 1].boxes[ribbon.to]) + others(ribbons, ribbon));
    }

    const FamilyDrawing& family_;
    const Glyphs& glyphs_;
    std::size_t width_;
    std::string out_;
};

}  // namespace

std::string family_text(const FamilyDrawing& family, const TextRoom& room) {
    const auto& glyphs = room.ascii ? ascii_glyphs : drawn_glyphs;
    std::string out;
    const auto add = [&](const std::string& text) {
        for (const auto& line :
             wrap(text, room.width > least_text ? room.width : std::string::npos)) {
            out += line + '\n';
        }
    };
    if (!family.heading.empty()) {
        add(family.heading);
    }
    WideText wide(family, glyphs);
    out += wide.fits(room.width) ? wide.text() : NarrowText(family, glyphs, room.width).text();
    for (const auto& note : family.notes) {
        add(note);
    }
    return out;
}

}  // namespace socshift
