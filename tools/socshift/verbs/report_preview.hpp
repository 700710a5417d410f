#pragma once

#include "command.hpp"

namespace socshift::cli {

/// Adds `report preview`.
Runner add_report_preview(CLI::App& verb);

}  // namespace socshift::cli
