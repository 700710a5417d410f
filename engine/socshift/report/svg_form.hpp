#pragma once

#include <cstdint>

namespace socshift {

/// A drawing as SVG: an element of a page, or a file of its own.
enum class SvgForm : std::uint8_t { element, file };

}  // namespace socshift
