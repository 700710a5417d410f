#pragma once

#include "command.hpp"

namespace socshift::cli {

/// `report explorer`.
[[nodiscard]] Runner add_report_explorer(CLI::App& verb);

}  // namespace socshift::cli
