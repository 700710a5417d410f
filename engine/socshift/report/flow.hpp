#pragma once

// Internal: not installed. Where amounts go, drawn as ribbons between layers of bars.

#include "socshift/report/svg_form.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// A bar of a flow. Its height is what it is worth, or more if it would not be seen.
struct FlowNode {
    std::size_t layer = 0;
    std::uint64_t amount = 0;
    std::string name;             // "carried"
    std::string amount_text;      // "1,234 rows"; stands beside the name
    std::string mark = {};        // a class: "aside", "assumed"; empty: none
    std::string short_name = {};  // where there is little room; empty: the name
};

struct FlowLink {
    std::size_t from = 0;  // places in Flow::nodes
    std::size_t to = 0;
    std::uint64_t amount = 0;
    std::string mark = {};  // "stay", "move", "aside", "assumed"; empty: none
};

/// Nodes of two or three layers, each in the order in which it is drawn from the top.
struct Flow {
    std::string label;  // what the drawing shows, for who does not see it
    std::vector<FlowNode> nodes;
    std::vector<FlowLink> links;  // in any order; from a layer to the next
};

/// How much room a drawing has: wide, or narrow as on a telephone.
enum class Room : std::uint8_t { wide, narrow };

[[nodiscard]] std::string flow_svg(const Flow& flow, Room room, SvgForm form);

}  // namespace socshift
