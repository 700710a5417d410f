#pragma once

// Internal: not installed. Figures with the least and the most that they can be, drawn as ranges on
// one scale.

#include "socshift/report/flow.hpp"

#include <string>
#include <vector>

namespace socshift {

/// Ends and figure as they are printed. Needs least <= value <= most.
struct IntervalRow {
    std::string name;
    std::string least;
    std::string value;
    std::string most;
};

struct Intervals {
    std::string label;  // what the drawing shows, for who does not see it
    std::vector<IntervalRow> rows;
};

/// The number that @p text is, near enough to be drawn; 0 for what is none.
[[nodiscard]] double near_number(const std::string& text);

[[nodiscard]] std::string intervals_svg(const Intervals& intervals, Room room, SvgForm form);

}  // namespace socshift
