#pragma once

#include "command.hpp"

namespace socshift::cli {

Runner add_check(CLI::App& verb);

}  // namespace socshift::cli
