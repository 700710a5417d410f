#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_routes(CLI::App& verb);

}  // namespace socshift::cli
