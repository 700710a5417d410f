#pragma once

// Internal: not installed.

#include "socshift/report/flow.hpp"
#include "socshift/routes/lookup.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What becomes of the items of one family, as boxes and ribbons between them.
struct FamilyDrawing {
    struct Ribbon {
        std::size_t from = 0;  // places in sources and targets
        std::size_t to = 0;
        std::optional<Share> share = {};  // of the source; none: not known, and hatched
    };

    std::string label;  // what the drawing shows, for who does not see it
    std::vector<NamedCode> sources;
    std::vector<NamedCode> targets;
    std::vector<Ribbon> ribbons;  // by source, then target
};

/// A ribbon is as thick as its share, one of an unknown share of middling thickness and hatched.
[[nodiscard]] std::string family_svg(const FamilyDrawing& family, SvgForm form);

}  // namespace socshift
