#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_assign(CLI::App& verb);

}  // namespace socshift::cli
