#pragma once

#include "socshift/numbers/share.hpp"
#include "socshift/report/svg_form.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What becomes of the items of one family, or of one code, as boxes in layers and ribbons from
/// each layer to the next.
///
///     for (const auto& drawing : draw(catalog, DiffQuestion{"soc2010", "soc2018"})) {
///         std::cout << family_text(drawing, {100});
///     }
struct FamilyDrawing {
    /// An item, or, without a code, what is none: "no successor".
    struct Box {
        std::string code;
        std::string title;
        std::vector<std::string> marks = {};  // what else is to be said of it: "exclusions"
    };

    /// The boxes of one edition, in code order.
    struct Layer {
        std::string heading = {};  // the edition, "soc2028-scenario (DRAFT)"; empty: none is shown
        std::vector<Box> boxes = {};
    };

    /// From a box of one layer to a box of the next.
    struct Ribbon {
        std::size_t from = 0;  // places in the boxes of the layers
        std::size_t to = 0;
        std::optional<Share> share = {};  // of what it comes from; none: nobody knows it
        std::size_t layer = 0;            // of `from`
    };

    std::string label;                    // what the drawing shows, for who does not see it
    std::vector<Layer> layers;            // two or more, by time
    std::vector<Ribbon> ribbons;          // by layer, then from, then to
    std::string name = {};                // of a file for it: "family-15-1134"
    std::string heading = {};             // "split (breakdown)  [moved]"
    std::vector<std::string> notes = {};  // sentences that belong under it
};

/// A ribbon is as thick as its share, one of an unknown share of middling thickness and hatched.
[[nodiscard]] std::string family_svg(const FamilyDrawing& family, SvgForm form);

/// How a drawing in text may look.
struct TextRoom {
    std::size_t width = 0;  // columns; 0: as many as it likes
    bool ascii = false;     // no other characters than those of ASCII, but in titles
};

/// The same as text. Layers stand beside each other, joined by lines, where @p room is wide enough;
/// else each box stands over those that it leads to. A line without a number is all of what it
/// comes from; one that is broken and has a '?' is of a share that nobody knows. Ends with a line
/// feed. Titles stand as they are: who shows them sees to characters that command a terminal.
[[nodiscard]] std::string family_text(const FamilyDrawing& family, const TextRoom& room);

}  // namespace socshift
