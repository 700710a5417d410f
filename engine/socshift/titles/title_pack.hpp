#pragma once

// Internal: not installed. A finished index as bytes, to be a constant of the program.

#include "socshift/titles/edition_titles.hpp"

#include <optional>
#include <string>
#include <vector>

namespace socshift::detail {

/// What EditionTitles::make() worked out, in the order of bytes of this machine.
[[nodiscard]] std::string packed(const EditionTitles& titles);

/// The index and the sources that packed() was given; nothing if a machine of another order of
/// bytes did it. @throws Error if it is cut short.
struct UnpackedTitles {
    TitleIndex index;
    std::vector<TitleSource> sources;
};
[[nodiscard]] std::optional<UnpackedTitles> unpacked(std::string bytes);

}  // namespace socshift::detail
