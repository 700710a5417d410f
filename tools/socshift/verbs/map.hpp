#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_map(CLI::App& verb);

}  // namespace socshift::cli
