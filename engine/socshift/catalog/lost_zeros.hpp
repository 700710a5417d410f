#pragma once

// Internal: not installed. Codes that were taken for numbers.

#include "socshift/base/finding.hpp"
#include "socshift/model/edition.hpp"

#include <vector>

namespace socshift {

/// The warning `lost-zeros`, one for each level: codes of digits, shorter than others of their
/// level, that with zeros in front lie below their parent, or, without one of digits, below no
/// other. Not where longer codes begin like them, nor where numbers of their length are used up by
/// half, as where somebody has counted: 1, 2, 3 to 12. Not without a parent where a code of full
/// length begins with zero: then zeros were kept.
[[nodiscard]] Findings lost_zeros(const std::vector<Item>& items);

}  // namespace socshift
