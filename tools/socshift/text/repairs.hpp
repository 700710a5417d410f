#pragma once

#include "socshift/recognise/repairs.hpp"

#include <string_view>

namespace socshift::cli {

/// What cells with this repair are: "without hyphen".
[[nodiscard]] std::string_view phrase(Repair repair) noexcept;

}  // namespace socshift::cli
