#pragma once

#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/recognise/detect.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// Places, among columns called @p names, of those that a conversion, an assignment or a detection
/// looks at, sorted, each once: who has data in memory need not make the others ready. A column
/// that is asked for and is not there, or is there more than once, has none; Conversion::carry()
/// and the like say so. Of a detection without a column: all.
[[nodiscard]] std::vector<std::size_t> asked_columns(const ConversionSpec& spec,
                                                     const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::size_t> asked_columns(const AssignSpec& spec,
                                                     const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::size_t> asked_columns(const DetectRequest& request,
                                                     const std::vector<std::string>& names);

}  // namespace socshift
