#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_report(CLI::App& verb);

}  // namespace socshift::cli
